#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "searcher/match/matcher.hpp"

namespace nonmun::rank {

/// Parts of a query that largest_subsets() tells apart.
inline constexpr std::size_t kMaxParts = 8;

/// Some parts of a query, and how many papers hold all of them.
struct Subset {
  std::uint32_t parts = 0;  ///< bit i: part i is among them
  std::uint64_t papers = 0;

  bool operator==(const Subset&) const = default;
};

/// The largest sets of parts that papers hold together, those of most papers first. Costs a match
/// without scores for each part, however many sets there are.
/// @param parts what a paper must hold to hold each part (see plan::words_to_hold()); no more than
///        kMaxParts
std::vector<Subset> largest_subsets(const plan::Node& query,
                                    const std::vector<std::vector<plan::Node>>& parts,
                                    match::Matcher& matcher);

}  // namespace nonmun::rank
