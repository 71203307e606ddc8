#pragma once

#include <memory>
#include <nonmun/search.hpp>
#include <optional>
#include <string_view>

#include "searcher/match/collector.hpp"
#include "searcher/match/documents.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/plan/pins.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/query/ast.hpp"
#include "searcher/rank/similarity.hpp"
#include "searcher/snapshot.hpp"

namespace nonmun {

/// What a search reads beside the matcher's matches.
struct Source {
  const match::Documents& documents;
  Analyzer& analyzer;
  const index::VoteCounts& votes;
  const index::DerivedTables& derived;
  const IndexState& state;
};

/// That of a snapshot and one of its workers, which must outlive it.
Source source_of(const Snapshot& snapshot, Snapshot::Worker& worker);

/// What to find and how to order it, wherever it comes from: a text, or a paper.
struct PlannedSearch {
  plan::Node root;
  std::optional<plan::Pin> pin;                ///< papers that come first
  std::optional<rank::Similarity> similarity;  ///< to what papers are similar in content
  query::Node query = {};                      ///< the text as it was read; empty for none
};

/// Answers a query from one snapshot: parse, plan, match, rank, and make hits of a page.
/// @throws Error(usage) for a malformed query or option, Error(io) when the generation has
/// vanished.
Results search(Snapshot& snapshot, std::string_view text, const SearchOptions& options);

/// The same with any matcher over the documents of `source`.
Results search(const Source& source, match::Matcher& matcher, std::string_view text,
               const SearchOptions& options);

/// The same without the answer: a planned search, and what there is to say of how the text was
/// read.
PlannedSearch plan_search(const Source& source, std::string_view text, const SearchOptions& options,
                          Results& results);

/// Fills in what to change in the search of a text that found no paper, or none with all words.
/// @param results with the counts
void suggest_changes(const Source& source, match::Matcher& matcher, const PlannedSearch& search,
                     const SearchOptions& options, Results& results);

/// What a text means, without the limits of options.
/// @throws Error(usage) as search().
plan::Node plan_of(const Source& source, std::string_view text, const SearchOptions& options);

/// The matcher of one search in a snapshot; both must outlive it.
std::unique_ptr<match::Matcher> matcher_of(const Snapshot& snapshot, Snapshot::Worker& worker,
                                           const SearchOptions& options);

/// What ends a search at its deadline, or when it is to stop; empty when nothing does.
match::Checkpoint checkpoint(const SearchOptions& options);

}  // namespace nonmun
