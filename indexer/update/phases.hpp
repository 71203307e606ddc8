#pragma once

#include <chrono>
#include <ctime>
#include <functional>
#include <nonmun/update.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nonmun::update {

/// Measures the phases of a run, one after another: seconds on the clock, and CPU seconds of all
/// threads. The last phase ends with the object, so a run that fails is measured too.
class PhaseClock {
 public:
  /// @param ended told of each phase when it has ended; must not throw
  PhaseClock(std::vector<PhaseTime>& phases, std::string_view first,
             std::function<void(const PhaseTime&)> ended)
      : phases_(phases), ended_(std::move(ended)) {
    begin(first);
  }
  PhaseClock(const PhaseClock&) = delete;
  PhaseClock& operator=(const PhaseClock&) = delete;
  ~PhaseClock() { end(); }

  /// Ends the phase before.
  void begin(std::string_view name) {
    end();
    name_ = name;
    wall_ = Clock::now();
    cpu_ = cpu_seconds();
  }

 private:
  using Clock = std::chrono::steady_clock;

  static double cpu_seconds() {
    std::timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
  }

  void end() {
    if (name_.empty()) return;
    const std::chrono::duration<double> wall = Clock::now() - wall_;
    phases_.push_back({name_, wall.count(), cpu_seconds() - cpu_});
    name_.clear();
    ended_(phases_.back());
  }

  std::vector<PhaseTime>& phases_;
  std::function<void(const PhaseTime&)> ended_;
  std::string name_;
  Clock::time_point wall_;
  double cpu_ = 0;
};

}  // namespace nonmun::update
