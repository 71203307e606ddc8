#include "analyzers/text/order_prefix.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace nonmun::text {
namespace {

TEST(OrderPrefix, OrdersAsTheTextsDo) {
  const std::vector<std::string> texts = {
      "",         std::string("\0", 1), "a",    "aa",   "aaaaaaaa", "aaaaaaab",  "ab",  "b",
      "bcdefghi", "bcdefghj",           "\x7f", "\x80", "강화",     "강화 학습", "\xff"};
  for (const std::string& a : texts) {
    for (const std::string& b : texts) {
      if (order_prefix(a) < order_prefix(b)) {
        EXPECT_LT(a, b);
      }
    }
  }
  EXPECT_LT(order_prefix("aaaaaaaa"), order_prefix("aaaaaaab")) << "the eighth byte";
  EXPECT_EQ(order_prefix("bcdefghij"), order_prefix("bcdefghi")) << "not the ninth";
}

}  // namespace
}  // namespace nonmun::text
