#include "analyzers/variants/trie.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "analyzers/text/first_place.hpp"

namespace nonmun::variants {
namespace {

// header: magic, node count, value limit; then first_child[count + 1], value[count],
// below[count] as 32-bit numbers, then label[count] as bytes.
constexpr std::uint32_t kMagic = 0x31544E4E;  // "NNT1"
constexpr std::size_t kHeaderBytes = 12;

}  // namespace

std::string build_trie(std::span<const TrieWord> words) {
  if (words.size() >= TrieView::kNoWord) throw std::invalid_argument("trie too large");
  std::uint32_t value_limit = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].word.empty() || words[i].word.size() > kMaxTrieDepth) {
      throw std::invalid_argument("trie word of bad length");
    }
    if (words[i].value == TrieView::kNoWord) throw std::invalid_argument("trie value too large");
    // std::char_traits<char> compares as unsigned char, as the labels do.
    if (i > 0 && !(words[i - 1].word < words[i].word)) {
      throw std::invalid_argument("trie words not in ascending order");
    }
    value_limit = std::max(value_limit, words[i].value + 1);
  }

  // Breadth first, level by level: only the nodes of one level need to know their words.
  struct Pending {
    std::uint32_t first, last;  // the words below this node
  };
  std::vector<std::uint32_t> first_child;
  std::vector<std::uint32_t> values;
  std::string labels(1, '\0');
  std::vector<Pending> level{{0, static_cast<std::uint32_t>(words.size())}};
  for (std::size_t depth = 0; !level.empty(); ++depth) {
    std::vector<Pending> next_level;
    for (auto [first, last] : level) {
      first_child.push_back(static_cast<std::uint32_t>(labels.size()));
      values.push_back(TrieView::kNoWord);
      if (first < last && words[first].word.size() == depth) values.back() = words[first++].value;
      while (first < last) {
        const char label = words[first].word[depth];
        std::uint32_t end = first + 1;
        while (end < last && words[end].word[depth] == label) ++end;
        next_level.push_back({first, end});
        labels.push_back(label);
        first = end;
      }
    }
    level = std::move(next_level);
  }
  if (labels.size() >= TrieView::kNoWord) throw std::invalid_argument("trie too large");
  first_child.push_back(static_cast<std::uint32_t>(labels.size()));

  std::vector<std::uint32_t> below(labels.size(), 0);
  for (std::size_t node = labels.size(); node-- > 0;) {
    for (std::uint32_t child = first_child[node]; child < first_child[node + 1]; ++child) {
      const auto label = static_cast<unsigned char>(labels[child]);
      below[node] |= below[child] | std::uint32_t{1} << (label % 32);
    }
  }

  std::string out;
  out.reserve(kHeaderBytes + labels.size() * 13 + 4);
  text::put_little_endian(kMagic, out);
  text::put_little_endian(static_cast<std::uint32_t>(labels.size()), out);
  text::put_little_endian(value_limit, out);
  for (const std::uint32_t v : first_child) text::put_little_endian(v, out);
  for (const std::uint32_t v : values) text::put_little_endian(v, out);
  for (const std::uint32_t v : below) text::put_little_endian(v, out);
  out += labels;
  return out;
}

TrieView TrieView::open(std::string_view bytes) {
  const auto require = [](bool condition, const char* what) {
    if (!condition) throw std::runtime_error(std::string("damaged trie: ") + what);
  };
  require(bytes.size() >= kHeaderBytes, "too short");
  require(read(bytes.data(), 0) == kMagic, "not a trie");
  TrieView view;
  view.count_ = read(bytes.data(), 1);
  view.value_limit_ = read(bytes.data(), 2);
  const std::size_t count = view.count_;
  require(count > 0 && bytes.size() == kHeaderBytes + 4 + count * 13, "wrong size");
  view.first_child_ = bytes.data() + kHeaderBytes;
  view.value_ = view.first_child_ + (count + 1) * 4;
  view.below_ = view.value_ + count * 4;
  view.label_ = view.below_ + count * 4;

  // Ranges of children that start at 1, follow each other without gaps, end at the number of
  // nodes, and lie behind their parent: then each node but the root has exactly one parent with a
  // smaller number, which makes a tree. Both loops are without branches, so that they become vector
  // instructions: every process that searches waits for them. That labels are in order is not
  // checked; where they are not, words are not found.
  require(read(view.first_child_, 0) == 1, "root");
  require(read(view.first_child_, view.count_) == view.count_, "end");
  std::uint32_t bad_children = 0;
  for (Node node = 0; node < view.count_; ++node) {
    const Node begin = read(view.first_child_, node);
    bad_children |= static_cast<std::uint32_t>(begin <= node) |
                    static_cast<std::uint32_t>(read(view.first_child_, node + 1) < begin);
  }
  require(bad_children == 0, "children");
  std::uint32_t bad_values = 0;
  for (Node node = 0; node < view.count_; ++node) {
    // kNoWord is the greatest number, so that the next one is 0.
    bad_values |= static_cast<std::uint32_t>(view.value(node) + 1 > view.value_limit_);
  }
  require(bad_values == 0, "value");
  // Breadth-first order keeps each level in one piece.
  std::size_t depth = 0;
  for (Nodes level{0, 1}; level.begin < level.end; ++depth) {
    require(depth <= kMaxTrieDepth, "too deep");
    level = {read(view.first_child_, level.begin), read(view.first_child_, level.end)};
  }
  return view;
}

TrieView::Node TrieView::child(Node node, unsigned char next) const {
  const Nodes nodes = children(node);
  const Node found = nodes.begin + text::first_place(nodes.end - nodes.begin, [&](Node i) {
                       return label(nodes.begin + i) < next;
                     });
  return found < nodes.end && label(found) == next ? found : kRoot;
}

std::uint32_t TrieView::find(std::string_view word) const {
  Node node = kRoot;
  for (const char c : word) {
    node = child(node, static_cast<unsigned char>(c));
    if (node == kRoot) return kNoWord;
  }
  return value(node);
}

}  // namespace nonmun::variants
