#include "searcher/plan/derivations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class DerivationsTest : public testing::Test, protected Planning {
 protected:
  std::string derivations(std::string_view query) { return text(query, {Mechanism::derivations}); }
  std::string parts(std::string_view query) { return text(query, {Mechanism::parts}); }
};

TEST_F(DerivationsTest, SuffixInBothDirections) {
  vocabulary.words = {{"정확", 9}, {"정확성", 5}, {"정확도", 4}};
  EXPECT_EQ(derivations("정확"), "정확\n  + 0.5 × 정확성, 정확도  [derivations]");
  EXPECT_EQ(derivations("정확성"), "정확성\n  + 0.5 × 정확  [derivations]");
  ASSERT_EQ(notes.expanded.size(), 1U);
}

TEST_F(DerivationsTest, OnlyBetweenWordsOfTheIndex) {
  vocabulary.words = {{"정확성", 5}};
  EXPECT_EQ(derivations("정확"), "정확");
  EXPECT_EQ(derivations("정확성"), "정확성");
  // 성 is no suffix of a word of one syllable.
  vocabulary.words = {{"이성", 5}, {"이", 5}};
  EXPECT_EQ(derivations("이성"), "이성");
}

TEST_F(DerivationsTest, KnownPrefixOfAnAbsentWord) {
  vocabulary.words = {{"독일어", 5}, {"영어", 5}};
  EXPECT_EQ(derivations("독일어판"), "독일어판\n  + 0.5 × 독일어  [derivations]");
  // Two syllables are too few, and two left over too many.
  EXPECT_EQ(derivations("영어판"), "영어판");
  EXPECT_EQ(derivations("독일어권판"), "독일어권판");
  vocabulary.words["독일어판"] = 1;
  EXPECT_EQ(derivations("독일어판"), "독일어판");
}

TEST_F(DerivationsTest, RareWordInsideOthers) {
  vocabulary.words = {{"생물학", 2}, {"생물학자", 4}, {"분자생물학", 5}, {"물리", 9}};
  vocabulary.set_hangul_lexicon({"생물학", "생물학자", "분자생물학", "물리"});
  EXPECT_EQ(parts("생물학"), "생물학\n  + 0.4 × 분자생물학, 생물학자  [parts]");
  vocabulary.words["생물학"] = 100;
  EXPECT_EQ(parts("생물학"), "생물학");
}

TEST_F(DerivationsTest, BeforeTwoSyllablesStandsNoSingleOne) {
  vocabulary.words = {{"온도시계", 4}, {"도시락", 4}, {"신도시", 4}, {"항구도시", 4}};
  vocabulary.set_hangul_lexicon({"도시락", "신도시", "온도시계", "항구도시"});
  EXPECT_EQ(parts("도시"), "도시\n  + 0.4 × 도시락, 항구도시  [parts]");
}

}  // namespace
}  // namespace nonmun::plan
