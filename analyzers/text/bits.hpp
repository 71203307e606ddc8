#pragma once

#include <cstdint>

namespace nonmun::text {

/// How many bits are set. std::popcount calls a function where the compiler may not use the
/// instruction, which not every x86-64 processor has.
constexpr std::uint32_t count_bits(std::uint64_t bits) {
  bits -= (bits >> 1) & 0x5555555555555555U;
  bits = (bits & 0x3333333333333333U) + ((bits >> 2) & 0x3333333333333333U);
  bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fU;
  return static_cast<std::uint32_t>((bits * 0x0101010101010101U) >> 56);
}

}  // namespace nonmun::text
