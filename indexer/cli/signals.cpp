#include "indexer/cli/signals.hpp"

#include <csignal>
#include <cstdlib>

namespace nonmun::cli {
namespace {

std::atomic<bool> interrupted{false};

extern "C" void on_signal(int signal) {
  if (interrupted.exchange(true)) std::_Exit(128 + signal);
}

}  // namespace

const std::atomic<bool>* catch_signals() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  return &interrupted;
}

}  // namespace nonmun::cli
