#include "searcher/nonmun-serve/workers.hpp"

#include <utility>

namespace nonmun::program {

Workers::Workers(std::size_t threads, std::size_t max_waiting) : max_waiting_(max_waiting) {
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
}

Workers::~Workers() {
  for (std::jthread& thread : threads_) thread.request_stop();
}

bool Workers::is_full() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size() >= max_waiting_;
}

void Workers::submit(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  arrived_.notify_one();
}

std::size_t Workers::waiting() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

void Workers::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  // Asked to stop, the threads first do what is there: each job has a client that waits.
  while (arrived_.wait(lock, stop, [this] { return !jobs_.empty(); })) {
    const std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    lock.lock();
  }
}

}  // namespace nonmun::program
