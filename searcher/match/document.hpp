#pragma once

#include <compare>
#include <cstdint>

namespace nonmun::match {

/// A paper in an index, which may have several shards.
struct Document {
  std::uint32_t shard = 0;
  std::uint32_t docid = 0;  ///< from 1, within the shard

  auto operator<=>(const Document&) const = default;
};

}  // namespace nonmun::match
