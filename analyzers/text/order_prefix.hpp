#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nonmun::text {

/// The first eight bytes of a text as a number. Where those of two texts differ, they order as the
/// texts do, byte by byte; a sort that compares them first seldom looks at the texts.
inline std::uint64_t order_prefix(std::string_view text) {
  constexpr std::size_t kBytes = sizeof(std::uint64_t);
  std::uint64_t prefix = 0;
  const std::size_t size = std::min(text.size(), kBytes);
  for (std::size_t i = 0; i < size; ++i) {
    prefix |= std::uint64_t{static_cast<unsigned char>(text[i])} << 8 * (kBytes - 1 - i);
  }
  return prefix;
}

}  // namespace nonmun::text
