#pragma once

#include <array>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "searcher/nonmun-search/interactive/question.hpp"

namespace nonmun::program::interactive {

/// Finds answers in a thread of its own, to the newest questions alone.
class Worker {
 public:
  /// Answers a question; nothing when the token has asked to stop.
  using Ask = std::function<std::optional<Answer>(const Question&, const std::stop_token&)>;

  /// @param ask called in the thread
  /// @param answered called in the thread when there is an answer to take
  Worker(Ask ask, std::function<void()> answered);
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  /// Stops what is being asked.
  ~Worker();

  /// Asks a question instead of those of its kind, or instead of all when it is for a list. What is
  /// being asked and is no longer wanted is stopped.
  void ask(Question question);

  /// The answers that have come since the last call.
  std::vector<Answer> take();

 private:
  void work();
  std::optional<Question> next();

  Ask ask_;
  std::function<void()> answered_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_ending_ = false;
  std::array<std::optional<Question>, Question::kKinds> waiting_;
  std::optional<Question::Kind> asked_;  ///< what is being asked
  std::stop_source stop_;                ///< of that
  std::vector<Answer> answers_;
  std::thread thread_;  ///< last: it uses the others
};

}  // namespace nonmun::program::interactive
