#include "searcher/nonmun-search/interactive/signals.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <nonmun/error.hpp>

namespace nonmun::program::interactive {
namespace {

/// SIGTSTP and SIGWINCH are among them so that ncurses leaves them alone.
constexpr std::array kSignals = {SIGINT,  SIGTERM, SIGHUP,   SIGQUIT,
                                 SIGTSTP, SIGCONT, SIGWINCH, SIGCHLD};

std::atomic<int> output{-1};

extern "C" void on_signal_to_wait_for(int signal) {
  const int error = errno;
  const auto byte = static_cast<unsigned char>(signal);
  // A full pipe has enough to be woken by.
  [[maybe_unused]] const ssize_t written = ::write(output.load(), &byte, 1);
  errno = error;
}

struct sigaction action_of(void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  ::sigemptyset(&action.sa_mask);
  return action;
}

}  // namespace

Signals::Signals() {
  if (::pipe2(ends_, O_CLOEXEC | O_NONBLOCK) != 0) throw Error(Cause::io, "cannot make a pipe");
  output.store(ends_[1]);
  const struct sigaction action = action_of(on_signal_to_wait_for);
  for (const int signal : kSignals) {
    Old& old = old_.emplace_back();
    old.signal = signal;
    ::sigaction(signal, &action, &old.action);
  }
}

Signals::~Signals() {
  for (const Old& old : old_) ::sigaction(old.signal, &old.action, nullptr);
  output.store(-1);
  for (const int end : ends_) ::close(end);
}

std::vector<int> Signals::take() {
  std::vector<int> signals;
  unsigned char byte = 0;
  while (::read(ends_[0], &byte, 1) == 1) signals.push_back(byte);
  return signals;
}

void Signals::stop() {
  const struct sigaction usual = action_of(SIG_DFL);
  struct sigaction ours = {};
  ::sigaction(SIGTSTP, &usual, &ours);
  ::kill(0, SIGTSTP);  // comes back when the program is continued
  ::sigaction(SIGTSTP, &ours, nullptr);
}

bool Signals::ends(int signal) {
  return signal == SIGINT || signal == SIGTERM || signal == SIGHUP || signal == SIGQUIT;
}

}  // namespace nonmun::program::interactive
