#include "indexer/cli/display.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

namespace nonmun::cli {
namespace {

TEST(Display, OrdinaryTextIsAsItIs) {
  for (const char* text : {"", "a b", "강화 학습", "e\u0301", "naïve", "$\\alpha$", "\u2603\ufe0f",
                           "\xf0\x9f\x98\x80", "\u1100\u1161\u11a8"}) {
    EXPECT_EQ(display(text), text);
  }
}

TEST(Display, WhatActsOnATerminalIsEscaped) {
  EXPECT_EQ(display("a\x1b[2Jb\x07"), "a\\x1b[2Jb\\x07");
  EXPECT_EQ(display("\x7f"), "\\x7f");
  EXPECT_EQ(display("a\nb\rc\td"), "a\\nb\\rc\\td");
  EXPECT_EQ(display(std::string_view("\0", 1)), "\\x00");
  EXPECT_EQ(display("\u009b31m"), "\\u009b31m");
  EXPECT_EQ(display("\u0085"), "\\u0085");
}

TEST(Display, WhatReordersOrHidesIsEscaped) {
  EXPECT_EQ(display("\u202egpj.exe"), "\\u202egpj.exe");
  EXPECT_EQ(display("\u2066\u2069"), "\\u2066\\u2069");
  EXPECT_EQ(display("a\u200bb\u200d\ufeff\u2060"), "a\\u200bb\\u200d\\ufeff\\u2060");
  EXPECT_EQ(display("\u2028\u2029"), "\\u2028\\u2029");
  EXPECT_EQ(display("\u3164\u00ad"), "\\u3164\\u00ad");
  EXPECT_EQ(display("\U000e0041"), "\\U000e0041");
}

TEST(Display, InvalidUtf8IsShownByteForByte) {
  EXPECT_EQ(display("a\xff\xc3"), "a\\xff\\xc3");
  EXPECT_EQ(display("\xed\xa0\x80"), "\\xed\\xa0\\x80");                 // a surrogate
  EXPECT_EQ(display("\xb0\xa1\xb3\xaa.md"), "\\xb0\\xa1\\xb3\\xaa.md");  // a name in CP949
}

TEST(DisplayJson, SaysTheSame) {
  const nlohmann::json j = {{"title", "a\u202eb\u009b\x7f\U000e0041\n\x1b 강화"}};
  const std::string shown = display_json(j.dump());
  EXPECT_EQ(shown, "{\"title\":\"a\\u202eb\\u009b\\u007f\\udb40\\udc41\\n\\u001b 강화\"}");
  EXPECT_EQ(nlohmann::json::parse(shown), j);
}

TEST(Columns, EastAsianWidth) {
  EXPECT_EQ(columns(""), 0U);
  EXPECT_EQ(columns("abc"), 3U);
  EXPECT_EQ(columns("모델"), 4U);
  EXPECT_EQ(columns("Ａ"), 2U);
  EXPECT_EQ(columns("e\u0301"), 1U);
  EXPECT_EQ(columns("\u1100\u1161\u11a8"), 2U);  // a syllable in conjoining jamo
  EXPECT_EQ(columns("\xf0\x9f\x98\x80"), 2U);
  EXPECT_EQ(columns("\u200b"), 6U);
  EXPECT_EQ(columns("\x1b"), 4U);
}

/// No byte below a space, no DEL, no C1, no character that is invisible or reorders.
void expect_harmless(const std::string& shown) {
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto byte = static_cast<unsigned char>(shown[i]);
    ASSERT_GE(byte, 0x20);
    ASSERT_NE(byte, 0x7f);
    const std::string_view rest(shown.data() + i, shown.size() - i);
    const bool is_latin_1 = byte == 0xc2;
    ASSERT_TRUE(!is_latin_1 || static_cast<unsigned char>(rest[1]) >= 0xa0);
    for (const char* hidden :
         {"\u200b", "\u200e", "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff"}) {
      ASSERT_FALSE(rest.starts_with(hidden));
    }
  }
}

TEST(Display, RandomBytesAreHarmlessAndShowingTwiceChangesNothing) {
  std::mt19937 random(9);
  const std::vector<std::string> pieces = {"a",      "가",     "\xff",   "\x1b[", "\n",
                                           "\u202e", "\u0090", "\u200b", "\xe2",  "\x80",
                                           "\xae",   "\x9b",   "\u2069", "\x7f",  "\\"};
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto n = random() % 30; n > 0; --n) {
      text += random() % 3 == 0 ? std::string(1, static_cast<char>(random() % 256))
                                : pieces[random() % pieces.size()];
    }
    const std::string shown = display(text);
    expect_harmless(shown);
    ASSERT_EQ(display(shown), shown);
  }
}

}  // namespace
}  // namespace nonmun::cli
