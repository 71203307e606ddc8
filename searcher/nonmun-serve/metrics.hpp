#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <nonmun/results.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace nonmun::program {

/// Counts for monitoring, in the text format of Prometheus. Thread-safe.
class Metrics {
 public:
  /// A request was answered.
  /// @param operation of its route, or "none"
  /// @param time from its arrival until the answer was handed over
  void count(std::string_view operation, int status, std::chrono::duration<double> time);

  std::atomic<std::int64_t> connections{0};  ///< open now
  std::atomic<std::int64_t> waiting{0};      ///< requests that no thread has taken yet
  std::atomic<std::uint64_t> refused{0};     ///< requests refused because too many waited

  /// @param info the index that is served; nothing when there is none that can be read
  std::string text(const std::optional<IndexInfo>& info) const;

 private:
  /// Upper bounds of the histogram of times, in seconds.
  static constexpr std::array kBounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                         0.1,   0.25,   0.5,   1.0,  2.5};
  struct Times {
    std::array<std::uint64_t, kBounds.size() + 1> buckets{};  ///< not summed up; the last: above
    double sum = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> requests_;
  std::map<std::string, Times> times_;
  const std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();
};

}  // namespace nonmun::program
