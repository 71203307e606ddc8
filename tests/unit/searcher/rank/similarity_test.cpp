#include "searcher/rank/similarity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/unit/searcher/rank/fake_space.hpp"

namespace nonmun::rank {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr double kRounding = 1e-4;  // of the query's vector

std::vector<double> values(const Similarity& similarity, std::uint32_t papers) {
  std::vector<double> found;
  for (std::uint32_t docid = 1; docid <= papers; ++docid) found.push_back(similarity.of(docid));
  return found;
}

TEST(Similarity, IsTheCosineTimesItsWeight) {
  const FakeSpace space({{127, 0}, {0, 50}, {3, 4}, {-127, 0}, {0, 0}});
  const std::vector<double> x = values(space.similarity_to({{"x", {{1, {"x"}}}}}, 0.4), 5);
  EXPECT_NEAR(x[0], 0.4, kRounding);
  EXPECT_NEAR(x[1], 0, kRounding);
  EXPECT_NEAR(x[2], 0.4 * 0.6, kRounding);
  EXPECT_EQ(x[3], 0) << "never negative";
  EXPECT_EQ(x[4], 0);
  EXPECT_LE(x[0], 0.4);
}

TEST(Similarity, WordsAddUpByWeightAndIdf) {
  const FakeSpace space({{1, 0}});
  // 2 * 1 along x, 3 * 1 along y.
  const Similarity sum = space.similarity_to({{"a", {{1, {"x"}}}}, {"b", {{3, {"y"}}}}}, 1);
  EXPECT_NEAR(values(sum, 1)[0], 2 / std::sqrt(13.0), kRounding);
}

TEST(Similarity, TheTermsOfAGroupAreAveragedAndUnknownOnesLeftOut) {
  const FakeSpace space({{1, 0}});
  const double both = values(
      space.similarity_to({{"a", {{1, {"x", "unknown", "y"}}}}, {"b", {{1, {"y"}}}}}, 1), 1)[0];
  // (2, 1) / 2 + (0, 1)
  EXPECT_NEAR(both, 1 / std::sqrt(1 + 1.5 * 1.5), kRounding);
}

TEST(Similarity, SharesOfTheWordsSumToIt) {
  const FakeSpace space({{90, 40}, {127, -30}, {-127, 0}});
  const Similarity similarity = space.similarity_to(
      {{"sides", {{1, {"xy"}}}}, {"up", {{1, {"y"}}, {0.5, {"xy"}}}}, {"none", {{1, {"z"}}}}}, 0.7);
  EXPECT_THAT(similarity.known_words(), ElementsAre("sides", "up"));
  const std::vector<double> whole = values(similarity, 3);
  for (const std::uint32_t docid : {1U, 2U}) {
    double sum = 0;
    double before = 1e9;
    for (const Similarity::Share& share : similarity.shares(docid)) {
      EXPECT_LE(share.value, before);
      before = share.value;
      sum += share.value;
    }
    EXPECT_NEAR(sum, whole[docid - 1], 1e-12);
    EXPECT_EQ(similarity.shares(docid).size(), 2U);
  }
  EXPECT_LT(similarity.shares(2).back().value, 0.1);
  EXPECT_THAT(similarity.shares(3), IsEmpty());
}

TEST(Similarity, NothingKnownNothingAdded) {
  const FakeSpace space({{1, 0}});
  for (const auto& words : std::vector<std::vector<plan::SimilarityWord>>{
           {}, {{"a", {}}}, {{"a", {{1, {"z"}}}}}, {{"a", {{0, {"x"}}}}}}) {
    const Similarity none = space.similarity_to(words, 0.4);
    EXPECT_EQ(none.bound(), 0);
    EXPECT_EQ(values(none, 1)[0], 0);
    EXPECT_THAT(none.shares(1), IsEmpty());
  }
  EXPECT_EQ(space.similarity_to({{"a", {{1, {"x"}}}}}, 0.4).bound(), 0.4);
}

TEST(Similarity, HugeAndTinyWeightsAreTheSameDirection) {
  const FakeSpace space({{3, 4}});
  for (const double weight : {1e-6, 1.0, 100.0}) {
    const Similarity x = space.similarity_to({{"x", {{weight, {"x"}}}}}, 1);
    EXPECT_NEAR(values(x, 1)[0], 0.6, kRounding) << weight;
  }
}

}  // namespace
}  // namespace nonmun::rank
