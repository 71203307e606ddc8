#pragma once

#include <atomic>

namespace nonmun::cli {

/// From now on SIGINT and SIGTERM set the flag, so that the run ends cleanly and unpublished; a
/// second one ends the program at once.
const std::atomic<bool>* catch_signals();

}  // namespace nonmun::cli
