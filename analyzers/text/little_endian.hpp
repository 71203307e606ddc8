#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace nonmun::text {

// Numbers in files: little-endian whatever the machine, so that an index can be copied to another.

/// Appends the bytes of `value`.
template <class Int>
void put_little_endian(Int value, std::string& out) {
  for (std::size_t i = 0; i < sizeof(Int); ++i) {
    out.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xff));
  }
}

/// The number at `at`, which needs no alignment.
template <class Int>
Int get_little_endian(const char* at) {
  if constexpr (std::endian::native == std::endian::little) {
    Int value;
    std::memcpy(&value, at, sizeof(Int));  // compilers do not see it in the loop below
    return value;
  }
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(Int); ++i) {
    value |= std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
  }
  return static_cast<Int>(value);
}

}  // namespace nonmun::text
