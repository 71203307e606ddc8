#include "indexer/cli/terminal.hpp"

#include <gtest/gtest.h>

#include <random>

#include "indexer/cli/display.hpp"

namespace nonmun::cli {
namespace {

using Lines = std::vector<std::string>;

const Style kTest{"<", "", "", ">"};

TEST(Wrap, AtSpaces) {
  EXPECT_EQ(wrap({"aa bb cc", {}}, 5, {}), (Lines{"aa bb", "cc"}));
  EXPECT_EQ(wrap({"aa bb cc", {}}, 80, {}), (Lines{"aa bb cc"}));
  EXPECT_EQ(wrap({"모델 학습", {}}, 5, {}), (Lines{"모델", "학습"}));
  EXPECT_EQ(wrap({"", {}}, 5, {}), Lines{});
}

TEST(Wrap, LongWordsAreCut) {
  EXPECT_EQ(wrap({"abcdefgh", {}}, 3, {}), (Lines{"abc", "def", "gh"}));
  EXPECT_EQ(wrap({"가나다라", {}}, 5, {}), (Lines{"가나", "다라"}));
  EXPECT_EQ(wrap({"가나", {}}, 1, {}), (Lines{"가", "나"}));  // too narrow for anything
}

TEST(Wrap, MarksGoOnInTheNextLine) {
  EXPECT_EQ(wrap({"aa bb cc", {{3, 5}}}, 80, kTest), (Lines{"aa <bb> cc"}));
  EXPECT_EQ(wrap({"abcdef", {{1, 5}}}, 3, kTest), (Lines{"a<bc>", "<de>f"}));
  EXPECT_EQ(wrap({"모델의 학습", {{0, 3}}}, 80, kTest), (Lines{"<모델의> 학습"}));
}

TEST(Wrap, ControlCharactersAreEscaped) {
  EXPECT_EQ(wrap({"a\x1b[2Jb\x07", {}}, 80, {}), (Lines{"a\\x1b[2Jb\\x07"}));
  EXPECT_EQ(wrap({"a\tb\nc", {}}, 80, {}), (Lines{"a b c"}));
  EXPECT_EQ(wrap({"\u009b31m", {}}, 80, {}), (Lines{"\\u009b31m"}));
  EXPECT_EQ(wrap({"\xff", {}}, 80, {}), (Lines{"\\xff"}));
}

TEST(Wrap, MarksCountTheCharactersOfTheTextNotOfItsEscapes) {
  EXPECT_EQ(wrap({"\x1b ab\u202e", {{2, 4}}}, 80, kTest), (Lines{"\\x1b <ab>\\u202e"}));
}

TEST(Wrap, RandomTextsStayInsideAndWhole) {
  std::mt19937 random(8);
  const Lines pieces = {"a",       "bc",   " ",    " ",  "가", "나다", "\xf0\x9f\x98\x80",
                        "e\u0301", "\x1b", "\xff", "Ａ", "\n"};
  for (int i = 0; i < 20'000; ++i) {
    MarkedText text;
    std::size_t points = 0;
    for (auto n = random() % 60; n > 0; --n) {
      const std::string& piece = pieces[random() % pieces.size()];
      const std::size_t before = points;
      for (const char c : piece) points += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      if (random() % 4 == 0) text.marks.emplace_back(before, points);
      text.text += piece;
    }
    const std::size_t width = random() % 30 + 4;
    std::string whole;
    for (const std::string& line : wrap(text, width, {})) {
      ASSERT_LE(columns(line), width) << text.text;
      for (const char c : line) ASSERT_GE(static_cast<unsigned char>(c), 0x20);
      whole += line;
    }
    const auto without_spaces = [](std::string s) {
      std::erase(s, ' ');
      return s;
    };
    std::string flat;
    for (const std::string& line : wrap(text, 100'000, {})) flat += line;
    ASSERT_EQ(without_spaces(whole), without_spaces(flat));
    // Colours change nothing but add escapes, and every line ends as it began.
    const Lines plain = wrap(text, width, {});
    const Lines styled = wrap(text, width, kTest);
    ASSERT_EQ(plain.size(), styled.size());
    for (std::size_t l = 0; l < plain.size(); ++l) {
      std::string stripped;
      int open = 0;
      for (const char c : styled[l]) {
        if (c == '<')
          ++open;
        else if (c == '>')
          --open;
        else
          stripped += c;
        ASSERT_TRUE(open == 0 || open == 1);
      }
      ASSERT_EQ(open, 0);
      ASSERT_EQ(stripped, plain[l]);
    }
  }
}

}  // namespace
}  // namespace nonmun::cli
