#include <gtest/gtest.h>

#include <random>
#include <set>
#include <thread>

#include "indexer/index/derived.hpp"

namespace nonmun::index {
namespace {

Lexicon lexicon(const std::vector<std::string>& terms) {
  std::vector<Lexicon::Word> words;
  for (const std::string& term : terms) words.push_back({term, term, 1});
  return Lexicon(Lexicon::encode(words, {}));
}

std::vector<std::uint32_t> scan(const Lexicon& lexicon, const std::string& part) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < lexicon.size(); ++i) {
    if (lexicon.word(i).term.find(part) != std::string::npos) found.push_back(i);
  }
  return found;
}

TEST(Lexicon, WordsThatContainAPart) {
  const Lexicon words = lexicon({"분자생물학", "물리", "생물학", "생물", "생물생물"});
  EXPECT_EQ(words.containing("생물"), (std::vector<std::uint32_t>{0, 2, 3, 4}));
  EXPECT_EQ(words.containing("생물학"), (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(words.containing("물생"), std::vector<std::uint32_t>{4});
  EXPECT_TRUE(words.containing("리물").empty());
  EXPECT_TRUE(Lexicon().containing("생물").empty());
}

TEST(Lexicon, ContainingFindsWhatAScanFinds) {
  static const std::vector<std::string> kSyllables = {"가", "나", "다", "라", "마", "a", "é"};
  std::mt19937 random(3);
  const auto word = [&](std::size_t least, std::size_t most) {
    std::string text;
    for (std::size_t n = least + random() % (most - least + 1); n > 0; --n) {
      text += kSyllables[random() % kSyllables.size()];
    }
    return text;
  };
  std::set<std::string> terms;
  while (terms.size() < 2'000) terms.insert(word(1, 7));
  const Lexicon words = lexicon({terms.begin(), terms.end()});
  for (int i = 0; i < 2'000; ++i) {
    const std::string part = word(2, 4);
    ASSERT_EQ(words.containing(part), scan(words, part)) << part;
  }
}

TEST(Lexicon, AnyThreadMayAskFirst) {
  const Lexicon words = lexicon({"분자생물학", "생물학"});
  std::vector<std::thread> threads;
  std::vector<std::size_t> found(4);
  for (std::size_t& count : found) {
    threads.emplace_back([&] { count = words.containing("생물학").size(); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(found, std::vector<std::size_t>(4, 2));
}

}  // namespace
}  // namespace nonmun::index
