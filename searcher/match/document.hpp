#pragma once

#include <compare>
#include <cstdint>

namespace nonmun::match {

/// A paper in the shards of a search; see index::ShardMap.
struct Document {
  std::uint32_t docid = 0;  ///< from 1

  auto operator<=>(const Document&) const = default;
};

}  // namespace nonmun::match
