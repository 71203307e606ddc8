#include "analyzers/variants/typing.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace nonmun::variants {
namespace {

TEST(TypingKey, WhatIsTypedSoFarIsAPrefix) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> kTyped = {
      {"강화학습",
       {"ㄱ", "가", "강", "강ㅎ", "강호", "강화", "강화ㅎ", "강화하", "강화학", "강화학스",
        "강화 학습"}},
      {"의료", {"ㅇ", "으", "의", "읠", "의료"}},
      {"값이", {"갑", "값", "값이"}},
      {"꿈", {"ㄲ", "꾸"}},
      {"LoRA", {"l", "LO", "lora"}},
      {"GPT-4o", {"gpt", "gpt4", "GPT-4"}},
      {"RAG 기반", {"rag", "RAG ㄱ", "rag기"}},
      {"Jürgen", {"jur", "Jür"}},
  };
  for (const auto& [text, typed] : kTyped) {
    for (const std::string& so_far : typed) {
      EXPECT_TRUE(typing_key(text).starts_with(typing_key(so_far))) << so_far << " of " << text;
    }
  }
  EXPECT_FALSE(typing_key("강화학습").starts_with(typing_key("강하")));
  EXPECT_FALSE(typing_key("꿈").starts_with(typing_key("ㄱ")));
}

TEST(TypingKey, NothingToType) {
  for (const char* text : {"", " ", "-", "\xff\xfe", "\xea\xb0"}) EXPECT_EQ(typing_key(text), "");
}

TEST(TypingKey, KoreanAndOtherLettersDoNotMeet) {
  for (const char* hangul : {"ㅂ", "가", "ㅖ", "힣"}) {
    for (const char c : typing_key(hangul)) {
      EXPECT_GE(c, 1);
      EXPECT_LE(c, 33);
    }
  }
}

TEST(InitialsKey, OfWordsAndOfLetters) {
  EXPECT_EQ(initials_key("강화학습"), initials_key_of_letters("ㄱㅎㅎㅅ"));
  EXPECT_EQ(initials_key("강화 학습"), initials_key_of_letters("ㄱㅎ ㅎㅅ"));
  EXPECT_EQ(initials_key("딥러닝"), initials_key_of_letters("ㄷㄹㄴ"));
  EXPECT_NE(initials_key("딥러닝"), initials_key_of_letters("ㄸㄹㄴ"));
  for (const char* text : {"", "LoRA", "강화L", "ㄱㅎ"}) EXPECT_EQ(initials_key(text), "") << text;
  for (const char* text : {"", "가", "ㄱa", "ㅏ", "ㄱㅏ", "ㄳ"}) {
    EXPECT_EQ(initials_key_of_letters(text), "") << text;
  }
}

TEST(InitialsKey, IsTheBeginningOfNothingThatIsTyped) {
  for (const char* initials : {"ㄱ", "ㄱㅎ", "ㅅㄹ", "ㅎㅎㅎ"}) {
    const std::string key = initials_key_of_letters(initials);
    for (const char* typed :
         {"비", "비슷", "강", "ㄱ", "ㄱㅎ", "ㅗㅗ", "diffusion", "é", "数", "ㄱa"}) {
      EXPECT_FALSE(typing_key(typed).starts_with(key.substr(0, 1))) << typed;
      EXPECT_FALSE(key.starts_with(typing_key(typed))) << initials << ' ' << typed;
    }
  }
}

}  // namespace
}  // namespace nonmun::variants
