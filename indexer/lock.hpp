#pragma once

#include <atomic>

#include "indexer/format/files.hpp"
#include "indexer/format/generation.hpp"

namespace nonmun {

/// The right to write to an index; given up with the object. Makes the index folder when missing.
class IndexLock {
 public:
  /// Waits up to `wait_seconds` for another run to end.
  /// @throws Error(locked) naming the holder, Error(io), Error(interrupted).
  IndexLock(const IndexPaths& index, double wait_seconds, const std::atomic<bool>* interrupted);

 private:
  File file_;
};

}  // namespace nonmun
