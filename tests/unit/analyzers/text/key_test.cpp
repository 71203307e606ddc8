#include "analyzers/text/key.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace nonmun::text {
namespace {

TEST(Key, IgnoresCasePunctuationAndSpace) {
  EXPECT_EQ(key_of("DeepSeek-R1"), "deepseekr1");
  EXPECT_EQ(key_of("  deepseek R1. "), "deepseekr1");
  EXPECT_EQ(key_of("LLaVA: (a, b) — “c”"), "llavaabc");
  EXPECT_EQ(key_of("CompBench++"), "compbench++");
  EXPECT_EQ(key_of("CompBench++：“x”"), "compbench++x");
}

TEST(Key, IgnoresAccents) {
  EXPECT_EQ(key_of("Müller"), "muller");
  EXPECT_EQ(key_of("M\u0075\u0308ller"), "muller");
  EXPECT_EQ(key_of("Łukasz Ødegård"), "lukaszodegard");
  EXPECT_EQ(key_of("STRASSE"), key_of("straße"));
  EXPECT_EQ(key_of("İstanbul"), "istanbul");
}

TEST(Key, KeepsEveryScript) {
  EXPECT_EQ(key_of("강화 학습"), "강화학습");
  EXPECT_EQ(key_of("τ-bench"), "τbench");
  EXPECT_EQ(key_of("１２３ ＡＢＣ"), "123abc");
  EXPECT_EQ(key_of("日本 語"), "日本語");
}

// A text with an accent goes another way, and all its letters with it.
TEST(Key, IsTheSameBesideAnAccent) {
  const std::vector<std::string> pieces = {"강", "힣", "가", "A",      "z",      "9",      "+", " ",
                                           "-",  "ㄱ", "각", "\u1100", "\u1161", "\u11a8", "漢"};
  std::mt19937 engine(11);
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    for (std::size_t left = engine() % 6; left > 0; --left)
      text += pieces[engine() % pieces.size()];
    EXPECT_EQ(key_of(text + "-é"), key_of(text) + "e") << text;
    EXPECT_EQ(accented_key_of(text + "-é"), accented_key_of(text) + "é") << text;
  }
}

TEST(Key, MayBeEmpty) {
  EXPECT_EQ(key_of(""), "");
  EXPECT_EQ(key_of("?!… —"), "");
  EXPECT_EQ(key_of("\xff\xfe"), "");
}

TEST(Key, OfAKeyIsTheKey) {
  for (const char* text : {"DeepSeek-R1", "Müller-Łoś", "강화 학습!", "ﬁne-tuning", "Ω², ½", "ẞ"}) {
    EXPECT_EQ(key_of(key_of(text)), key_of(text)) << text;
  }
}

TEST(Key, AccentsMayBeKept) {
  EXPECT_EQ(accented_key_of("J. MÜLLER"), "jmüller");
  EXPECT_EQ(accented_key_of("Mu\u0308ller"), "müller");
  EXPECT_EQ(accented_key_of("Łukasz"), "łukasz");
  EXPECT_EQ(accented_key_of("Tri Dao"), key_of("Tri Dao"));
}

}  // namespace
}  // namespace nonmun::text
