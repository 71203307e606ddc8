#pragma once

#include <nonmun/search.hpp>
#include <optional>

#include "indexer/paper/day.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/plan/pins.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/rank/similarity.hpp"
#include "searcher/search.hpp"

namespace nonmun {

/// What to find and how to order it, wherever it comes from: a text, or a paper.
struct PlannedSearch {
  plan::Node root;
  std::optional<plan::Pin> pin;                ///< papers that come first
  std::optional<rank::Similarity> similarity;  ///< to what papers are similar in content
};

/// The day that ages and relative times count from. @throws Error(usage)
paper::Day as_of(const SearchOptions& options);

/// The limits given as options, as conditions on top of a plan. @throws Error(usage)
plan::Node apply_filters(plan::Node root, const SearchOptions& options, paper::Day today);

/// Fills in what does not depend on the plan: the state of the index and the page.
Results begin_results(const Source& source, const SearchOptions& options);

/// Matches and ranks, and fills the counts, the facets and the hits of the page that the options
/// ask for.
void answer(const Source& source, match::Matcher& matcher, const PlannedSearch& search,
            const SearchOptions& options, paper::Day today, Results& results);

}  // namespace nonmun
