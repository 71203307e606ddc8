#pragma once

#include <nonmun/search.hpp>
#include <string_view>

#include "searcher/match/matcher.hpp"
#include "searcher/search.hpp"

namespace nonmun {

/// Papers like one; see Index::similar().
Results similar(const Source& source, match::Matcher& matcher, std::string_view id,
                const SearchOptions& options);

/// The same of a generation.
Results similar(Snapshot& snapshot, std::string_view id, const SearchOptions& options);

}  // namespace nonmun
