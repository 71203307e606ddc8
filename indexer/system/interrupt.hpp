#pragma once

#include <atomic>
#include <nonmun/error.hpp>

namespace nonmun::system {

/// @throws Error(interrupted) when the flag is there and set. Called between pieces of work.
inline void throw_if_interrupted(const std::atomic<bool>* flag) {
  if (flag != nullptr && flag->load(std::memory_order_relaxed)) {
    throw Error(ErrorCode::interrupted, "interrupted; the published index is as it was",
                "run the same command again");
  }
}

}  // namespace nonmun::system
