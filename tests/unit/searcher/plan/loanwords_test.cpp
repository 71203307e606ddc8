#include "searcher/plan/loanwords.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class LoanwordsTest : public testing::Test, protected Planning {};

TEST_F(LoanwordsTest, ALoanwordIsItsOrigin) {
  vocabulary.words = {{"diffus", 40}, {"Pdiffus", 2}};
  vocabulary.set_latin_lexicon({{"diffus", "diffusion", 40}});
  const Node root = plan("디퓨전", {Mechanism::transliteration});
  EXPECT_EQ(root.children[0].children[0].op, Op::synonyms);
  EXPECT_THAT(root.children[0].children[0].terms,
              testing::ElementsAre("디퓨전", "diffus", "Pdiffus"));
  ASSERT_EQ(notes.expanded.size(), 1U);
  EXPECT_THAT(notes.expanded[0].to, testing::ElementsAre("diffusion"));
}

TEST_F(LoanwordsTest, PapersMayContradict) {
  vocabulary.words = {{"diffus", 40}, {"디퓨전", 200}};
  vocabulary.set_latin_lexicon({{"diffus", "diffusion", 40}});
  EXPECT_EQ(text("디퓨전", {Mechanism::transliteration}), "디퓨전") << "never in the same paper";
  vocabulary.both = 30;
  EXPECT_EQ(text("디퓨전", {Mechanism::transliteration}), "디퓨전 = diffus");
}

TEST_F(LoanwordsTest, SpelledAcronyms) {
  vocabulary.words = {{"llm", 40}};
  EXPECT_EQ(text("엘엘엠", {Mechanism::transliteration}), "엘엘엠 = llm");
}

TEST_F(LoanwordsTest, TwoLoanwordsWrittenTogether) {
  vocabulary.words = {{"talk", 9}, {"head", 9}};
  vocabulary.set_latin_lexicon({{"head", "head", 9}, {"talk", "talking", 9}});
  EXPECT_EQ(text("토킹헤드", {Mechanism::transliteration}), "토킹헤드")
      << "no paper has the phrase";
  vocabulary.phrases[{"talk", "head"}] = 4;
  EXPECT_EQ(text("토킹헤드", {Mechanism::transliteration}),
            "토킹헤드\n  + \"talk head\"  [transliteration]");
}

}  // namespace
}  // namespace nonmun::plan
