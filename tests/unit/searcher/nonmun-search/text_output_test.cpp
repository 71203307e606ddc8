#include "searcher/nonmun-search/text_output.hpp"

#include <gtest/gtest.h>

#include "indexer/cli/display.hpp"
#include "indexer/cli/terminal.hpp"

namespace nonmun::program {
namespace {

// Marks as brackets, to be seen in the expectations.
const cli::Style kTest{"<", "", "", ">"};

Results results(std::size_t rank) {
  Results r;
  r.query = "모델";
  r.found = 20'000;
  r.found_all = r.found;
  r.out_of = 1'234'567;
  r.limit = 10;
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
  hit.score_parts.similarity = 0.3101;
  hit.similarity = {{"확산", 0.2}, {"비디오", 0.1149}, {"것", -0.0048}};
  r.hits = {hit};
  return r;
}

TEST(TextOutput, TheCaretStandsBelowItsColumn) {
  EXPECT_EQ(caret("모델 (a", 4), (std::vector<std::string>{"모델 (a", "     ^"}));
  EXPECT_EQ(caret("a", 2), (std::vector<std::string>{"a", " ^"}));
}

TEST(TextOutput, SimilarityWordByWordAsFarAsItCanBeSeen) {
  EXPECT_NE(text_of(results(1), 100, cli::Style::plain())
                .find("\n    similar in content 0.31: 확산 0.20, 비디오 0.11\n"),
            std::string::npos);
}

TEST(TextOutput, NeverWiderThanTheTerminal) {
  for (const std::size_t rank : {1U, 10U, 999U, 1000U, 10'000U, 1'000'000U}) {
    for (std::size_t width = 20; width < 130; ++width) {
      const std::string text = text_of(results(rank), width, cli::Style::plain());
      std::size_t begin = 0;
      while (begin < text.size()) {
        const std::size_t end = text.find('\n', begin);
        ASSERT_NE(end, std::string::npos);
        const std::string line = text.substr(begin, end - begin);
        ASSERT_LE(cli::columns(line), width) << line;
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

TEST(TextOutput, SaysHowManyPapersHoldAllWords) {
  Results r = results(1);
  r.found_all = 17;
  EXPECT_NE(text_of(r, 100, kTest).find("17 papers with all words, 20,000 with any, "),
            std::string::npos);
  r.found_all = 1;
  EXPECT_NE(text_of(r, 100, kTest).find("1 paper with all words, "), std::string::npos);
  r.found_all = 0;
  r.scope = Scope::most;
  r.listed = 12;
  EXPECT_NE(
      text_of(r, 100, kTest).find("no paper with all words, 12 with the most, 20,000 with any"),
      std::string::npos);
}

TEST(TextOutput, WithdrawnPapersAreMarked) {
  Results r = results(1);
  EXPECT_EQ(text_of(r, 100, kTest).find("withdrawn"), std::string::npos);
  r.hits.front().withdrawn = "2025-02-01";
  const std::string text = text_of(r, 100, kTest);
  EXPECT_NE(text.find("2024-02-19 · votes unknown · withdrawn on 2025-02-01\n"), std::string::npos)
      << text;
}

TEST(TextOutput, SuggestionsAreCommands) {
  Results r = results(1);
  r.found_all = 0;
  r.suggestions = {{"확산 모델", "without \"입히기\"", 1'200},
                   {"-a \"it's\"", "on any date", 1},
                   {"a OR (b)", "without c", 2}};
  const std::string text = text_of(r, 100, kTest);
  for (const char* line : {"\n1,200 papers without \"입히기\": nonmun-search 확산 모델\n",
                           "\n1 paper on any date: nonmun-search -- '-a \"it'\\''s\"'\n",
                           "\n2 papers without c: nonmun-search 'a OR (b)'\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
  const std::string narrow = text_of(r, 40, kTest);
  EXPECT_NE(narrow.find("\n1,200 papers without \"입히기\":\nnonmun-search 확산 모델\n"),
            std::string::npos)
      << narrow;
}

TEST(TextOutput, CorrectionsAreSentencesAndNoNotesBesides) {
  Results r = results(1);
  r.expanded = {{"파이튜닝", {"파인튜닝"}, "typo"}, {"rkdghk", {"강화"}, "keyboard"}};
  r.notes = {"an assumption", correction_note(r.expanded[0]), correction_note(r.expanded[1])};
  const std::string text = text_of(r, 100, kTest);
  EXPECT_NE(text.find("\nNo paper has 파이튜닝; showing 파인튜닝.\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nNo paper has rkdghk; showing 강화.\n"), std::string::npos) << text;
  EXPECT_EQ(other_notes(r), std::vector<std::string>{"an assumption"});
}

TEST(TextOutput, NoHits) {
  Results r;
  r.query = "x\x1b[2J";
  r.out_of = 3;
  EXPECT_EQ(text_of(r, 80, cli::Style::plain()), "No paper found for x\\x1b[2J among 3.\n");
}

TEST(TextOutput, PapersBelowTheirMonths) {
  Results r = results(1);
  r.hits.resize(3, r.hits.front());
  r.hits[1].date = "2024-05-01";
  Layout layout;
  layout.by_month = true;
  const std::string text = text_of(r, 100, kTest, layout);
  const std::size_t newer = text.find("\n2024-05 · 1 paper");
  const std::size_t older = text.find("\n2024-02 · 2 papers");
  ASSERT_NE(newer, std::string::npos) << text;
  ASSERT_NE(older, std::string::npos) << text;
  EXPECT_LT(newer, older);
}

TEST(TextOutput, AHistogramTakesThePlaceOfItsFacet) {
  Results r = results(1);
  r.facets = {{"month", {{"2024-01", 1}, {"2024-02", 0}, {"2024-03", 2}}, 3}};
  Layout layout;
  layout.histogram = true;
  const std::string text = text_of(r, 100, kTest, layout);
  EXPECT_NE(text.find("\n2024-01 ▄ █ 2024-03"), std::string::npos) << text;
  EXPECT_EQ(text.find("\nmonth\n"), std::string::npos);
  EXPECT_NE(text_of(r, 100, cli::Style::plain()).find("\nmonth\n"), std::string::npos);
}

}  // namespace
}  // namespace nonmun::program
