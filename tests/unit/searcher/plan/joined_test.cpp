#include "searcher/plan/joined.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class JoinedTest : public testing::Test, protected Planning {
 protected:
  std::string joined(std::string_view query) { return text(query, {Mechanism::joined}); }
};

TEST_F(JoinedTest, ATermMayBeAPhrase) {
  vocabulary.phrases = {{{"gpt", "4o"}, 2}};
  EXPECT_EQ(joined("GPT4o"), "gpt4o\n  + \"gpt 4o\"  [joined]");
}

// gpt4 is absent, but the whole name is not: nothing to correct.
TEST_F(JoinedTest, PiecesOfAKnownNameAreNotCorrected) {
  vocabulary.words = {{"gpt4o", 3}, {"gpt3", 5}};
  vocabulary.set_latin_lexicon({{"gpt3", "gpt3", 5}});
  plan("gpt4-o", {Mechanism::joined, Mechanism::typo});
  EXPECT_TRUE(notes.corrections.empty());
}

}  // namespace
}  // namespace nonmun::plan
