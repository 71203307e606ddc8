#include "indexer/program/progress.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace nonmun::program {
namespace {

constexpr auto kRedrawEvery = std::chrono::milliseconds(100);
constexpr std::size_t kBarWidth = 24;

std::string minutes(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

void ProgressBar::show(const Progress& progress) {
  if (!enabled_) return;
  const Clock::time_point now = Clock::now();
  const bool new_phase = phase_ != progress.phase;
  if (new_phase) {
    phase_ = progress.phase;
    phase_began_ = now;
  } else if (now - drawn_at_ < kRedrawEvery) {
    return;
  }
  drawn_at_ = now;
  std::string line = fmt::format("{:8}", progress.phase);
  if (progress.total > 0) {
    const double part = static_cast<double>(progress.done) / static_cast<double>(progress.total);
    const auto full = static_cast<std::size_t>(part * kBarWidth);
    line +=
        fmt::format(" [{}{}] {:3.0f} %  {}/{}", std::string(full, '#'),
                    std::string(kBarWidth - full, '.'), part * 100, progress.done, progress.total);
    const double elapsed = std::chrono::duration<double>(now - phase_began_).count();
    if (elapsed > 0.3 && progress.done > 0) {
      const double rate = static_cast<double>(progress.done) / elapsed;
      line += fmt::format("  {:.0f}/s  {} left", rate,
                          minutes(static_cast<double>(progress.total - progress.done) / rate));
    }
  } else {
    line += " ...";
  }
  fmt::print(stderr, "\r\x1b[K{}", line);
  std::fflush(stderr);
  drawn_ = true;
}

void ProgressBar::wipe() {
  if (!drawn_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace nonmun::program
