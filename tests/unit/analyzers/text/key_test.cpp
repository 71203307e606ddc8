#include "analyzers/text/key.hpp"

#include <gtest/gtest.h>

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
