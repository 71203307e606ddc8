#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/index/forward.hpp"
#include "indexer/index/neighbour_filter.hpp"
#include "indexer/index/postings.hpp"

namespace nonmun::match {

// How many papers there are, of terms that the table of postings has.

/// Papers with any term of the left and any of the right.
std::uint32_t count_with_both(const index::PostingTable& table,
                              const std::vector<std::string>& left,
                              const std::vector<std::string>& right);

/// Papers with the terms side by side, in this order.
std::uint32_t count_with_phrase(const index::PostingTable& table,
                                const index::ForwardIndex& forward,
                                const index::NeighbourFilter& neighbours,
                                const std::vector<std::string>& terms);

}  // namespace nonmun::match
