#include "searcher/nonmun-search/interactive/frame.hpp"

#include <gtest/gtest.h>

#include "indexer/cli/display.hpp"
#include "tests/unit/searcher/nonmun-search/interactive/fake_papers.hpp"

namespace nonmun::program::interactive {
namespace {

TEST(Line, IsNeverTooWide) {
  Line line(5);
  line.add("한국어");
  EXPECT_EQ(line.text(), "한국");
  EXPECT_EQ(line.columns(), 4U);
  line.add("글");
  line.pad(9);
  EXPECT_EQ(line.text(), "한국 ");
  // What follows a character that did not fit is not shown either.
  Line other(3);
  other.add("a한국b");
  EXPECT_EQ(other.text(), "a한");
}

TEST(Line, CannotActOnTheTerminal) {
  Line line(80);
  line.add("a\x1b[2Jb\nc");
  EXPECT_EQ(line.text(), "a\\x1b[2Jb\\nc");
}

TEST(Line, Styles) {
  Line line(80);
  line.add_styled(
      "\x03"
      "a\x01"
      "b\x04\x03"
      "c\x04"
      "d",
      {.selected = true});
  ASSERT_EQ(line.runs().size(), 4U);
  EXPECT_EQ(line.runs()[0].look, (Look{.strong = true, .selected = true}));
  EXPECT_EQ(line.runs()[1].look, (Look{.mark = true, .strong = true, .selected = true}));
  EXPECT_EQ(line.runs()[2].look, (Look{.strong = true, .selected = true}));
  EXPECT_EQ(line.runs()[3].look, (Look{.selected = true}));
}

/// The text of a line that looks so.
std::string looking(const Look& look, const Line& line) {
  std::string text;
  for (const Run& run : line.runs()) {
    if (run.look == look) text += run.text;
  }
  return text;
}

class FrameTest : public ModelTest {
 protected:
  std::vector<std::string> lines() const {
    std::vector<std::string> all;
    for (const Line& line : frame_of(model).lines) {
      std::string text = line.text();
      text.erase(text.find_last_not_of(' ') + 1);
      all.push_back(text);
    }
    return all;
  }
};

TEST_F(FrameTest, ListAndPreviewSideBySide) {
  answer_all(3);
  type("강화");
  answer_all(2);
  press(Code::tab);
  answer_all(2);
  const std::vector<std::string> shown = lines();
  ASSERT_EQ(shown.size(), 24U);
  EXPECT_EQ(shown[0], "> 강화");
  EXPECT_EQ(shown[1], "  2 papers, sorted by relevance · 1 marked");
  EXPECT_EQ(shown[2], " * Paper 1" + std::string(34, ' ') + "1│Paper 2");
  EXPECT_EQ(shown[3], ">  Paper 2" + std::string(34, ' ') + "2│54 columns");
  EXPECT_EQ(shown[4], std::string(45, ' ') + "│line 3");
  EXPECT_EQ(shown[23].substr(0, 12), "Enter choose");
}

TEST_F(FrameTest, TheCursorIsInTheInput) {
  answer_all(3);
  type("a강화b");
  Frame frame = frame_of(model);
  EXPECT_TRUE(frame.has_cursor);
  EXPECT_EQ(frame.cursor_line, 0U);
  EXPECT_EQ(frame.cursor_column, 8U);
  press(Code::left);
  press(Code::left);
  EXPECT_EQ(frame_of(model).cursor_column, 5U);
  press(Code::f1);
  EXPECT_FALSE(frame_of(model).has_cursor);
}

TEST_F(FrameTest, ALongInputIsShownAroundTheCursor) {
  model.resize({24, 20});
  std::string text;
  for (int i = 0; i < 30; ++i) text += "가나";
  type(text);
  Frame frame = frame_of(model);
  EXPECT_EQ(frame.lines[0].text(), "> 가나가나가나가나");  // and the cursor after it
  EXPECT_EQ(frame.cursor_column, 18U);
  press(ctrl('a'));
  frame = frame_of(model);
  EXPECT_EQ(frame.lines[0].text(), "> 가나가나가나가나가");
  EXPECT_EQ(frame.cursor_column, 2U);
}

TEST_F(FrameTest, ACompletionIsDimBehindTheCursor) {
  type("강화");
  answer_with("강화학습");
  Frame frame = frame_of(model);
  EXPECT_EQ(looking({}, frame.lines[0]), "강화");
  EXPECT_EQ(looking({.dim = true}, frame.lines[0]), "> 학습");
  EXPECT_EQ(frame.cursor_column, 6U);
  type("하");
  answer_with("강화학습");
  frame = frame_of(model);
  EXPECT_EQ(looking({}, frame.lines[0]), "강화하");
  EXPECT_EQ(looking({.dim = true}, frame.lines[0]), ">  → 강화학습");
  EXPECT_EQ(frame.cursor_column, 8U);
  press(Code::left);
  EXPECT_EQ(lines()[0], "> 강화하");
}

TEST_F(FrameTest, WhereNothingIsDimAnArrowTellsACompletion) {
  type("강화");
  answer_with("강화학습");
  const Frame frame = frame_of(model, false);
  EXPECT_EQ(frame.lines[0].text(), "> 강화 → 강화학습");
  EXPECT_EQ(frame.cursor_column, 6U);
}

TEST_F(FrameTest, ACompletionIsCutOrLeftOut) {
  type("author:tri");
  answer_with("author:\"Tri Dao\"");
  for (const auto& [columns, shown] :
       std::vector<std::pair<std::size_t, std::string>>{{40, "> author:tri → author:\"Tri Dao\""},
                                                        {31, "> author:tri → author:\"Tri Dao\""},
                                                        {30, "> author:tri → author:\"Tri Da…"},
                                                        {20, "> author:tri → auth…"},
                                                        {19, "> author:tri"},
                                                        {12, "> uthor:tri"}}) {
    model.resize({24, columns});
    EXPECT_EQ(lines()[0], shown);
  }
}

TEST_F(FrameTest, PreviewBelow) {
  model.resize({24, 60});
  answer_all(3);
  const std::vector<std::string> shown = lines();
  const Layout layout = model.layout();
  EXPECT_EQ(shown[2].substr(0, 10), ">  Paper 1");
  EXPECT_EQ(shown[layout.preview.top - 1].substr(0, 9), "───");
  EXPECT_EQ(shown[layout.preview.top], "Paper 1");
  EXPECT_EQ(shown[layout.preview.top + 1], "60 columns");
}

TEST_F(FrameTest, At40ColumnsTheListAlone) {
  model.resize({12, 40});
  answer_all(30);
  const std::vector<std::string> shown = lines();
  EXPECT_EQ(shown[2], ">  Paper 1");
  EXPECT_EQ(shown[10], "   Paper 9");
  press(Code::end);
  answer_all(30);
  EXPECT_EQ(lines()[10], ">  Paper 30");
  press(ctrl('r'));
  answer_all(30);
  EXPECT_EQ(lines()[2], "Paper 30");
  EXPECT_EQ(lines()[3], "40 columns");
}

TEST_F(FrameTest, ALongTitleIsCutVisibly) {
  model.resize({12, 40});
  Answer answer = papers_for(model.take_questions().at(0), 1);
  answer.results.hits[0].title = "아주 긴 제목이 있는 논문은 이렇게 잘라서 보여 줍니다";
  answer.results.hits[0].snippets = {{"title", answer.results.hits[0].title, {{3, 4}}}};
  model.receive(std::move(answer));
  const Frame frame = frame_of(model);
  const Line& line = frame.lines[2];
  EXPECT_EQ(line.text().substr(0, 3), ">  ");
  EXPECT_NE(line.text().find("…"), std::string::npos);
  ASSERT_GE(line.runs().size(), 3U);
  EXPECT_EQ(line.runs()[2].look, (Look{.selected = true}));
  EXPECT_EQ(line.runs()[3].text, "긴");
  EXPECT_EQ(line.runs()[3].look, (Look{.mark = true, .selected = true}));
}

TEST_F(FrameTest, SimilarPapersNameTheOne) {
  answer_all(3);
  press(ctrl('s'));
  answer_all(3);
  EXPECT_EQ(lines()[0], "similar to Paper 1");
}

TEST_F(FrameTest, Facets) {
  answer_all(3);
  press(ctrl('f'));
  answer_all(3);
  const std::vector<std::string> shown = lines();
  EXPECT_EQ(shown[1], "  Enter adds to the query, Esc goes back");
  EXPECT_EQ(shown[2], "Months");
  EXPECT_EQ(shown[3], "> 2024-06" + std::string(40, ' ') + "1");
  EXPECT_EQ(shown[5], "Authors");
  EXPECT_EQ(shown[23], "");
}

TEST_F(FrameTest, Status) {
  EXPECT_EQ(lines()[1], "  searching …");
  answer_all(0);
  EXPECT_EQ(lines()[1], "  no papers");
  type("x");
  Answer answer = papers_for(model.take_questions().at(0), 211);
  answer.results.notes = {"a note"};
  model.receive(std::move(answer));
  EXPECT_EQ(lines()[1], "  211 papers, sorted by relevance · a note");
  press(ctrl('t'));
  EXPECT_EQ(lines()[1], "  211 papers, newest first · a note …");
  model.say("BibTeX copied");
  EXPECT_EQ(lines()[1].substr(0, 15), "  BibTeX copied");
}

TEST_F(FrameTest, FitsEveryScreen) {
  type("강화하");
  answer_with("강화학습");
  for (const Code code : {Code::left, ctrl('r'), ctrl('f'), Code::f1}) {
    press(Code::escape);
    press(code);
    answer_all(60);
    for (std::size_t lines = 0; lines < 30; ++lines) {
      for (std::size_t columns = 0; columns < 120; columns += 3) {
        model.resize({lines, columns});
        answer_all(60);
        const Frame frame = frame_of(model);
        EXPECT_EQ(frame.lines.size(), lines);
        for (const Line& line : frame.lines) {
          EXPECT_LE(cli::columns(line.text()), columns) << line.text();
        }
        EXPECT_LT(frame.cursor_column, std::max<std::size_t>(columns, 1));
      }
    }
    model.resize({24, 100});
  }
}

}  // namespace
}  // namespace nonmun::program::interactive
