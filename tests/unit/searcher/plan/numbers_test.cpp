#include "searcher/plan/numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class NumbersTest : public testing::Test, protected Planning {
 protected:
  NumbersTest() {
    vocabulary.words = {{"7b", 3}, {"1m", 1}, {"1.5b", 2}, {"7k", 1}, {"7", 9}, {"70", 9}};
    vocabulary.phrases = {{{"70", "억"}, 2},
                          {{"7", "billion"}, 1},
                          {{"100", "만"}, 1},
                          {{"15", "억"}, 1},
                          {{"1", "million"}, 1}};
  }
  std::vector<std::string> spellings(std::string_view query) {
    plan(query, {Mechanism::numbers});
    return notes.expanded.empty() ? std::vector<std::string>() : notes.expanded.front().to;
  }
};

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(NumbersTest, EveryWayFindsTheOthers) {
  EXPECT_THAT(spellings("7B"), ElementsAre("7 billion", "70 억"));
  EXPECT_THAT(spellings("70억 개"), ElementsAre("7b", "7 billion"));
  EXPECT_THAT(spellings("70억개"), ElementsAre("7b", "7 billion"));
  EXPECT_THAT(spellings("7 billion"), ElementsAre("7b", "70 억"));
  EXPECT_THAT(spellings("1M"), ElementsAre("1 million", "100 만"));
  EXPECT_THAT(spellings("100만 토큰"), ElementsAre("1m", "1 million"));
  EXPECT_THAT(spellings("15억"), ElementsAre("1.5b"));
}

TEST_F(NumbersTest, OtherNumbersAreLeftAlone) {
  for (const char* query :
       {"7", "70 개", "0b", "b", "7bb", "1.2.3b", "99999999999999999999b", "억"}) {
    EXPECT_THAT(spellings(query), IsEmpty()) << query;
  }
}

// The unit alone says nothing: a paper with 7b holds all words of "70억".
TEST_F(NumbersTest, AUnitNeedNotBeThere) {
  const Node root = plan("70억", {Mechanism::numbers});
  ASSERT_EQ(root.children.size(), 2U);
  EXPECT_FALSE(root.children[0].optional);
  EXPECT_TRUE(root.children[1].optional);
}

}  // namespace
}  // namespace nonmun::plan
