#include "searcher/program/terminal.hpp"

#include <gtest/gtest.h>

#include <random>

#include "searcher/program/text_output.hpp"

namespace nonmun::program {
namespace {

using Lines = std::vector<std::string>;

const Style kTest{"<", "", "", ">"};

TEST(Columns, EastAsianWidth) {
  EXPECT_EQ(columns(""), 0U);
  EXPECT_EQ(columns("abc"), 3U);
  EXPECT_EQ(columns("모델"), 4U);
  EXPECT_EQ(columns("Ａ"), 2U);
  EXPECT_EQ(columns("e\u0301"), 1U);
  EXPECT_EQ(columns("\u1100\u1161\u11a8"), 2U);  // a syllable in conjoining jamo
  EXPECT_EQ(columns("\xf0\x9f\x98\x80"), 2U);
  EXPECT_EQ(columns("\u200b"), 0U);
  EXPECT_EQ(columns("\x1b"), 1U);
}

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

TEST(Wrap, ControlCharactersAreReplaced) {
  EXPECT_EQ(wrap({"a\x1b[2Jb\x07", {}}, 80, {}), (Lines{"a\xef\xbf\xbd[2Jb\xef\xbf\xbd"}));
  EXPECT_EQ(wrap({"a\tb\nc", {}}, 80, {}), (Lines{"a b c"}));
  EXPECT_EQ(wrap({"\xc2\x9b"
                  "31m",
                  {}},
                 80, {}),
            (Lines{"\xef\xbf\xbd"
                   "31m"}));
  EXPECT_EQ(wrap({"\xff", {}}, 80, {}), (Lines{"\xef\xbf\xbd"}));
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
    const std::size_t width = random() % 30 + 2;
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

Results results(std::size_t rank) {
  Results r;
  r.query = "모델";
  r.found = 20'000;
  r.out_of = 1'234'567;
  r.expanded = {{"강화학습", {"강화", "학습", "reinforcement learning"}, "spacing"}};
  r.did_you_mean = "다른 질의를 뜻했나요";
  Hit hit;
  hit.rank = rank;
  hit.id = "2402.00001";
  hit.date = "2024-02-19";
  hit.title = "제목이 아주 길어서 여러 줄에 걸치는 논문 with an English tail";
  hit.url = "https://a.org";
  hit.authors = {"Ada", "에이다 러브레이스", "C", "D", "E", "F"};
  hit.snippets = {{"author", "F", {{0, 1}}},
                  {"summary", "요약이 길게 이어진다 모델의 크기", {{12, 15}}}};
  hit.explanation = {{"모델", 1.25}};
  r.hits = {hit};
  return r;
}

TEST(TextOutput, NeverWiderThanTheTerminal) {
  for (const std::size_t rank : {1U, 10U, 999U, 1000U, 10'000U, 1'000'000U}) {
    for (std::size_t width = 20; width < 130; ++width) {
      const std::string text = text_of(results(rank), width, Style::plain());
      std::size_t begin = 0;
      while (begin < text.size()) {
        const std::size_t end = text.find('\n', begin);
        ASSERT_NE(end, std::string::npos);
        const std::string line = text.substr(begin, end - begin);
        ASSERT_LE(columns(line), width) << line;
        begin = end + 1;
      }
      ASSERT_NE(text.find(std::to_string(rank) + ". "), std::string::npos);
    }
  }
}

TEST(TextOutput, MatchingAuthorsAreShownWhereverTheyStand) {
  const std::string text = text_of(results(1), 100, kTest);
  EXPECT_NE(text.find("Ada, 에이다 러브레이스, C, D, <F> and 1 more"), std::string::npos) << text;
  EXPECT_NE(text.find("<모델의>"), std::string::npos);
  EXPECT_NE(text.find("of 1,234,567 papers"), std::string::npos);
}

TEST(TextOutput, NoHits) {
  Results r;
  r.query = "x\x1b[2J";
  r.out_of = 3;
  EXPECT_EQ(text_of(r, 80, Style::plain()), "No paper found for x\xef\xbf\xbd[2J among 3.\n");
}

}  // namespace
}  // namespace nonmun::program
