#include "indexer/nonmun-index/progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace nonmun::program {
namespace {

constexpr auto kRedrawEvery = std::chrono::milliseconds(100);
constexpr std::size_t kBarWidth = 24;

std::string minutes(double seconds) {
  const long whole = std::lround(seconds);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::size_t terminal_width() {
  constexpr std::size_t kUsual = 80;
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
  return size.ws_col;
}

/// " [####....]" in the room that the rest of the line leaves; nothing when that is little.
std::string bar(double part, std::size_t width, std::size_t rest) {
  constexpr std::size_t kMin = 6;
  constexpr std::size_t kFrame = 3;
  if (width < rest + kFrame + kMin) return {};
  const std::size_t room = std::min(kBarWidth, width - rest - kFrame);
  const auto full = static_cast<std::size_t>(part * static_cast<double>(room));
  return fmt::format(" [{}{}]", std::string(full, '#'), std::string(room - full, '.'));
}

}  // namespace

void ProgressBar::show(const Progress& progress) {
  if (!enabled_) return;
  const Clock::time_point now = Clock::now();
  const bool new_phase = phase_ != progress.phase;
  if (new_phase) {
    phase_ = progress.phase;
    phase_began_ = now;
  } else if (now - drawn_at_ < kRedrawEvery && counted_ == (progress.total > 0)) {
    return;
  }
  counted_ = progress.total > 0;
  drawn_at_ = now;
  const std::size_t width = terminal_width() - 1;
  std::string line = fmt::format("{:10}", progress.phase);
  if (progress.total > 0) {
    const double part = static_cast<double>(progress.done) / static_cast<double>(progress.total);
    std::string numbers =
        fmt::format(" {:3.0f} %  {}/{}", part * 100, progress.done, progress.total);
    const double elapsed = std::chrono::duration<double>(now - phase_began_).count();
    if (elapsed > 0.3 && progress.done > 0) {
      const double rate = static_cast<double>(progress.done) / elapsed;
      numbers += fmt::format("  {:.0f}/s  {} left", rate,
                             minutes(static_cast<double>(progress.total - progress.done) / rate));
    }
    line += bar(part, width, line.size() + numbers.size()) + numbers;
  } else {
    line += " ...";
  }
  // A line that wraps could not be wiped.
  line.resize(std::min(line.size(), width));
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
