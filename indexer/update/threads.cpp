#include "indexer/update/threads.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace nonmun::update {
namespace {

/// How long an interruption waits at most while the calling thread has nothing to do but wait.
constexpr std::chrono::milliseconds kTellEvery{50};

/// Another thread has failed.
struct Stopped {};

class Threads {
 public:
  Threads(const std::function<void(const Pause&)>& work, const std::function<void()>& tell)
      : work_(work), tell_(tell) {}
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;
  ~Threads() { join(); }

  void start(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i) {
      try {
        threads_.emplace_back([this] {
          run([this] { throw_if_stopped(); });
          const std::lock_guard lock(mutex_);
          ++ended_;
          one_ended_.notify_one();
        });
      } catch (const std::system_error&) {
        return;
      }
    }
  }

  void work_along() {
    run([this] {
      throw_if_stopped();
      tell_();
    });
    wait();
    join();
    if (error_) std::rethrow_exception(error_);
  }

 private:
  void throw_if_stopped() const {
    if (stopped_) throw Stopped();
  }

  void fail() {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::current_exception();
    stopped_ = true;
  }

  void run(const Pause& pause) {
    try {
      work_(pause);
    } catch (const Stopped&) {
      return;
    } catch (...) {  // is thrown again in the calling thread
      fail();
    }
  }

  void wait() {
    std::unique_lock lock(mutex_);
    while (!one_ended_.wait_for(lock, kTellEvery, [&] { return ended_ == threads_.size(); })) {
      if (stopped_) continue;
      lock.unlock();
      try {
        tell_();
      } catch (...) {
        fail();
      }
      lock.lock();
    }
  }

  void join() {
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  const std::function<void(const Pause&)>& work_;
  const std::function<void()>& tell_;
  std::vector<std::thread> threads_;
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;  // of what follows
  std::condition_variable one_ended_;
  std::size_t ended_ = 0;
  std::exception_ptr error_;
};

}  // namespace

void run_in_threads(std::size_t threads, const std::function<void(const Pause&)>& work,
                    const std::function<void()>& tell) {
  Threads others(work, tell);
  if (threads > 1) others.start(threads - 1);
  others.work_along();
}

}  // namespace nonmun::update
