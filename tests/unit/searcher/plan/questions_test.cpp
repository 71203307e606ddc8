#include "searcher/plan/questions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class QuestionsTest : public testing::Test, protected Planning {};

TEST_F(QuestionsTest, QuestionWordsWeighHalfBesideOthers) {
  EXPECT_EQ(text("모델 이유", {Mechanism::questions}), "모델\n0.5 × 이유");
  EXPECT_EQ(text("이유", {Mechanism::questions}), "이유") << "nothing else to search for";
  EXPECT_EQ(text("모델 이유", {}), "모델\n이유");
}

TEST_F(QuestionsTest, WordsThatAsk) {
  EXPECT_TRUE(is_question_word("what"));
  EXPECT_TRUE(is_question_word("어떻게"));
  EXPECT_FALSE(is_question_word("없이"));
  EXPECT_FALSE(is_question_word(""));
}

}  // namespace
}  // namespace nonmun::plan
