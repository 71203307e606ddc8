#include "searcher/nonmun-serve/workers.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <vector>

namespace nonmun::program {
namespace {

TEST(Workers, DoJobsInOrderAndAllOfThem) {
  std::vector<int> done;
  {
    Workers workers(1, 100);
    for (int i = 0; i < 100; ++i) workers.submit([&done, i] { done.push_back(i); });
  }
  ASSERT_EQ(done.size(), 100U) << "jobs that wait are done before the threads end";
  for (int i = 0; i < 100; ++i) EXPECT_EQ(done[static_cast<std::size_t>(i)], i);
}

TEST(Workers, AreFullWhenAsManyWaitAsMay) {
  std::promise<void> begun;
  std::promise<void> go_on;
  Workers workers(1, 2);
  workers.submit([&] {
    begun.set_value();
    go_on.get_future().wait();
  });
  begun.get_future().wait();
  EXPECT_EQ(workers.waiting(), 0U) << "a job that is being done does not wait";
  workers.submit([] {});
  EXPECT_FALSE(workers.is_full());
  workers.submit([] {});
  EXPECT_TRUE(workers.is_full());
  EXPECT_EQ(workers.waiting(), 2U);
  go_on.set_value();
}

TEST(Workers, WorkAtTheSameTime) {
  std::atomic<int> met{0};
  {
    Workers workers(3, 10);
    for (int i = 0; i < 3; ++i) {
      workers.submit([&] {
        ++met;
        while (met < 3) std::this_thread::yield();
      });
    }
  }
  EXPECT_EQ(met, 3);
}

}  // namespace
}  // namespace nonmun::program
