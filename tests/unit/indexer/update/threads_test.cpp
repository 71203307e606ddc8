#include "indexer/update/threads.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace nonmun::update {
namespace {

using std::chrono::milliseconds;

void nothing() {}

TEST(Threads, DoEveryPieceOnce) {
  std::vector<std::atomic<int>> pieces(1000);
  std::atomic<std::size_t> next = 0;
  run_in_threads(
      5,
      [&](const Pause& pause) {
        for (std::size_t i = next++; i < pieces.size(); i = next++) {
          ++pieces[i];
          pause();
        }
      },
      nothing);
  for (const std::atomic<int>& piece : pieces) EXPECT_EQ(piece, 1);
}

TEST(Threads, OneIsTheCaller) {
  std::set<std::thread::id> threads;
  run_in_threads(
      1, [&](const Pause&) { threads.insert(std::this_thread::get_id()); }, nothing);
  EXPECT_EQ(threads, std::set{std::this_thread::get_id()});
}

TEST(Threads, TellIsCalledByTheCallerAlone) {
  const std::thread::id caller = std::this_thread::get_id();
  std::atomic<int> told = 0;
  run_in_threads(
      3,
      [&](const Pause& pause) {
        for (int i = 0; i < 10; ++i) pause();
      },
      [&] {
        EXPECT_EQ(std::this_thread::get_id(), caller);
        ++told;
      });
  EXPECT_GE(told, 10);
}

TEST(Threads, AFailureAnywhereEndsTheOthers) {
  const std::thread::id caller = std::this_thread::get_id();
  for (const bool in_caller : {true, false}) {
    const auto work = [&](const Pause& pause) {
      if ((std::this_thread::get_id() == caller) == in_caller) throw std::runtime_error("piece");
      for (;;) {  // until the pause throws
        std::this_thread::sleep_for(milliseconds(1));
        pause();
      }
    };
    EXPECT_THROW(run_in_threads(3, work, nothing), std::runtime_error) << in_caller;
  }
}

TEST(Threads, TheCallerIsHeardWhileItWaits) {
  const std::thread::id caller = std::this_thread::get_id();
  const auto work = [&](const Pause& pause) {
    if (std::this_thread::get_id() == caller) return;
    for (;;) {
      std::this_thread::sleep_for(milliseconds(1));
      pause();
    }
  };
  EXPECT_THROW(run_in_threads(2, work, [] { throw std::logic_error("interrupted"); }),
               std::logic_error);
}

}  // namespace
}  // namespace nonmun::update
