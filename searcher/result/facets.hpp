#pragma once

#include <nonmun/search.hpp>
#include <vector>

#include "indexer/index/facets.hpp"
#include "indexer/index/votes.hpp"
#include "searcher/match/matcher.hpp"

namespace nonmun::result {

/// Counts the facets that the options name over all matches and the pinned papers, each paper once.
/// Exact: no sampling, no limit on the matches.
/// @throws Error(usage) for an unknown facet.
std::vector<Facet> count_facets(const SearchOptions& options, const match::Matches& matches,
                                const std::vector<match::Match>& pinned,
                                const index::FacetTable& table, const index::VoteCounts& votes);

}  // namespace nonmun::result
