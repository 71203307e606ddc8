#include "searcher/plan/scope.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/plan/planner.hpp"
#include "searcher/query/parser.hpp"
#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class ScopeTest : public testing::Test {
 protected:
  /// The first term of each word that a paper must hold; "*" for a group.
  std::vector<std::string> words(const std::string& query) {
    const Settings settings;
    Notes notes;
    root_ = Planner(analyzer_, vocabulary_, settings, notes).plan(query::parse(query));
    std::vector<std::string> words;
    for (const Node& word : words_to_hold(root_)) {
      const bool single = word.role == Role::word || word.role == Role::phrase;
      words.push_back(single ? word.children.front().terms.front() : "*");
    }
    return words;
  }

  Analyzer analyzer_;
  FakeVocabulary vocabulary_;
  Node root_;
};

using testing::ElementsAre;
using testing::UnorderedElementsAre;

TEST_F(ScopeTest, WordsPhrasesAndGroups) {
  EXPECT_THAT(words("video 모델"), ElementsAre("video", "모델"));
  EXPECT_THAT(words("video \"모델 학습\""), UnorderedElementsAre("video", "모델"));
  EXPECT_THAT(words("video (모델 OR 학습)"), ElementsAre("video", "*"));
  EXPECT_THAT(words("video AND 모델"), ElementsAre("video", "모델"));
  EXPECT_THAT(words("video OR 모델"), ElementsAre("*"));
}

TEST_F(ScopeTest, ConditionsAreNoWords) {
  EXPECT_THAT(words("video -모델 date:2024"), ElementsAre("video"));
  EXPECT_THAT(words("date:2024"), ElementsAre());
}

TEST_F(ScopeTest, QuestionWordsNeedNotBeHeld) {
  EXPECT_THAT(words("video 어떻게"), ElementsAre("video"));
  EXPECT_THAT(words("왜 어떻게"), ElementsAre("왜", "어떻게"));
}

TEST_F(ScopeTest, ConditionsStay) {
  const auto held = words("video 모델 -학습 date:2024");
  const Node all = holding(root_, words_to_hold(root_));
  EXPECT_EQ(all.op, Op::without);
  EXPECT_EQ(all.children.size(), root_.children.size());
  EXPECT_EQ(all.children.front().op, Op::filter);
  EXPECT_EQ(all.children.front().children.front().op, Op::all);
  EXPECT_EQ(all.children.front().children.front().children.size(), held.size());
}

}  // namespace
}  // namespace nonmun::plan
