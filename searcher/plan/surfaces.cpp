#include "searcher/plan/surfaces.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace nonmun::plan {

namespace {

/// Finds the word of a stem among those that begin like it.
class WordOfStem {
 public:
  WordOfStem(const index::Lexicon& lexicon, std::string_view stem)
      : lexicon_(lexicon), stem_(stem) {}

  /// As it is shown; empty when there is none.
  std::string find() {
    // A stem may end otherwise than its word: "polici" is of "policy".
    for (std::size_t size = stem_.size(); size + 1 >= stem_.size() && size > 1; --size) {
      visited_ = 0;
      variants::TrieView::Node node = variants::TrieView::kRoot;
      bool exists = true;
      for (std::size_t i = 0; i < size && exists; ++i) {
        node = lexicon_.trie().child(node, static_cast<unsigned char>(stem_[i]));
        exists = node != variants::TrieView::kRoot;
      }
      if (exists && visit(node)) return found_;
    }
    return {};
  }

 private:
  /// Bounds the search below the first letters of a short stem.
  static constexpr std::size_t kMaxVisited = 400;

  bool visit(variants::TrieView::Node node) {
    if (++visited_ > kMaxVisited) return false;
    const variants::TrieView& trie = lexicon_.trie();
    if (const std::uint32_t number = trie.value(node); number != variants::TrieView::kNoWord) {
      const index::Lexicon::Word word = lexicon_.word(number);
      if (word.term == stem_) {
        found_ = word.display;
        return true;
      }
    }
    const auto [begin, end] = trie.children(node);
    for (variants::TrieView::Node child = begin; child < end; ++child) {
      if (visit(child)) return true;
    }
    return false;
  }

  const index::Lexicon& lexicon_;
  std::string_view stem_;
  std::string found_;
  std::size_t visited_ = 0;
};

}  // namespace

std::string Surfaces::of(std::string_view term) const {
  const auto* const begin =
      std::find_if(term.begin(), term.end(), [](char c) { return c < 'A' || c > 'Z'; });
  std::string plain(begin, term.end());
  std::string word = WordOfStem(derived_.latin, plain).find();
  return word.empty() ? plain : word;
}

std::string Surfaces::of_words(std::string_view text) const {
  std::string words;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (at > 0) words += ' ';
    const std::string_view term = text.substr(at, end - at);
    const std::string word = WordOfStem(derived_.latin, term).find();
    words += word.empty() ? term : std::string_view(word);
    at = end + 1;
  }
  return words;
}

Node Surfaces::of(Node root) const {
  for (std::string& term : root.terms) term = of(term);
  for (Node& child : root.children) child = of(std::move(child));
  return root;
}

}  // namespace nonmun::plan
