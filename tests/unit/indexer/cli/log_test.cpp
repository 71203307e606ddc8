#include "indexer/cli/log.hpp"

#include <gtest/gtest.h>

#include <array>

namespace nonmun::cli {
namespace {

TEST(Log, DetailsAreIndentedBelowTheMessage) {
  const std::array<std::string, 2> details = {"one", "two"};
  testing::internal::CaptureStderr();
  log(Priority::error, "what", details);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "what\n  one\n  two\n");
}

TEST(Log, AMessageCannotBeginALineOfItsOwn) {
  const std::array<std::string, 1> details = {"b\nnonmun-index: all is well"};
  testing::internal::CaptureStderr();
  log(Priority::warning, "a\n<3>b\x1b[2J", details);
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "a\\n<3>b\\x1b[2J\n  b\\nnonmun-index: all is well\n");
}

}  // namespace
}  // namespace nonmun::cli
