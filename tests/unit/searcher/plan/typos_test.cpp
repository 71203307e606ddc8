#include "searcher/plan/typos.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class TyposTest : public testing::Test, protected Planning {};

TEST_F(TyposTest, AWordThatNoPaperHasIsItsNeighbour) {
  vocabulary.words = {{"트랜스포머", 80}};
  vocabulary.set_hangul_lexicon({"트랜스포머"});
  EXPECT_EQ(text("트렌스포머", {Mechanism::typo}), "0.8 × 트렌스포머 = 트랜스포머");
  ASSERT_EQ(notes.expanded.size(), 1U);
  EXPECT_EQ(notes.expanded[0].from, "트렌스포머");
  EXPECT_EQ(notes.expanded[0].to, std::vector<std::string>{"트랜스포머"});
  EXPECT_TRUE(notes.corrections.empty()) << "it was searched for: nothing to suggest";
}

TEST_F(TyposTest, LatinWordsByTheirUnstemmedForm) {
  vocabulary.words = {{"diffus", 40}};
  vocabulary.set_latin_lexicon({{"diffus", "diffusion", 40}});
  EXPECT_EQ(text("difusion", {Mechanism::typo}), "0.8 × difus = diffus");
  ASSERT_EQ(notes.expanded.size(), 1U);
  EXPECT_EQ(notes.expanded[0].from, "difusion") << "as it was typed";
}

TEST_F(TyposTest, ARareWordBesideACommonOneIsOnlySuggested) {
  vocabulary.words = {{"트랜스포머", 80}, {"트렌스포머", 1}};
  vocabulary.set_hangul_lexicon({"트랜스포머", "트렌스포머"});
  EXPECT_EQ(text("트렌스포머", {Mechanism::typo}), "트렌스포머");
  ASSERT_EQ(notes.corrections.size(), 1U);
  EXPECT_EQ(notes.corrections[0].second, "트랜스포머");
  vocabulary.words["트렌스포머"] = 6;
  EXPECT_EQ(text("트렌스포머", {Mechanism::typo}), "트렌스포머");
  EXPECT_TRUE(notes.corrections.empty());
}

TEST_F(TyposTest, WordsOfTheDictionaryAndNamesAreLeftAlone) {
  vocabulary.words = {{"throughput", 40}, {"karpathi", 9}, {"Akarpathy", 30}, {"understand", 9}};
  vocabulary.set_latin_lexicon({{"throughput", "throughput", 40},
                                {"karpathi", "karpathy", 9},
                                {"understand", "understanding", 9}});
  for (const char* right : {"throughout", "understood"}) {
    EXPECT_EQ(plan(right, {Mechanism::typo}).children[0].children[0].terms.size(), 1U) << right;
  }
  EXPECT_THAT(text("throughpit", {Mechanism::typo}), testing::HasSubstr("= throughput"));
  EXPECT_EQ(text("karpathx", {Mechanism::typo}), "karpathx") << "somebody's name";
}

TEST_F(TyposTest, FieldsPhrasesAndAuthorsAreOnlySuggested) {
  vocabulary.words = {{"diffus", 40}, {"Sdiffus", 9},  {"model", 90},
                      {"Ahe", 9},     {"Akaiming", 2}, {"XAkaiminghe", 2}};
  vocabulary.set_latin_lexicon({{"diffus", "diffusion", 40}, {"model", "model", 90}});
  vocabulary.authors = {{"XAkaiminghe", "Kaiming He"}};
  const auto suggested = [&](const char* query) {
    plan(query, {Mechanism::typo});
    return notes.corrections.empty() ? "" : notes.corrections.front().second;
  };
  EXPECT_EQ(suggested("title:difusion"), "diffusion");
  EXPECT_EQ(suggested("title:modle"), "") << "no title has it";
  EXPECT_EQ(suggested("\"difusion model\""), "diffusion");
  EXPECT_EQ(suggested("author:\"Kaming He\""), "Kaiming He");
  EXPECT_EQ(suggested("author:\"Kaiming He\""), "");
  EXPECT_EQ(suggested("author:\"Someone Else\""), "");
}

TEST_F(TyposTest, ACompoundIsCorrectedByThePairThatPapersHave) {
  vocabulary.words = {{"강화", 50}, {"학습", 400}};
  vocabulary.set_hangul_lexicon({"강화", "학습"});
  vocabulary.phrases[{"강화", "학습"}] = 30;
  EXPECT_EQ(text("강하학습", {Mechanism::typo}), "0.8 × 강하학습\n  + 0.8 × \"강화 학습\"  [typo]");
}

TEST_F(TyposTest, ACorrectionReplacesAGuessOfSyllables) {
  vocabulary.words = {{"강화", 50}, {"학습", 400}, {"강", 9}, {"하", 9}, {"표정", 9}};
  vocabulary.set_hangul_lexicon({"강화", "학습"});
  EXPECT_THAT(text("강하학습 표정", {Mechanism::spacing, Mechanism::typo}),
              testing::HasSubstr("[spacing]"));
  vocabulary.phrases[{"강화", "학습"}] = 30;
  EXPECT_EQ(text("강하학습 표정", {Mechanism::spacing, Mechanism::typo}),
            "0.8 × 강하학습\n  + 0.8 × \"강화 학습\"  [typo]\n표정");
  ASSERT_EQ(notes.expanded.size(), 1U);
  EXPECT_EQ(notes.expanded[0].mechanism, Mechanism::typo);
}

}  // namespace
}  // namespace nonmun::plan
