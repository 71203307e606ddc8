#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "searcher/query/ast.hpp"

namespace nonmun::query {

/// "x", "x..y", "x.." or "..y", each end read by `read`, which gives a Range or nothing. Nothing
/// for the rest, and when the first end comes after the last.
template <class Read>
std::optional<Range> value_or_range(std::string_view value, Range widest, Read read) {
  const std::size_t dots = value.find("..");
  if (dots == std::string_view::npos) return read(value);
  const std::string_view low = value.substr(0, dots);
  const std::string_view high = value.substr(dots + 2);
  if (low.empty() && high.empty()) return std::nullopt;
  const std::optional<Range> from = low.empty() ? widest : read(low);
  const std::optional<Range> to = high.empty() ? widest : read(high);
  if (!from || !to || from->low > to->high) return std::nullopt;
  return Range{from->low, to->high};
}

}  // namespace nonmun::query
