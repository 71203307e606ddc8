#pragma once

#include <cstddef>

namespace nonmun::system {

/// Gives freed memory back to the system, where the C library would keep it for later: between two
/// steps of which each needs much, and other things than the one before.
void release_free_memory();

/// Tells the processor that these bytes will soon be read, so that it need not wait for them then.
/// Any address will do.
inline void prefetch(const void* bytes, std::size_t size) {
  constexpr std::size_t kLine = 64;  // of the caches of all x86-64 processors and most others
  const auto* at = static_cast<const char*>(bytes);
  for (std::size_t i = 0; i < size; i += kLine) __builtin_prefetch(at + i);
}

}  // namespace nonmun::system
