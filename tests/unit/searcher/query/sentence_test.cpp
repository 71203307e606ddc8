#include "searcher/query/sentence.hpp"

#include <gtest/gtest.h>

#include <string>

namespace nonmun::query {
namespace {

TEST(Sentence, TextToBeRead) {
  EXPECT_TRUE(is_sentence("본 연구에서 제시한 모델은 기존의 -Oz 최적화 수준을 2.87%에서 향상"));
  EXPECT_TRUE(is_sentence("We show that the model is NOT better than what came before it"));
}

TEST(Sentence, QueriesAreNone) {
  EXPECT_FALSE(is_sentence(""));
  EXPECT_FALSE(is_sentence("모델을 줄이는 방법은 -비디오"));
  EXPECT_FALSE(is_sentence(
      "(diffusion OR 확산) AND (video OR 비디오) AND (editing OR 편집) NOT (survey OR 서베이)"));
  EXPECT_FALSE(
      is_sentence("LLM은 -date:2024-11.. 확산을 (강화 OR date:2023 title:\"attention\" 추론 OR "
                  "정책 \"추론\")"));
  EXPECT_FALSE(is_sentence("확산 모델 비디오 생성 고해상도 장면 편집 제어 -텍스트"));
}

TEST(Sentence, DoubleParenthesesSayThatSyntaxIsMeant) {
  const std::string text = "이 모델은 확산 과정을 데이터의 분포에서 배우고 -영상 결과를 낸다.";
  EXPECT_TRUE(is_sentence(text));
  EXPECT_TRUE(is_sentence("(" + text + ")"));
  EXPECT_FALSE(is_sentence("((" + text + "))"));
}

}  // namespace
}  // namespace nonmun::query
