#include "analyzers/text/jamo.hpp"

#include <gmock/gmock.h>

namespace nonmun::text {
namespace {

TEST(Jamo, KeysKeepSyllablesApart) {
  EXPECT_EQ(jamo_key("학습을")->size(), jamo_key("학스블")->size() + 1);
  EXPECT_NE(jamo_key("각아"), jamo_key("가가"));
  for (const char* none : {"", "a", "ㄱ", "가a", "\xEA\xB0"}) {
    EXPECT_EQ(jamo_key(none), std::nullopt) << none;
  }
}

TEST(Jamo, EverySyllableTakenApartAndPutTogether) {
  char32_t c = kFirstSyllable;
  for (unsigned onset = 0; onset < kOnsets; ++onset) {
    for (unsigned vowel = 0; vowel < kVowels; ++vowel) {
      for (unsigned coda = 0; coda < kCodas; ++coda, ++c) {
        ASSERT_TRUE(is_syllable(c));
        ASSERT_EQ(compose({onset, vowel, coda}), c);
        ASSERT_EQ(decompose(c), (Syllable{onset, vowel, coda}));
        ASSERT_EQ(vowel_of(c), vowel);
        ASSERT_EQ(coda_of(c), coda);
      }
    }
  }
  EXPECT_EQ(c, kLastSyllable + 1);
  EXPECT_FALSE(is_syllable(kFirstSyllable - 1));
  EXPECT_FALSE(is_syllable(kLastSyllable + 1));
}

TEST(Jamo, OneLetterReplaced) {
  EXPECT_EQ(with_coda(U'하', 4), U'한');
  EXPECT_EQ(with_coda(U'한', 8), U'할');
  EXPECT_EQ(without_coda(U'했'), U'해');
  EXPECT_EQ(without_coda(U'해'), U'해');
  EXPECT_EQ(with_vowel(U'견', 20), U'긴');
}

TEST(IsHangul, PrecomposedSyllables) {
  for (const char* yes : {"가", "힣", "모델"}) EXPECT_TRUE(is_hangul(yes)) << yes;
  for (const char* no :
       {"", "a", "모델a", "ㄱ", "漢", "\u1100\u1161", "\xea\xb0", "ꯀ", "\xea\x30\x40"}) {
    EXPECT_FALSE(is_hangul(no)) << no;
  }
}

}  // namespace
}  // namespace nonmun::text
