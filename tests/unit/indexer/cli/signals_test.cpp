#include "indexer/cli/signals.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace nonmun::cli {
namespace {

TEST(Signals, TheFirstSetsTheFlagTheSecondEndsTheProgram) {
  const std::atomic<bool>* interrupted = catch_signals();
  EXPECT_FALSE(*interrupted);
  std::raise(SIGTERM);
  EXPECT_TRUE(*interrupted);
  EXPECT_EXIT(std::raise(SIGINT), testing::ExitedWithCode(128 + SIGINT), "");
}

}  // namespace
}  // namespace nonmun::cli
