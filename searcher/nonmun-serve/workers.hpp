#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace nonmun::program {

/// Threads that do one job after the other, in the order in which they came.
class Workers {
 public:
  /// @param max_waiting jobs that no thread has taken yet
  Workers(std::size_t threads, std::size_t max_waiting);
  /// Waits for the jobs.
  ~Workers();

  bool is_full() const;
  /// @param job must not throw
  void submit(std::function<void()> job);
  std::size_t waiting() const;

 private:
  void work(const std::stop_token& stop);

  const std::size_t max_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::deque<std::function<void()>> jobs_;
  std::vector<std::jthread> threads_;  // last: they use the others
};

}  // namespace nonmun::program
