#pragma once

#include <chrono>
#include <nonmun/update.hpp>
#include <string>

namespace nonmun::program {

/// Draws a run's progress on stderr: phase, bar, rate, remaining time, on one line that is wiped
/// when the run ends. Redraws a few times a second however often it is told something.
class ProgressBar {
 public:
  explicit ProgressBar(bool enabled) : enabled_(enabled) {}
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar() { wipe(); }

  void show(const Progress& progress);
  /// Empties the line, so that a message can be written.
  void wipe();

 private:
  using Clock = std::chrono::steady_clock;

  bool enabled_;
  bool drawn_ = false;
  bool counted_ = false;  ///< what was drawn had a total
  std::string phase_;
  Clock::time_point phase_began_;
  Clock::time_point drawn_at_;
};

}  // namespace nonmun::program
