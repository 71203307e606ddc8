#include "analyzers/variants/trie.hpp"

#include <gmock/gmock.h>

#include <map>
#include <random>
#include <stdexcept>

namespace nonmun::variants {
namespace {

using Words = std::map<std::string, std::uint32_t>;

std::string build(const Words& words) {
  std::vector<TrieWord> list;
  for (const auto& [word, value] : words) list.push_back({word, value});
  return build_trie(list);
}

void collect(const TrieView& trie, TrieView::Node node, std::string& path, Words& out) {
  if (const auto value = trie.value(node); value != TrieView::kNoWord) out[path] = value;
  const auto [begin, end] = trie.children(node);
  for (TrieView::Node child = begin; child < end; ++child) {
    EXPECT_NE(trie.labels_below(node) & (1U << (trie.label(child) % 32)), 0U);
    path.push_back(static_cast<char>(trie.label(child)));
    collect(trie, child, path, out);
    path.pop_back();
  }
}

Words contents(const TrieView& trie) {
  Words out;
  std::string path;
  collect(trie, TrieView::kRoot, path, out);
  return out;
}

Words random_words(std::mt19937& random, std::size_t count, int letters) {
  Words words;
  for (std::size_t i = 0; i < count; ++i) {
    std::string word(1 + random() % 8, '\0');
    for (char& c : word) {
      c = static_cast<char>(letters == 256 ? random() % 256 : 'a' + random() % 4);
    }
    words.emplace(word, static_cast<std::uint32_t>(random() % 1000));
  }
  return words;
}

TEST(Trie, AgreesWithAMap) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    const int letters = round % 2 == 0 ? 256 : 4;
    const Words words = random_words(random, random() % 300, letters);
    const std::string bytes = build(words);
    const TrieView trie = TrieView::open(bytes);
    EXPECT_EQ(contents(trie), words);
    for (const auto& [word, value] : words) EXPECT_EQ(trie.find(word), value);
    for (const auto& [word, value] : random_words(random, 100, letters)) {
      EXPECT_EQ(trie.find(word), words.contains(word) ? words.at(word) : TrieView::kNoWord);
    }
  }
}

TEST(Trie, EmptyAndDefault) {
  EXPECT_EQ(TrieView().find("a"), TrieView::kNoWord);
  EXPECT_TRUE(contents(TrieView()).empty());
  const std::string bytes = build({});
  EXPECT_TRUE(contents(TrieView::open(bytes)).empty());
  EXPECT_EQ(TrieView::open(bytes).find(""), TrieView::kNoWord);
}

TEST(Trie, NeedsNoAlignment) {
  std::string bytes = build({{"abc", 7}});
  bytes.insert(bytes.begin(), 'x');
  EXPECT_EQ(TrieView::open(std::string_view(bytes).substr(1)).find("abc"), 7U);
}

TEST(Trie, RejectsBadWords) {
  const auto make = [](std::vector<TrieWord> words) { return build_trie(words); };
  EXPECT_THROW(make({{"b", 0}, {"a", 1}}), std::invalid_argument);
  EXPECT_THROW(make({{"a", 0}, {"a", 1}}), std::invalid_argument);
  EXPECT_THROW(make({{"", 0}}), std::invalid_argument);
  EXPECT_THROW(make({{"a", TrieView::kNoWord}}), std::invalid_argument);
  EXPECT_THROW(make({{std::string(kMaxTrieDepth + 1, 'a'), 0}}), std::invalid_argument);
  EXPECT_NO_THROW(TrieView::open(build({{std::string(kMaxTrieDepth, 'a'), 0}})));
}

TEST(Trie, DamageIsReportedOrHarmless) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::string good = build(random_words(random, 60, 4));
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_THROW(TrieView::open(std::string_view(good).substr(0, size)), std::runtime_error);
  }
  int reported = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = good;
    for (std::size_t flips = 1 + random() % 3; flips > 0; --flips) {
      bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
    }
    try {
      const TrieView trie = TrieView::open(bytes);
      // Not contents(): the labels below may be wrong.
      std::vector<TrieView::Node> open{TrieView::kRoot};
      std::size_t visited = 0;
      while (!open.empty()) {
        const auto node = open.back();
        open.pop_back();
        ++visited;
        const auto [begin, end] = trie.children(node);
        for (auto child = begin; child < end; ++child) open.push_back(child);
      }
      EXPECT_EQ(visited, trie.node_count());
    } catch (const std::runtime_error& error) {
      EXPECT_THAT(error.what(), testing::StartsWith("damaged trie: "));
      ++reported;
    }
  }
  EXPECT_GT(reported, 5000);
}

TEST(Trie, AChainDeeperThanAnyWordIsDamage) {
  // Every node has one child: a valid tree by its indices, and a stack overflow for a walk.
  std::string bytes;
  const std::uint32_t count = 100000;
  const auto append = [&](std::uint32_t v) {
    for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<char>(v >> shift));
  };
  append(0x31544E4E), append(count), append(1);
  for (std::uint32_t i = 0; i < count; ++i) append(std::min(i + 1, count));
  append(count);
  for (std::uint32_t i = 0; i < count; ++i) append(0);
  for (std::uint32_t i = 0; i < count; ++i) append(0);
  bytes.append(count, 'a');
  EXPECT_THROW(TrieView::open(bytes), std::runtime_error);
}

}  // namespace
}  // namespace nonmun::variants
