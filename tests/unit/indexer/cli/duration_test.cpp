#include "indexer/cli/duration.hpp"

#include <gtest/gtest.h>

#include <nonmun/error.hpp>

namespace nonmun::cli {
namespace {

TEST(Duration, ANumberAndAUnit) {
  EXPECT_EQ(duration("0s", "max-age"), 0);
  EXPECT_EQ(duration("90s", "max-age"), 90);
  EXPECT_EQ(duration("45m", "max-age"), 45 * 60);
  EXPECT_EQ(duration("36h", "max-age"), 36 * 3600);
  EXPECT_EQ(duration("2d", "max-age"), 2 * 86400);
  EXPECT_EQ(duration("1w", "max-age"), 7 * 86400);
}

TEST(Duration, AnythingElseIsRefused) {
  for (const char* text : {"", "h", "36", "36 h", "-1h", "+1h", "1.5h", "1y", "36hh", "h36",
                           "99999999999999999999s", "9223372036854775807w"}) {
    try {
      duration(text, "max-age");
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::usage);
      EXPECT_NE(std::string(error.what()).find("--max-age"), std::string::npos);
    }
  }
}

TEST(DurationText, TheLargestUnitThatIsThereTwice) {
  EXPECT_EQ(duration_text(0), "0 seconds");
  EXPECT_EQ(duration_text(1), "1 second");
  EXPECT_EQ(duration_text(119), "119 seconds");
  EXPECT_EQ(duration_text(120), "2 minutes");
  EXPECT_EQ(duration_text(7199), "119 minutes");
  EXPECT_EQ(duration_text(36 * 3600), "36 hours");
  EXPECT_EQ(duration_text(9 * 86400), "9 days");
  EXPECT_EQ(duration_text(-3 * 3600), "-3 hours");
}

}  // namespace
}  // namespace nonmun::cli
