#include "searcher/plan/spacing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class SpacingTest : public testing::Test, protected Planning {};

TEST_F(SpacingTest, ACompoundThatNoPaperHasIsItsWords) {
  vocabulary.words = {{"강화", 50}, {"학습", 400}};
  EXPECT_EQ(text("강화학습", {Mechanism::spacing}), "강화학습")
      << "no paper has the words together";
  vocabulary.phrases[{"강화", "학습"}] = 5;
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
  vocabulary.words = {{"바", 9}, {"나", 9}, {"대", 9}, {"도시", 9}};
  EXPECT_EQ(text("바나나", {Mechanism::spacing}), "바나나");
  EXPECT_EQ(text("대도시", {Mechanism::spacing}), "대도시");
}

TEST_F(SpacingTest, BesideOtherWordsThePiecesHelpToRank) {
  vocabulary.words = {{"관성", 5}, {"센서", 40}, {"대", 9}, {"도시", 9}, {"표정", 9}};
  EXPECT_EQ(text("관성센서 표정", {Mechanism::spacing}),
            "관성센서\n"
            "  + 0.8 × 관성  [spacing]\n"
            "  + 0.8 × 센서  [spacing]\n"
            "  + 0.16 × \"관성 센서\"  [adjacency]\n"
            "표정");
  EXPECT_EQ(text("대도시 표정", {Mechanism::spacing}), "대도시\n  + 0.8 × 도시  [spacing]\n표정");
}

TEST_F(SpacingTest, PiecesInTheOtherScript) {
  vocabulary.words = {{"선형", 9}, {"트랜스포머", 40}, {"transform", 90}};
  vocabulary.set_latin_lexicon({{"transform", "transformer", 90}});
  vocabulary.both = 30;
  vocabulary.phrases[{"선형", "트랜스포머"}] = 5;
  EXPECT_THAT(text("선형트랜스포머", {Mechanism::spacing}), testing::HasSubstr("transform"));
}

TEST_F(SpacingTest, WordsWrittenApartAlsoMatchTheCompound) {
  vocabulary.words = {{"강화", 50}, {"학습", 400}, {"강화학습", 9}};
  EXPECT_EQ(text("강화 학습", {Mechanism::spacing}),
            "강화 = 강화학습\n  + 0.4 × 강화학습  [spacing]\n학습 = 강화학습");
}

TEST_F(SpacingTest, AParticleKeepsWordsApart) {
  vocabulary.words = {{"높", 50},   {"이", 400}, {"높이", 9},
                      {"강화", 50}, {"학습", 9}, {"강화학습", 9}};
  EXPECT_EQ(text("높은 이는", {Mechanism::spacing}), "높\n이");
  EXPECT_EQ(text("강화를 학습", {Mechanism::spacing}), "강화\n학습");
  EXPECT_THAT(text("강화 학습을", {Mechanism::spacing}), testing::HasSubstr("강화학습"));
}

TEST_F(SpacingTest, AWordThatLooksLikeAParticleJoinsNothing) {
  vocabulary.words = {{"model", 900}, {"라는", 9}};
  EXPECT_EQ(text("models 라는", {Mechanism::spacing}), "model\n라는");
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
