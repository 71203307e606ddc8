#pragma once

#include <nonmun/search.hpp>
#include <string_view>

#include "searcher/snapshot.hpp"

namespace nonmun {

/// Answers a query from one generation: query -> plan -> Xapian query -> ranking -> hits.
/// @throws Error(usage) for a malformed query or option, Error(io) when the generation has
/// vanished.
Results answer(Snapshot& snapshot, std::string_view text, const SearchOptions& options);

}  // namespace nonmun
