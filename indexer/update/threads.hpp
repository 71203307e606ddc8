#pragma once

#include <cstddef>
#include <functional>

namespace nonmun::update {

/// Called by a thread between two pieces of its work; throws when the work is to end.
using Pause = std::function<void()>;

/// Runs `work` in the calling thread and in up to `threads` - 1 others, and returns when all have
/// returned. Where a thread cannot be started, the others do its share: `work` takes its pieces
/// from a counter.
///
/// `tell` is what a pause does in the calling thread, which also goes on telling while it waits for
/// the others. An exception from `tell`, or from `work` in any thread, ends the others at their
/// next pause and is thrown.
void run_in_threads(std::size_t threads, const std::function<void(const Pause&)>& work,
                    const std::function<void()>& tell);

}  // namespace nonmun::update
