#pragma once

#include <cstdint>
#include <vector>

namespace nonmun::match {

/// In how many papers Xapian supposes that any of some terms are: as though each were spread
/// without regard to the others, two terms at a time, the rarest first, rounded each time.
/// @param frequencies of the terms @param papers in the index
std::uint32_t synonym_frequency(std::vector<std::uint32_t> frequencies, std::uint32_t papers);

}  // namespace nonmun::match
