#include "searcher/nonmun-search/interactive/model.hpp"

#include <gtest/gtest.h>

#include "tests/unit/searcher/nonmun-search/interactive/fake_papers.hpp"

namespace nonmun::program::interactive {
namespace {

using Kind = Action::Kind;

std::vector<std::string> ids(const std::vector<Hit>& papers) {
  std::vector<std::string> all;
  for (const Hit& paper : papers) all.push_back(paper.id);
  return all;
}

std::vector<Question> of_kind(Question::Kind kind, const std::vector<Question>& questions) {
  std::vector<Question> all;
  for (const Question& question : questions) {
    if (question.kind == kind) all.push_back(question);
  }
  return all;
}

TEST_F(ModelTest, BeginsWithAllPapersNewestFirst) {
  const std::vector<Question> asked = answer_all(3);
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[0].kind, Question::Kind::list);
  EXPECT_EQ(asked[0].query, "");
  EXPECT_EQ(asked[0].options.sort, Sort::date);
  EXPECT_EQ(asked[1].kind, Question::Kind::paper);
  EXPECT_EQ(asked[1].id, "1");
  EXPECT_EQ(selected(), "1");
}

class WithStart : public ModelTest {
 protected:
  static Model::Start start() {
    Model::Start start{"강화 학습", {}, true};
    start.options.limit = 7;
    start.options.sort = Sort::votes;
    start.options.since = "2024";
    start.options.weights = {{"alias", 0.5}};
    return start;
  }
  WithStart() : ModelTest(start()) {}
};

TEST_F(WithStart, TheOptionsHoldForAllQuestions) {
  type("의");
  const std::vector<Question> asked = answer_all(100);
  ASSERT_FALSE(asked.empty());
  EXPECT_EQ(asked[0].query, "강화 학습의");
  EXPECT_EQ(asked[0].options.sort, Sort::votes);
  EXPECT_EQ(asked[0].options.since, "2024");
  EXPECT_EQ(asked[0].options.limit, 7U);
  EXPECT_EQ(asked[0].options.weights.size(), 1U);
  press(Code::end);
  EXPECT_TRUE(of_kind(Question::Kind::more, answer_all(100)).empty());
  EXPECT_EQ(model.listing().hits.size(), 7U);
}

TEST_F(ModelTest, EveryChangeOfTheQueryAsks) {
  answer_all(3);
  type("강");
  type("화");
  std::vector<Question> asked = model.take_questions();
  ASSERT_EQ(asked.size(), 1U);  // the newest alone
  EXPECT_EQ(asked[0].query, "강화");
  EXPECT_EQ(asked[0].options.sort, Sort::relevance);
  model.receive(papers_for(asked[0], 3));
  model.take_questions();
  type(" ");  // says nothing
  EXPECT_TRUE(model.take_questions().empty());
  press(Code::backspace);
  press(Code::backspace);
  asked = model.take_questions();
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].query, "강");
  press(Code::left);
  EXPECT_TRUE(model.take_questions().empty());
}

TEST_F(ModelTest, AnAnswerToAnOlderQueryIsDropped) {
  answer_all(3);
  type("a");
  const std::vector<Question> first = model.take_questions();
  type("b");
  const std::vector<Question> second = model.take_questions();
  EXPECT_TRUE(model.is_pending());
  model.receive(papers_for(first[0], 9));
  EXPECT_TRUE(model.is_pending());
  EXPECT_EQ(model.listing().hits.size(), 3U);  // what was shown before stays until then
  model.receive(papers_for(second[0], 5));
  EXPECT_FALSE(model.is_pending());
  EXPECT_EQ(model.listing().hits.size(), 5U);
  model.receive(papers_for(second[0], 9));  // once
  EXPECT_EQ(model.listing().hits.size(), 5U);
}

TEST_F(ModelTest, RightOrCtrlETakesACompletionAtTheEnd) {
  for (const Code key : {Code::right, ctrl('e')}) {
    press(ctrl('u'));
    type("강화하");
    answer_with("강화학습");
    EXPECT_EQ(model.completion(), "강화학습");
    press(key);
    EXPECT_EQ(model.input().text(), "강화학습");
    EXPECT_EQ(model.input().cursor(), model.input().text().size());
    EXPECT_EQ(model.completion(), "");
    EXPECT_EQ(answer_all(3).at(0).query, "강화학습");
  }
}

TEST_F(ModelTest, InsideTheQueryTheseKeysMoveAsElsewhere) {
  type("강화하");
  answer_with("강화학습");
  press(Code::left);
  press(Code::left);
  EXPECT_EQ(model.completion(), "");
  press(Code::right);
  EXPECT_EQ(model.input().cursor(), std::string("강화").size());
  press(ctrl('e'));
  EXPECT_EQ(model.input().text(), "강화하");
  EXPECT_EQ(model.completion(), "강화학습");  // and the next one would take it
  press(Code::left);
  press(Code::right);
  EXPECT_EQ(model.input().text(), "강화하");
}

TEST_F(ModelTest, ACompletionStaysWhileItIsTypedAndIsDroppedOtherwise) {
  type("강화");
  answer_with("강화학습");
  type("학");  // not answered yet
  EXPECT_EQ(model.completion(), "강화학습");
  type("습");
  EXPECT_EQ(model.completion(), "");
  press(Code::backspace);
  EXPECT_EQ(model.completion(), "");
  answer_with("강화학습");
  EXPECT_EQ(model.completion(), "강화학습");
  type("교");
  EXPECT_EQ(model.completion(), "");
  press(Code::right);
  EXPECT_EQ(model.input().text(), "강화학교");
}

TEST_F(ModelTest, ACompletionOfAnOlderQueryIsDropped) {
  type("강");
  Answer late = papers_for(model.take_questions().at(0), 3);
  late.completion = "강화학습";
  type("의");
  model.receive(std::move(late));
  EXPECT_EQ(model.completion(), "");
}

TEST_F(ModelTest, NoCompletionOfAFinishedWordOrOfNothing) {
  type("강화");
  answer_with("강화학습");
  type(" ");
  EXPECT_EQ(model.completion(), "");
  press(Code::right);
  EXPECT_EQ(model.input().text(), "강화 ");
  press(Code::backspace);
  EXPECT_EQ(model.completion(), "강화학습");
  press(ctrl('u'));
  EXPECT_EQ(model.completion(), "");
  type("gpt");
  answer_with("GPT");
  EXPECT_EQ(model.completion(), "");
}

TEST_F(ModelTest, ACompletionIsOfTheQueryAlone) {
  type("강화");
  answer_with("강화학습");
  for (const Code view : {ctrl('r'), ctrl('f'), Code::f1, ctrl('s')}) {
    press(view);
    answer_with("강화학습");
    EXPECT_EQ(model.completion(), "");
    press(Code::escape);
    EXPECT_EQ(model.completion(), "강화학습");
  }
}

TEST_F(ModelTest, ACompletionThatIsTooLongIsNotTaken) {
  type(std::string(kMaxQueryBytes, 'x'));
  answer_with(std::string(kMaxQueryBytes + 1, 'x'));
  press(Code::right);
  EXPECT_EQ(model.input().text().size(), kMaxQueryBytes);
  EXPECT_NE(model.message(), "");
}

TEST_F(ModelTest, ThePreviewIsOfTheSelectedPaper) {
  answer_all(3);
  EXPECT_EQ(model.preview().at(0), "\x03Paper 1\x04");
  press(Code::down);
  const std::vector<Question> second = model.take_questions();
  press(Code::down);
  const std::vector<Question> third = model.take_questions();
  ASSERT_EQ(second.size(), 1U);
  ASSERT_EQ(third.size(), 1U);
  EXPECT_EQ(third[0].id, "3");
  model.receive(answer(second[0], 3));
  EXPECT_EQ(model.preview().at(0), "\x03Paper 1\x04");
  model.receive(answer(third[0], 3));
  EXPECT_EQ(model.preview().at(0), "\x03Paper 3\x04");
  press(Code::up);
  press(Code::down);  // back before the other came
  answer_all(3);
  EXPECT_EQ(model.preview().at(0), "\x03Paper 3\x04");
}

TEST_F(ModelTest, ThePreviewOfTheSamePaperComesAgainWhenTheOrderChanges) {
  model.receive(papers_for(model.take_questions().at(0), 3));
  model.take_questions();  // the preview, which is never answered
  press(ctrl('t'));
  answer_all(3);
  ASSERT_FALSE(model.preview().empty());
  EXPECT_EQ(model.preview().at(0), "\x03Paper 1\x04");
}

TEST_F(ModelTest, NoPaperHasNoPreview) {
  answer_all(3);
  EXPECT_FALSE(model.preview().empty());
  type("x");
  answer_all(0);
  EXPECT_TRUE(model.preview().empty());
}

TEST_F(ModelTest, TheQueryWhoseWordsAreMarkedIsTheListed) {
  answer_all(3);
  type("강화");
  const std::vector<Question> asked = of_kind(Question::Kind::paper, answer_all(3));
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].query, "강화");
}

TEST_F(ModelTest, Moves) {
  answer_all(60);
  press(Code::up);
  EXPECT_EQ(selected(), "1");
  press(Code::down);
  press(ctrl('n'));
  EXPECT_EQ(selected(), "3");
  press(ctrl('p'));
  EXPECT_EQ(selected(), "2");
  press(Code::page_down);
  EXPECT_EQ(selected(), "23");
  EXPECT_EQ(model.listing().top, 2U);
  press(Code::end);
  EXPECT_EQ(selected(), "60");
  press(Code::down);
  EXPECT_EQ(selected(), "60");
  EXPECT_EQ(model.listing().top, 39U);
  press(Code::home);
  EXPECT_EQ(selected(), "1");
  EXPECT_EQ(model.listing().top, 0U);
}

TEST_F(ModelTest, MorePapersAreAskedForBeforeTheEnd) {
  EXPECT_EQ(answer_all(250).size(), 2U);
  EXPECT_EQ(model.listing().hits.size(), 100U);
  press(Code::end);
  const std::vector<Question> more = of_kind(Question::Kind::more, answer_all(250));
  ASSERT_EQ(more.size(), 1U);
  EXPECT_EQ(more[0].options.offset, 100U);
  EXPECT_EQ(selected(), "100");
  press(Code::end);
  answer_all(250);
  press(Code::end);
  EXPECT_EQ(answer_all(250).size(), 1U);  // the preview; there are no more
  EXPECT_EQ(selected(), "250");
  EXPECT_EQ(model.listing().hits.size(), 250U);
}

TEST_F(ModelTest, MorePapersOfANewerGenerationAreNotThoseThatFollow) {
  answer_all(150);
  press(Code::end);
  for (const Question& question : of_kind(Question::Kind::more, model.take_questions())) {
    Answer answer = papers_for(question, 150);
    answer.results.generation = "g2";
    model.receive(std::move(answer));
  }
  const std::vector<Question> asked = model.take_questions();
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].kind, Question::Kind::list);
}

TEST_F(ModelTest, EnterChoosesTheSelectedPaper) {
  answer_all(3);
  press(Code::down);
  const Action action = press(Code::enter);
  EXPECT_EQ(action.kind, Kind::choose);
  EXPECT_EQ(ids(action.papers), std::vector<std::string>{"2"});
}

TEST_F(ModelTest, EnterChoosesMarkedPapersInTheOrderOfMarking) {
  answer_all(5);
  press(Code::down);
  press(Code::tab);  // 2
  EXPECT_EQ(selected(), "3");
  press(Code::back_tab);  // 3
  EXPECT_EQ(selected(), "2");
  press(Code::home);
  press(Code::tab);  // 1
  press(Code::tab);  // 2 no more
  EXPECT_TRUE(model.is_marked("3"));
  EXPECT_FALSE(model.is_marked("2"));
  EXPECT_EQ(model.mark_count(), 2U);
  type("x");  // other papers; the marks stay
  answer_all(0);
  EXPECT_EQ(ids(press(Code::enter).papers), (std::vector<std::string>{"3", "1"}));
}

TEST_F(ModelTest, EnterWaitsForTheAnswerToWhatWasTyped) {
  answer_all(3);
  type("b");
  const std::vector<Question> asked = model.take_questions();
  EXPECT_EQ(press(Code::enter).kind, Kind::none);
  Answer answer = papers_for(asked[0], 1);
  answer.results.hits = {hit(9)};
  const Action action = model.receive(std::move(answer));
  EXPECT_EQ(action.kind, Kind::choose);
  EXPECT_EQ(ids(action.papers), std::vector<std::string>{"9"});
}

TEST_F(ModelTest, AnotherKeyTakesThatEnterBack) {
  answer_all(3);
  type("b");
  press(Code::enter);
  type("c");
  answer_all(3);
  EXPECT_EQ(last.kind, Kind::none);
}

TEST_F(ModelTest, EnterWithoutPapersSaysSo) {
  answer_all(0);
  EXPECT_EQ(press(Code::enter).kind, Kind::none);
  EXPECT_EQ(model.message(), "there is no paper to choose");
  press(Code::left);
  EXPECT_EQ(model.message(), "");
}

TEST_F(ModelTest, Leaves) {
  EXPECT_EQ(press(Code::escape).kind, Kind::leave);
  for (const View view : {View::list, View::read, View::facets, View::help}) {
    answer_all(3);
    if (view == View::read) press(ctrl('r'));
    if (view == View::facets) press(ctrl('f'));
    if (view == View::help) press(Code::f1);
    answer_all(3);
    EXPECT_EQ(model.view(), view);
    EXPECT_EQ(press(ctrl('c')).kind, Kind::leave);
    EXPECT_EQ(press(Code::escape).kind, view == View::list ? Kind::leave : Kind::none);
    EXPECT_EQ(model.view(), View::list);
  }
}

TEST_F(ModelTest, SimilarPapersAndBack) {
  answer_all(30);
  type("강화");
  answer_all(5);
  press(Code::down);
  press(ctrl('s'));
  std::vector<Question> asked = answer_all(40);
  EXPECT_EQ(asked.at(0).id, "2");
  EXPECT_EQ(asked.at(0).query, "");
  EXPECT_EQ(model.listing().title, "Paper 2");
  EXPECT_EQ(model.listing().hits.size(), 40U);
  press(Code::down);
  press(Code::down);
  press(ctrl('s'));  // similar to what is similar
  EXPECT_EQ(answer_all(10).at(0).id, "3");
  EXPECT_EQ(press(Code::escape).kind, Kind::none);
  EXPECT_TRUE(of_kind(Question::Kind::list, answer_all(99)).empty());  // it is still there
  EXPECT_EQ(model.listing().hits.size(), 40U);
  EXPECT_EQ(selected(), "3");
  press(Code::escape);
  EXPECT_EQ(model.listing().query, "강화");
  EXPECT_EQ(selected(), "2");
  answer_all(5);
  EXPECT_EQ(model.preview().at(0), "\x03Paper 2\x04");
  EXPECT_EQ(press(Code::escape).kind, Kind::leave);
}

TEST_F(ModelTest, TypingLeavesSimilarPapers) {
  answer_all(5);
  press(ctrl('s'));
  answer_all(5);
  type("x");
  EXPECT_EQ(model.listing().similar_to, "");
  EXPECT_EQ(answer_all(5).at(0).query, "x");
}

TEST_F(ModelTest, OrdersFollowOneAnother) {
  answer_all(5);
  type("x");
  answer_all(5);
  for (const Sort sort :
       {Sort::date, Sort::votes, Sort::trending, Sort::relevance, Sort::date, Sort::votes}) {
    press(ctrl('t'));
    EXPECT_EQ(answer_all(5).at(0).options.sort, sort);
    EXPECT_EQ(model.listing().sort, sort);
  }
  // Without words there is no relevance.
  press(ctrl('u'));
  EXPECT_EQ(answer_all(5).at(0).options.sort, Sort::votes);
  press(ctrl('t'));
  press(ctrl('t'));
  EXPECT_EQ(answer_all(5).at(0).options.sort, Sort::date);
}

TEST_F(ModelTest, TheQueryIsAskedAgainWhenTheOrderChangedMeanwhile) {
  answer_all(5);
  press(ctrl('s'));
  answer_all(5);
  press(ctrl('t'));
  answer_all(5);
  press(Code::escape);
  const std::vector<Question> asked = of_kind(Question::Kind::list, answer_all(5));
  EXPECT_EQ(asked.size(), model.listing().sort == Sort::date ? 0U : 1U);
  press(ctrl('s'));
  answer_all(5);
  press(ctrl('t'));
  press(ctrl('t'));
  answer_all(5);
  press(Code::escape);
  EXPECT_EQ(of_kind(Question::Kind::list, answer_all(5)).size(), 1U);
}

TEST_F(ModelTest, AFacetIsAddedToTheQuery) {
  answer_all(5);
  type("모델");
  answer_all(5);
  press(ctrl('f'));
  const std::vector<Question> asked = answer_all(5);
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].query, "모델");
  EXPECT_EQ(asked[0].options.facets, "month,author,section,name");
  EXPECT_EQ(asked[0].options.limit, 0U);
  EXPECT_EQ(model.view(), View::facets);
  EXPECT_EQ(model.facets()[model.facet_scroll().selected].label, "2024-06");
  press(Code::down);
  press(Code::down);  // over the heading
  EXPECT_EQ(model.facets()[model.facet_scroll().selected].label, "Tri Dao");
  press(Code::down);
  EXPECT_EQ(model.facets()[model.facet_scroll().selected].label, "Tri Dao");
  press(Code::enter);
  EXPECT_EQ(model.view(), View::list);
  EXPECT_EQ(model.input().text(), "모델 author:\"Tri Dao\"");
  EXPECT_EQ(answer_all(2).at(0).query, "모델 author:\"Tri Dao\"");
}

TEST_F(ModelTest, FacetsHaveNoHeadingSelected) {
  answer_all(5);
  press(ctrl('f'));
  answer_all(5);
  for (const Code code : {Code::up, Code::home, Code::end, Code::up, Code::up, Code::page_up,
                          Code::page_down, Code::up, Code::down, Code::home}) {
    press(code);
    EXPECT_FALSE(model.facets()[model.facet_scroll().selected].is_heading());
  }
  EXPECT_EQ(model.facet_scroll().selected, 1U);
  EXPECT_EQ(model.facet_scroll().top, 0U);
  press(Code::escape);
  EXPECT_EQ(model.view(), View::list);
  EXPECT_EQ(model.input().text(), "");
}

TEST_F(ModelTest, FacetsThatComeTooLateAreNotShown) {
  answer_all(5);
  press(ctrl('f'));
  const std::vector<Question> asked = model.take_questions();
  type("x");
  model.receive(answer(asked[0], 5));
  EXPECT_EQ(model.view(), View::list);
}

TEST_F(ModelTest, NoFacetsOfNothing) {
  answer_all(0);
  press(ctrl('f'));
  for (const Question& question : model.take_questions()) model.receive(answer_to(question));
  EXPECT_EQ(model.view(), View::list);
  EXPECT_EQ(model.message(), "no papers to count");
}

TEST_F(ModelTest, ReadingScrolls) {
  answer_all(5);
  press(ctrl('r'));
  EXPECT_EQ(model.view(), View::read);
  EXPECT_EQ(model.preview().at(1), "100 columns");
  press(Code::down);
  EXPECT_EQ(model.preview_top(), 1U);
  press(Code::end);
  EXPECT_EQ(model.preview_top(), 50U - 21U);
  press(Code::page_up);
  EXPECT_EQ(model.preview_top(), 50U - 21U - 21U);
  type("x");
  EXPECT_EQ(model.input().text(), "");
  EXPECT_EQ(ids(press(ctrl('o')).papers), std::vector<std::string>{"1"});
  press(ctrl('r'));
  EXPECT_EQ(model.view(), View::list);
  EXPECT_NE(model.preview().at(1), "100 columns");
}

TEST_F(ModelTest, ThePreviewScrollsBesideTheList) {
  answer_all(5);
  press(Code::shift_down);
  press(ctrl('v'));
  EXPECT_EQ(model.preview_top(), 22U);
  EXPECT_EQ(selected(), "1");
  press(Code::down);
  answer_all(5);
  EXPECT_EQ(model.preview_top(), 0U);
}

TEST_F(ModelTest, WithoutRoomThereIsNoPreviewUntilItIsRead) {
  model.resize({24, 40});
  EXPECT_EQ(answer_all(5).size(), 1U);
  press(ctrl('r'));
  const std::vector<Question> asked = answer_all(5);
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].kind, Question::Kind::paper);
  EXPECT_EQ(model.preview().at(1), "40 columns");
}

TEST_F(ModelTest, ResizingKeepsTheSelectionInSight) {
  answer_all(60);
  for (int i = 0; i < 18; ++i) press(Code::down);
  model.resize({10, 60});
  const Listing& listing = model.listing();
  EXPECT_EQ(listing.selected, 18U);
  EXPECT_LE(listing.top, 18U);
  EXPECT_LT(18U, listing.top + model.layout().list.lines);
  for (std::size_t lines = 0; lines < 5; ++lines) {
    for (std::size_t columns = 0; columns < 5; ++columns) {
      model.resize({lines, columns});
      press(Code::down);
      press(Code::page_up);
      press(Code::end);
    }
  }
  EXPECT_EQ(selected(), "60");
}

TEST_F(ModelTest, Help) {
  answer_all(5);
  type("?");
  EXPECT_EQ(model.view(), View::help);
  press(Code::end);
  const std::size_t lines = key_help(100).size();
  EXPECT_EQ(model.help_top(), lines - 21U);
  type("x");
  EXPECT_EQ(model.view(), View::list);
  EXPECT_EQ(model.input().text(), "");
  type("뭐");
  type("?");
  EXPECT_EQ(model.view(), View::list);
  EXPECT_EQ(model.input().text(), "뭐?");
  press(Code::f1);
  EXPECT_EQ(model.view(), View::help);
  EXPECT_EQ(model.help_top(), 0U);
}

TEST_F(ModelTest, OpenAndCopy) {
  answer_all(5);
  press(Code::down);
  EXPECT_EQ(press(ctrl('o')).kind, Kind::open);
  EXPECT_EQ(ids(press(ctrl('y')).papers), std::vector<std::string>{"2"});
  press(Code::tab);
  press(Code::tab);
  EXPECT_EQ(ids(press(ctrl('o')).papers), std::vector<std::string>{"4"});  // not the marked ones
  const Action copy = press(ctrl('y'));
  EXPECT_EQ(copy.kind, Kind::copy);
  EXPECT_EQ(ids(copy.papers), (std::vector<std::string>{"2", "3"}));
  type("x");
  answer_all(0);
  EXPECT_EQ(press(ctrl('o')).kind, Kind::none);
}

TEST_F(ModelTest, LeavesTheTerminalToItsOwner) {
  EXPECT_EQ(press(ctrl('z')).kind, Kind::suspend);
  EXPECT_EQ(press(ctrl('l')).kind, Kind::redraw);
}

TEST_F(ModelTest, AnErrorIsShownUntilTheNextAnswer) {
  answer_all(5);
  type("x");
  Answer answer = answer_to(model.take_questions().at(0));
  answer.error = "the index is gone";
  model.receive(std::move(answer));
  EXPECT_EQ(model.message(), "the index is gone");
  EXPECT_TRUE(model.listing().hits.empty());
  press(Code::left);
  EXPECT_EQ(model.message(), "the index is gone");
  type("y");
  answer_all(5);
  EXPECT_EQ(model.message(), "");
}

TEST_F(ModelTest, PastedTextIsText) {
  answer_all(5);
  model.press({Code::paste, "?"});
  EXPECT_EQ(model.view(), View::list);
  model.press({Code::paste, "한\r\n줄"});
  EXPECT_EQ(model.input().text(), "?한  줄");
}

TEST_F(ModelTest, AQueryThatIsTooLongSaysSo) {
  answer_all(5);
  model.press({Code::paste, std::string(kMaxQueryBytes + 1, 'x')});
  EXPECT_EQ(model.input().text(), "");
  EXPECT_NE(model.message().find("8192"), std::string::npos);
}

}  // namespace
}  // namespace nonmun::program::interactive
