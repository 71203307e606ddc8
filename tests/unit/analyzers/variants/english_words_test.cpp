#include "analyzers/variants/english_words.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace nonmun::variants {
namespace {

TEST(EnglishWords, InAnyForm) {
  for (const char* word : {"throughout", "understood", "lawyers", "rage", "confront", "zebra"}) {
    EXPECT_TRUE(is_english_word(word)) << word;
  }
}

TEST(EnglishWords, OthersHardlyEver) {
  EXPECT_FALSE(is_english_word(""));
  std::mt19937 random(7);
  int taken = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string word(12, 'q');
    for (char& c : word) c = static_cast<char>('a' + random() % 26);
    taken += is_english_word(word) ? 1 : 0;
  }
  EXPECT_LT(taken, 50);
}

}  // namespace
}  // namespace nonmun::variants
