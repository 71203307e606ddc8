#pragma once

namespace nonmun::system {

/// Gives freed memory back to the system, where the C library would keep it for later: between two
/// steps of which each needs much, and other things than the one before.
void release_free_memory();

}  // namespace nonmun::system
