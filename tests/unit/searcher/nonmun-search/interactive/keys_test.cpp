#include "searcher/nonmun-search/interactive/keys.hpp"

#include <gtest/gtest.h>

#include <map>

namespace nonmun::program::interactive {
namespace {

std::vector<Key> read(std::string_view bytes) {
  KeyReader reader;
  std::vector<Key> keys = reader.feed(bytes);
  for (Key& key : reader.flush()) keys.push_back(std::move(key));
  return keys;
}

std::vector<Key> key(Code code) {
  return {{code, {}}};
}

std::vector<Key> typed(const std::string& text) {
  return {{Code::text, text}};
}

TEST(Keys, CharactersThatArriveTogetherAreOneKey) {
  EXPECT_EQ(read("a"), typed("a"));
  EXPECT_EQ(read("강화 학습"), typed("강화 학습"));
  EXPECT_EQ(read("a\rb"),
            (std::vector<Key>{{Code::text, "a"}, {Code::enter, {}}, {Code::text, "b"}}));
}

TEST(Keys, ACharacterMayArriveInPieces) {
  const std::string text = "a강🙂";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    KeyReader reader;
    std::string whole;
    for (const auto& piece : {text.substr(0, cut), text.substr(cut)}) {
      for (const Key& k : reader.feed(piece)) {
        EXPECT_EQ(k.code, Code::text);
        whole += k.text;
      }
    }
    EXPECT_EQ(whole, text) << cut;
    EXPECT_FALSE(reader.is_waiting());
  }
}

TEST(Keys, WhatIsNotUtf8IsLeftOut) {
  EXPECT_EQ(read("a\xff"
                 "b"),
            typed("ab"));
  EXPECT_EQ(read("\xea\xb0"
                 "a"),
            typed("a"));
  EXPECT_EQ(read("\xed\xa0\x80"), std::vector<Key>());  // a surrogate
  EXPECT_EQ(read("\xea\xb0"), std::vector<Key>());      // never completed
}

TEST(Keys, Controls) {
  EXPECT_EQ(read("\r"), key(Code::enter));
  EXPECT_EQ(read("\t"), key(Code::tab));
  EXPECT_EQ(read("\x7f"), key(Code::backspace));
  EXPECT_EQ(read("\b"), key(Code::backspace));
  EXPECT_EQ(read("\x03"), key(ctrl('c')));
  EXPECT_EQ(read("\n"), key(ctrl('j')));
  EXPECT_EQ(read("\x1a"), key(ctrl('z')));
  EXPECT_EQ(read(std::string_view("\0", 1)), std::vector<Key>());
  EXPECT_EQ(ctrl('c'), ctrl('C'));
}

TEST(Keys, Sequences) {
  const std::map<std::string, Code> keys = {
      {"\x1b[A", Code::up},
      {"\x1bOA", Code::up},
      {"\x1b[B", Code::down},
      {"\x1b[C", Code::right},
      {"\x1bOD", Code::left},
      {"\x1b[1;5C", Code::word_right},
      {"\x1b[1;3D", Code::word_left},
      {"\x1b[1;2A", Code::shift_up},
      {"\x1b[a", Code::shift_up},
      {"\x1b[1;2B", Code::shift_down},
      {"\x1b[H", Code::home},
      {"\x1bOH", Code::home},
      {"\x1b[1~", Code::home},
      {"\x1b[7~", Code::home},
      {"\x1b[F", Code::end},
      {"\x1b[4~", Code::end},
      {"\x1b[3~", Code::remove},
      {"\x1b[5~", Code::page_up},
      {"\x1b[6~", Code::page_down},
      {"\x1b[5;2~", Code::shift_page_up},
      {"\x1b[6;2~", Code::shift_page_down},
      {"\x1b[Z", Code::back_tab},
      {"\x1bOP", Code::f1},
      {"\x1b[11~", Code::f1},
      {"\x1b[[A", Code::f1},
      {"\x1b"
       "b",
       Code::word_left},
      {"\x1b"
       "f",
       Code::word_right},
      {"\x1b\x7f", Code::delete_word},
      {"\x1bv", Code::shift_page_up},
  };
  for (const auto& [bytes, code] : keys) {
    EXPECT_EQ(read(bytes), key(code)) << testing::PrintToString(bytes);
    KeyReader reader;  // byte by byte
    std::vector<Key> all;
    for (const char c : bytes) {
      for (Key& k : reader.feed({&c, 1})) all.push_back(std::move(k));
    }
    EXPECT_EQ(all, key(code)) << testing::PrintToString(bytes);
  }
}

TEST(Keys, UnknownSequencesAreLeftOut) {
  EXPECT_EQ(read("\x1b[99~a"), typed("a"));
  EXPECT_EQ(read("\x1b[?1;2ca"), typed("a"));
  EXPECT_EQ(read("\x1b[38;5;1X"), std::vector<Key>());
  EXPECT_EQ(read("\x1bOq"), std::vector<Key>());
  EXPECT_EQ(read("\x1b가a"), typed("a"));
  EXPECT_EQ(read("\x1b[99999999999999999999~a"), typed("a"));
  EXPECT_EQ(read("\x1b[" + std::string(40, '1') + "~").size(), 1U);  // too long for a key: text
}

TEST(Keys, AnEscapeAloneIsAKeyWhenNothingFollows) {
  KeyReader reader;
  EXPECT_EQ(reader.feed("\x1b"), std::vector<Key>());
  EXPECT_TRUE(reader.is_waiting());
  EXPECT_EQ(reader.flush(), key(Code::escape));
  EXPECT_FALSE(reader.is_waiting());
  EXPECT_EQ(reader.flush(), std::vector<Key>());
  EXPECT_EQ(read("\x1b\x1b"), (std::vector<Key>{{Code::escape, {}}, {Code::escape, {}}}));
  EXPECT_EQ(read("\x1b\r"), (std::vector<Key>{{Code::escape, {}}, {Code::enter, {}}}));
  EXPECT_EQ(read("\x1b["), std::vector<Key>());
}

TEST(Keys, APasteIsNotTyped) {
  EXPECT_EQ(read("\x1b[200~제목\r\n둘\x03\x1b[201~a"),
            (std::vector<Key>{{Code::paste, "제목\r\n둘\x03"}, {Code::text, "a"}}));
  KeyReader reader;
  EXPECT_EQ(reader.feed("\x1b[200~ab\x1b[20"), std::vector<Key>());
  EXPECT_FALSE(reader.is_waiting());  // it takes as long as it takes
  EXPECT_EQ(reader.flush(), std::vector<Key>());
  EXPECT_EQ(reader.feed("1~"), (std::vector<Key>{{Code::paste, "ab"}}));
  EXPECT_EQ(reader.feed("\r"), key(Code::enter));
}

TEST(Keys, APasteWithoutAnEndIsNotKeptForever) {
  KeyReader reader;
  std::size_t size = 0;
  EXPECT_EQ(reader.feed("\x1b[200~"), std::vector<Key>());
  for (int i = 0; i < 100; ++i) {
    for (const Key& k : reader.feed(std::string(1000, 'x'))) size += k.text.size();
  }
  EXPECT_GE(size, 65536U);
}

}  // namespace
}  // namespace nonmun::program::interactive
