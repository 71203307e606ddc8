#pragma once

namespace nonmun::system {

/// Whether the processor has AVX2, which most x86-64 processors do: vectors of 32 bytes.
inline bool has_avx2() {
#if defined(__x86_64__)
  static const bool has = __builtin_cpu_supports("avx2") != 0;
  return has;
#else
  return false;
#endif
}

}  // namespace nonmun::system
