#include "searcher/nonmun-search/interactive/completion.hpp"

#include <gtest/gtest.h>

namespace nonmun::program::interactive {
namespace {

TEST(Completion, AnotherSpellingAddsNothing) {
  EXPECT_TRUE(adds_to("강화하", "강화학습"));
  EXPECT_TRUE(adds_to("ㄱㅎㅎㅅ", "강화학습"));
  EXPECT_TRUE(adds_to("tri d", "author:\"Tri Dao\""));
  EXPECT_TRUE(adds_to("author", "author:"));
  EXPECT_FALSE(adds_to("강화학습", "강화학습"));
  EXPECT_FALSE(adds_to("gpt-4", "GPT-4"));
  EXPECT_FALSE(adds_to("강화 학습", "강화학습"));
  EXPECT_FALSE(adds_to("x", ""));
}

TEST(Completion, ContinuesWhatItBeginsWith) {
  EXPECT_EQ(shown_completion("강화학", "강화학습", true), "습");
  EXPECT_EQ(shown_completion("확산 모", "확산 모델", true), "델");
}

TEST(Completion, AnArrowPrecedesWordsThatBeginOtherwise) {
  EXPECT_EQ(shown_completion("강화하", "강화학습", true), " → 강화학습");
  EXPECT_EQ(shown_completion("확산 ㅁㄷ", "확산 모델", true), " → 모델");
  EXPECT_EQ(shown_completion("author:tri", "author:\"Tri Dao\"", true), " → author:\"Tri Dao\"");
  EXPECT_EQ(shown_completion("x tri d", "x author:\"Tri Dao\"", true), " → author:\"Tri Dao\"");
  EXPECT_EQ(shown_completion("gpt-4", "GPT", true), " → GPT");  // shorter
}

TEST(Completion, AnArrowPrecedesAllWhereTheRestWouldLookTyped) {
  EXPECT_EQ(shown_completion("확산 모", "확산 모델", false), " → 모델");
}

}  // namespace
}  // namespace nonmun::program::interactive
