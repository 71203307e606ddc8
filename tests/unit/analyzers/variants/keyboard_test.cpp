#include "analyzers/variants/keyboard.hpp"

#include <gmock/gmock.h>

#include <random>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"

namespace nonmun::variants {
namespace {

using Maybe = std::optional<std::string>;

TEST(Keyboard, HangulFromKeys) {
  EXPECT_EQ(hangul_from_keys("rkdghkgkrtmq"), Maybe("강화학습"));
  EXPECT_EQ(hangul_from_keys("rkdghk gkrtmq 2"), Maybe("강화 학습 2"));
  EXPECT_EQ(hangul_from_keys("ekfr"), Maybe("닭"));
  EXPECT_EQ(hangul_from_keys("ekfrdl"), Maybe("닭이"));
  EXPECT_EQ(hangul_from_keys("ekfrl"), Maybe("달기"));
  EXPECT_EQ(hangul_from_keys("djqtek"), Maybe("없다"));
  EXPECT_EQ(hangul_from_keys("Qkfms"), Maybe("빠른"));
  EXPECT_EQ(hangul_from_keys("dOrl"), Maybe("얘기"));
  EXPECT_EQ(hangul_from_keys("dPtks"), Maybe("예산"));
  EXPECT_EQ(hangul_from_keys("dnpqtkdlxm"), Maybe("웹사이트"));
  EXPECT_EQ(hangul_from_keys("dmlfy"), Maybe("의료"));
  EXPECT_EQ(hangul_from_keys("dlTek"), Maybe("있다"));
  EXPECT_EQ(hangul_from_keys("Rk"), Maybe("까"));
  EXPECT_EQ(hangul_from_keys("rkE"), Maybe("가ㄸ"));  // ㄸ is no coda
  EXPECT_EQ(hangul_from_keys("llm"), Maybe("ㅣㅣㅡ"));
  EXPECT_EQ(hangul_from_keys("hk"), Maybe("ㅘ"));
  EXPECT_EQ(hangul_from_keys("transformer"), Maybe("ㅅㄱ문래귿ㄱ"));
  for (const char* none : {"", "123", "한글", "abc한", "a\tb", "\xFF"}) {
    EXPECT_EQ(hangul_from_keys(none), std::nullopt) << none;
  }
}

TEST(Keyboard, KeysFromHangul) {
  EXPECT_EQ(keys_from_hangul("ㅅㄱ문래귿ㄱ"), Maybe("transformer"));
  EXPECT_EQ(keys_from_hangul("강화학습"), Maybe("rkdghkgkrtmq"));
  EXPECT_EQ(keys_from_hangul("없다 3"), Maybe("djqtek 3"));
  EXPECT_EQ(keys_from_hangul("ㅄ꽤"), Maybe("qtRho"));
  for (const char* none : {"", "abc", "漢字", "가漢", "ㆍ", "ㅥ", "\xEA\xB0", "\xFF"}) {
    EXPECT_EQ(keys_from_hangul(none), std::nullopt) << none;
  }
}

TEST(Keyboard, PlausibleWords) {
  EXPECT_TRUE(is_all_syllables("강화 학습 2"));
  EXPECT_FALSE(is_all_syllables("ㅅㄱ문래귿ㄱ"));
  EXPECT_FALSE(is_all_syllables("\xFF"));
}

TEST(Keyboard, EverySyllableComesBack) {
  for (char32_t c = text::kFirstSyllable; c <= text::kLastSyllable; ++c) {
    std::string syllable;
    text::append_utf8(c, syllable);
    const Maybe keys = keys_from_hangul(syllable);
    ASSERT_TRUE(keys.has_value());
    ASSERT_EQ(hangul_from_keys(*keys), Maybe(syllable)) << *keys;
  }
}

TEST(Keyboard, RandomRoundTrips) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 5000; ++round) {
    // Two syllables of any kind after each other come back as they were.
    std::string word;
    for (std::size_t n = 1 + random() % 5; n > 0; --n) {
      text::append_utf8(static_cast<char32_t>(text::kFirstSyllable + random() % 11172), word);
    }
    EXPECT_EQ(hangul_from_keys(keys_from_hangul(word).value()), Maybe(word));
    // Any keys come back, but for shift where the shifted key carries the same letter.
    std::string keys;
    for (std::size_t n = 1 + random() % 12; n > 0; --n) {
      keys.push_back(static_cast<char>('a' + random() % 26));
    }
    for (std::size_t i = random() % 3; i < keys.size(); i += 3) {
      if (std::string_view("qwertop").find(keys[i]) != std::string_view::npos) {
        keys[i] = static_cast<char>(keys[i] - 'a' + 'A');
      }
    }
    EXPECT_EQ(keys_from_hangul(hangul_from_keys(keys).value()), Maybe(keys));
  }
}

}  // namespace
}  // namespace nonmun::variants
