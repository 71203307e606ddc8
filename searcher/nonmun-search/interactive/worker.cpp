#include "searcher/nonmun-search/interactive/worker.hpp"

#include <csignal>
#include <utility>

namespace nonmun::program::interactive {
namespace {

/// Signals are for the thread that has the terminal.
void block_signals() {
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, nullptr);
}

}  // namespace

Worker::Worker(Ask ask, std::function<void()> answered)
    : ask_(std::move(ask)), answered_(std::move(answered)), thread_([this] { work(); }) {}

Worker::~Worker() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
    stop_.request_stop();
  }
  changed_.notify_one();
  thread_.join();
}

void Worker::ask(Question question) {
  {
    const std::lock_guard lock(mutex_);
    const Question::Kind kind = question.kind;
    if (kind == Question::Kind::list) {
      waiting_ = {};
      answers_.clear();
    }
    if (asked_ && (kind == Question::Kind::list || kind == *asked_)) stop_.request_stop();
    waiting_[static_cast<std::size_t>(kind)] = std::move(question);
  }
  changed_.notify_one();
}

std::vector<Answer> Worker::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(answers_, {});
}

/// Waits for a question; nothing at the end.
std::optional<Question> Worker::next() {
  std::unique_lock lock(mutex_);
  while (!is_ending_) {
    for (std::optional<Question>& question : waiting_) {
      if (!question) continue;
      asked_ = question->kind;
      stop_ = std::stop_source();
      return std::exchange(question, std::nullopt);
    }
    changed_.wait(lock);
  }
  return std::nullopt;
}

void Worker::work() {
  block_signals();
  while (const std::optional<Question> question = next()) {
    // Only this thread replaces the source.
    std::optional<Answer> answer = ask_(*question, stop_.get_token());
    {
      const std::lock_guard lock(mutex_);
      asked_.reset();
      if (!answer || stop_.stop_requested()) continue;
      answers_.push_back(std::move(*answer));
    }
    answered_();
  }
}

}  // namespace nonmun::program::interactive
