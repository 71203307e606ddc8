#pragma once

#include <nonmun/search.hpp>
#include <string_view>

namespace nonmun {

/// @throws Error(usage) for a query that is too long or an option out of its range.
void validate(std::string_view query, const SearchOptions& options);

}  // namespace nonmun
