#include "searcher/rank/prior.hpp"

#include <gtest/gtest.h>

namespace nonmun::rank {
namespace {

TEST(Prior, VotesSaturate) {
  const Prior prior{0.4, 0, 1, 0};
  EXPECT_EQ(prior.votes(-1), 0) << "unknown";
  EXPECT_EQ(prior.votes(0), 0);
  EXPECT_DOUBLE_EQ(prior.votes(8), 0.2);
  double last = 0;
  for (int votes = 1; votes < 100'000; votes += 7) {
    EXPECT_GE(prior.votes(votes), last);
    last = prior.votes(votes);
  }
  EXPECT_LE(last, 0.4);
}

TEST(Prior, RecencyHalves) {
  const Prior prior{0, 0.4, 180, 1000};
  EXPECT_DOUBLE_EQ(prior.recency(1000), 0.4);
  EXPECT_DOUBLE_EQ(prior.recency(820), 0.2);
  EXPECT_DOUBLE_EQ(prior.recency(1500), 0.4) << "days in the future have no age";
  EXPECT_EQ((Prior{0, 0, 180, 1000}).recency(1000), 0);
}

}  // namespace
}  // namespace nonmun::rank
