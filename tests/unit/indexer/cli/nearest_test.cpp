#include "indexer/cli/nearest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace nonmun::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::array<std::string_view, 6> kNames = {"json",  "jsonl",     "sort",
                                                    "limit", "min-votes", "any"};

TEST(Nearest, FindsWhatWasMeant) {
  EXPECT_EQ(nearest("jsn", kNames), "json");
  EXPECT_EQ(nearest("josn", kNames), "json");  // neighbours exchanged
  EXPECT_EQ(nearest("jsonll", kNames), "jsonl");
  EXPECT_EQ(nearest("min_vote", kNames), "min-votes");
  EXPECT_EQ(nearest("min", kNames), "min-votes");  // abbreviated
}

TEST(Nearest, DoesNotGuessWildly) {
  EXPECT_EQ(nearest("", kNames), "");
  EXPECT_EQ(nearest("x", kNames), "");
  EXPECT_EQ(nearest("colour", kNames), "");
  EXPECT_EQ(nearest("강화학습", kNames), "");
  EXPECT_EQ(nearest(std::string(1'000'000, 'j'), kNames), "");
  EXPECT_EQ(nearest("json", {}), "");
}

TEST(Nearest, SeveralAreNearestFirst) {
  EXPECT_THAT(nearest_names("jso", kNames, 3), ElementsAre("json", "jsonl"));
  EXPECT_THAT(nearest_names("jso", kNames, 1), ElementsAre("json"));
  EXPECT_THAT(nearest_names("MIN_VOTES", kNames, 3), ElementsAre("min-votes"));
  EXPECT_THAT(nearest_names("srot", kNames, 3), ElementsAre("sort"));
  EXPECT_THAT(nearest_names("colour", kNames, 3), IsEmpty());
}

}  // namespace
}  // namespace nonmun::cli
