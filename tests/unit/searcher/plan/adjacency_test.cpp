#include "searcher/plan/adjacency.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class AdjacencyTest : public testing::Test, protected Planning {};

TEST_F(AdjacencyTest, NeighboursInAllTheirForms) {
  vocabulary.words = {{"디퓨전", 5}, {"diffus", 40}, {"모델", 9}};
  vocabulary.set_latin_lexicon({{"diffus", "diffusion", 40}});
  vocabulary.both = 5;
  EXPECT_EQ(text("디퓨전 모델", {Mechanism::adjacency, Mechanism::transliteration}),
            "디퓨전 = diffus\n"
            "모델\n"
            "+ 0.2 × \"디퓨전 모델\"  [adjacency]\n"
            "+ 0.2 × \"diffus 모델\"  [adjacency]\n"
            "+ \"디퓨전 모델\"  [adjacency]");
}

TEST_F(AdjacencyTest, AShortQueryIsAPhraseAsAWhole) {
  const auto planned = [&](const std::string& query) {
    for (const char* word : {"가", "나", "다", "라", "마"}) vocabulary.words[word] = 9;
    return text(query, {Mechanism::adjacency, Mechanism::questions});
  };
  EXPECT_THAT(planned("x1 x2 x3"), testing::Not(testing::HasSubstr("x1 x2 x3\"")));
  vocabulary.words.insert({{"x1", 9}, {"x2", 9}, {"x3", 9}, {"x4", 9}, {"x5", 9}});
  EXPECT_THAT(planned("x1 x2 x3"), testing::HasSubstr("+ \"x1 x2 x3\"  [adjacency]"));
  EXPECT_THAT(planned("x1 x2 x3 논문"), testing::HasSubstr("+ \"x1 x2 x3\"  [adjacency]"));
  EXPECT_THAT(planned("x1 x2 x3 x4 x5"), testing::Not(testing::HasSubstr("x1 x2 x3")));
}

TEST_F(AdjacencyTest, AbsentWordsHaveNoNeighbours) {
  vocabulary.words = {{"모델", 9}};
  EXPECT_EQ(text("디퓨전 모델", {Mechanism::adjacency}), "디퓨전\n모델");
}

}  // namespace
}  // namespace nonmun::plan
