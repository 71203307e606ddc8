#pragma once

#include <cstddef>
#include <nonmun/results.hpp>
#include <string>

namespace nonmun::program {

/// The months of a facet as a line of blocks between the first and the last one:
/// "2023-12 ▁ ▃█▅ 2024-05". A month without papers is a space. Months are put together evenly where
/// the line would be wider than `width`. Empty for fewer than three months, or less room than one
/// block for every twelve.
std::string histogram(const Facet& months, std::size_t width);

}  // namespace nonmun::program
