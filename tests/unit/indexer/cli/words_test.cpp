#include "indexer/cli/words.hpp"

#include <gtest/gtest.h>

namespace nonmun::cli {
namespace {

TEST(Count, OneIsSingular) {
  EXPECT_EQ(count(0, "paper"), "0 papers");
  EXPECT_EQ(count(1, "paper"), "1 paper");
  EXPECT_EQ(count(2, "paper"), "2 papers");
  EXPECT_EQ(count(1, "entry", "entries"), "1 entry");
  EXPECT_EQ(count(3, "entry", "entries"), "3 entries");
}

}  // namespace
}  // namespace nonmun::cli
