#include "searcher/nonmun-search/interactive/input_line.hpp"

#include <gtest/gtest.h>

#include <nonmun/search.hpp>

namespace nonmun::program::interactive {
namespace {

/// The line with a bar at its cursor.
std::string shown(const InputLine& line) {
  std::string text = line.text();
  return text.insert(line.cursor(), "|");
}

TEST(InputLine, BackspaceDeletesASyllable) {
  InputLine line("강화학습");
  EXPECT_TRUE(line.backspace());
  EXPECT_EQ(shown(line), "강화학|");
  // The syllable 한 of conjoining jamo, as macOS spells it, is one character too.
  InputLine jamo("가\u1112\u1161\u11ab");
  EXPECT_TRUE(jamo.backspace());
  EXPECT_EQ(shown(jamo), "가|");
  EXPECT_TRUE(jamo.backspace());
  EXPECT_FALSE(jamo.backspace());
  EXPECT_EQ(shown(jamo), "|");
}

TEST(InputLine, CharactersAreWhatReadersTakeForOne) {
  for (const char* character : {"e\u0301", "👨‍👩‍👧", "🇰🇷", "ㄱ", "Ａ"}) {
    InputLine line("a" + std::string(character) + "b");
    line.left();
    line.left();
    EXPECT_EQ(line.cursor(), 1U) << character;
    line.right();
    EXPECT_EQ(line.cursor(), line.text().size() - 1) << character;
    EXPECT_TRUE(line.backspace());
    EXPECT_EQ(shown(line), "a|b") << character;
  }
}

TEST(InputLine, EditsAtTheCursor) {
  InputLine line("확산 모델");
  line.left();
  line.left();
  EXPECT_EQ(shown(line), "확산 |모델");
  EXPECT_TRUE(line.insert("x"));
  EXPECT_EQ(shown(line), "확산 x|모델");
  EXPECT_TRUE(line.remove());
  EXPECT_EQ(shown(line), "확산 x|델");
  line.start();
  line.left();
  EXPECT_FALSE(line.backspace());
  EXPECT_EQ(shown(line), "|확산 x델");
  line.end();
  line.right();
  EXPECT_FALSE(line.remove());
  EXPECT_EQ(shown(line), "확산 x델|");
}

TEST(InputLine, Words) {
  InputLine line("강화 학습  로봇 ");
  line.word_left();
  EXPECT_EQ(shown(line), "강화 학습  |로봇 ");
  line.word_left();
  EXPECT_EQ(shown(line), "강화 |학습  로봇 ");
  EXPECT_TRUE(line.delete_word());
  EXPECT_EQ(shown(line), "|학습  로봇 ");
  EXPECT_FALSE(line.delete_word());
  line.word_left();
  line.word_right();
  EXPECT_EQ(shown(line), "학습|  로봇 ");
  line.word_right();
  line.word_right();
  EXPECT_EQ(shown(line), "학습  로봇 |");
  EXPECT_TRUE(line.delete_word());
  EXPECT_EQ(shown(line), "학습  |");
}

TEST(InputLine, Clear) {
  InputLine line("강화 학습");
  line.left();
  EXPECT_TRUE(line.clear());
  EXPECT_EQ(shown(line), "|");
  EXPECT_FALSE(line.clear());
}

TEST(InputLine, IsOneLineOfText) {
  InputLine line(
      "a\r\nb\tc\x1b\x7f\u0085\xff"
      "d");
  EXPECT_EQ(shown(line), "a  b cd|");
}

TEST(InputLine, IsNoLongerThanAQuery) {
  InputLine line(std::string(kMaxQueryBytes - 2, 'x'));
  EXPECT_FALSE(line.insert("강"));
  EXPECT_TRUE(line.insert("ab"));
  EXPECT_FALSE(line.insert("c"));
  EXPECT_EQ(line.text().size(), kMaxQueryBytes);
}

}  // namespace
}  // namespace nonmun::program::interactive
