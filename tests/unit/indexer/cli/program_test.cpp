#include "indexer/cli/program.hpp"

#include <gtest/gtest.h>

#include <nonmun/error.hpp>
#include <nonmun/version.hpp>

namespace nonmun::cli {
namespace {

TEST(Run, ExitCodes) {
  EXPECT_EQ(run("t", [] { return 0; }), 0);
  EXPECT_EQ(run("t", [] { return 1; }), 1);
  testing::internal::CaptureStderr();
  EXPECT_EQ(run("t", []() -> int { throw Error(Cause::disk_full, "full", "free it"); }), 74);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "t: full\n  free it\n");
  testing::internal::CaptureStderr();
  EXPECT_EQ(run("t", []() -> int { throw std::runtime_error("oops"); }), 70);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("oops"), std::string::npos);
  testing::internal::CaptureStderr();
  EXPECT_EQ(run("t", []() -> int { throw std::bad_alloc(); }), 70);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "t: out of memory\n");
}

TEST(Run, DetailsStandBetweenMessageAndHint) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(run("t", []() -> int { throw Error(Cause::io, "what", {"one", "two"}, "do"); }), 74);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "t: what\n  one\n  two\n  do\n");
}

TEST(Version, IsThatOfTheLibrary) {
  EXPECT_STREQ(version(), NONMUN_VERSION);
  EXPECT_EQ(std::string(NONMUN_VERSION), std::to_string(NONMUN_VERSION_MAJOR) + "." +
                                             std::to_string(NONMUN_VERSION_MINOR) + "." +
                                             std::to_string(NONMUN_VERSION_PATCH));
  EXPECT_TRUE(version_text("t").starts_with(std::string("t ") + NONMUN_VERSION + "\n"));
}

}  // namespace
}  // namespace nonmun::cli
