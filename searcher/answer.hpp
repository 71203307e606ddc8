#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <nonmun/search.hpp>
#include <vector>

#include "indexer/paper/day.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/rank/ranking.hpp"
#include "searcher/search.hpp"

namespace nonmun {

/// The day that ages and relative times count from. @throws Error(usage)
paper::Day as_of(const SearchOptions& options);

/// The limits given as options, as conditions on top of a plan. @throws Error(usage)
plan::Node apply_filters(plan::Node root, const SearchOptions& options, paper::Day today);

/// For Results::took_ms.
double milliseconds_since(std::chrono::steady_clock::time_point start);

/// Fills in what does not depend on the plan: the state of the index and the page.
Results begin_results(const Source& source, const SearchOptions& options);

/// The papers of a planned search: matched when it is made, ranked and shown page by page.
class Answer {
 public:
  /// Source and matcher must outlive it.
  /// @param end how many of the papers are going to be asked for at most
  Answer(const Source& source, match::Matcher& matcher, PlannedSearch search,
         const SearchOptions& options, paper::Day today, std::size_t end);

  const PlannedSearch& search() const { return search_; }
  /// How many papers there are to page through.
  std::uint64_t listed() const { return listed_; }
  /// The counts and the facets.
  void count(Results& results) const;
  std::vector<rank::RankedDocument> rank(const rank::Page& page) const;
  /// The hits of some of the ranked papers, the first of which has this place among all.
  void show(const std::vector<rank::RankedDocument>& page, std::size_t offset,
            Results& results) const;

 private:
  void match_all();
  void match_first(std::size_t end);
  void count_facets();

  const Source& source_;
  match::Matcher& matcher_;
  PlannedSearch search_;
  SearchOptions options_;
  paper::Day today_;
  match::Matches matches_;
  std::vector<match::Match> pinned_;
  std::uint64_t found_ = 0;
  std::uint64_t found_all_ = 0;
  std::uint64_t listed_ = 0;
  Scope scope_ = Scope::any;
  std::vector<Facet> facets_;
};

/// Matches and ranks, and fills the counts, the facets and the hits of the page that the options
/// ask for.
void answer(const Source& source, match::Matcher& matcher, PlannedSearch search,
            const SearchOptions& options, paper::Day today, Results& results);

/// Counts the papers that a search finds, or those of them that hold all words, without ranking
/// them.
std::uint64_t count_papers(match::Matcher& matcher, const PlannedSearch& search,
                           const SearchOptions& options, paper::Day today, bool all);

}  // namespace nonmun
