#include "searcher/plan/spacing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class SpacingTest : public testing::Test, protected Planning {};

TEST_F(SpacingTest, ACompoundThatNoPaperHasIsItsWords) {
  vocabulary.words = {{"강화", 50}, {"학습", 400}};
  EXPECT_EQ(text("강화학습", {Mechanism::spacing}),
            "강화학습\n"
            "  + 0.8 × 강화  [spacing]\n"
            "  + 0.8 × 학습  [spacing]\n"
            "  + 0.16 × \"강화 학습\"  [adjacency]");
  ASSERT_EQ(notes.expanded.size(), 1U);
  EXPECT_EQ(notes.expanded[0].from, "강화학습");
  EXPECT_EQ(notes.expanded[0].mechanism, Mechanism::spacing);
}

TEST_F(SpacingTest, ACompoundThatPapersHaveIsAlsoTheVeryWordsSideBySide) {
  vocabulary.words = {{"강화", 50}, {"학습", 400}, {"강화학습", 9}};
  EXPECT_EQ(text("강화학습", {Mechanism::spacing}), "강화학습") << "no paper has the phrase";
  vocabulary.phrases[{"강화", "학습"}] = 5;
  EXPECT_EQ(text("강화학습", {Mechanism::spacing}),
            "강화학습\n  + 0.6 × \"강화 학습\" without 강화학습  [spacing]");
}

TEST_F(SpacingTest, SyllablesAloneSayNothing) {
  vocabulary.words = {{"바", 9}, {"나", 9}};
  EXPECT_EQ(text("바나나", {Mechanism::spacing}), "바나나");
}

TEST_F(SpacingTest, WordsWrittenApartAlsoMatchTheCompound) {
  vocabulary.words = {{"강화", 50}, {"학습", 400}, {"강화학습", 9}};
  EXPECT_EQ(text("강화 학습", {Mechanism::spacing}),
            "강화 = 강화학습\n  + 0.4 × 강화학습  [spacing]\n학습 = 강화학습");
}

TEST_F(SpacingTest, LatinNamesWrittenApartToo) {
  vocabulary.words = {
      {"deep", 400}, {"seek", 9}, {"deepseek", 20}, {"qwen2.5vl", 3}, {"softmax", 9}};
  EXPECT_EQ(text("deep seek", {Mechanism::spacing}),
            "deep = deepseek\n  + 0.4 × deepseek  [spacing]\nseek = deepseek");
  EXPECT_THAT(text("qwen 2.5 vl", {Mechanism::spacing}), testing::HasSubstr("vl = qwen2.5vl"));
  EXPECT_EQ(text("\"soft max\"", {Mechanism::spacing}), "only with \"soft max\" or softmax");
}

TEST_F(SpacingTest, AWordInsideARunWithoutSpacesIsASynonym) {
  vocabulary.words = {{"모델", 50}, {"P모델", 2}};
  const Node root = plan("모델", {Mechanism::spacing});
  EXPECT_THAT(root.children[0].children[0].terms, testing::ElementsAre("모델", "P모델"));
}

TEST_F(SpacingTest, PhrasesInEitherSpacing) {
  vocabulary.words = {{"강화", 50}, {"학습", 400}, {"강화학습", 9}};
  vocabulary.phrases[{"강화", "학습"}] = 5;
  EXPECT_EQ(text("\"강화 학습\"", {Mechanism::spacing}), "only with \"강화 학습\" or 강화학습");
  EXPECT_EQ(text("\"강화학습\"", {Mechanism::spacing}), "only with 강화학습 or \"강화 학습\"");
  EXPECT_EQ(text("\"강화 학습\"", {}), "only with \"강화 학습\"");
  vocabulary.words.insert({{"대형", 9}, {"언어", 90}, {"언어모델", 30}, {"모델", 900}});
  vocabulary.phrases[{"대형", "언어", "모델"}] = 5;
  EXPECT_EQ(text("\"대형 언어모델\"", {Mechanism::spacing}),
            "only with \"대형 언어모델\" or \"대형 언어 모델\"");
}

}  // namespace
}  // namespace nonmun::plan
