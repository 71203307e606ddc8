#pragma once

#include <atomic>

#include "indexer/index/generation.hpp"
#include "indexer/system/files.hpp"

namespace nonmun::publish {

/// The right to write to an index; given up with the object. Makes the index folder when missing.
class IndexLock {
 public:
  /// Waits up to `wait_seconds` for another run to end.
  /// @throws Error(locked) naming the holder, Error(io), Error(interrupted).
  IndexLock(const index::IndexPaths& index, double wait_seconds,
            const std::atomic<bool>* interrupted);

 private:
  system::File file_;
};

}  // namespace nonmun::publish
