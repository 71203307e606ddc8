#pragma once

#include <cstdint>
#include <functional>
#include <nonmun/search.hpp>
#include <string>
#include <vector>

#include "searcher/match/matcher.hpp"
#include "searcher/query/ast.hpp"

namespace nonmun {

/// A search that led nowhere: no paper was found, or none that holds all words.
struct DeadEnd {
  const query::Node& query;
  const plan::Node& plan;
  const SearchOptions& options;
  const Results& results;  ///< with its counts and did_you_mean
  match::Matcher& matcher;
  /// Counts the papers that a query finds, or those of them that hold all its words.
  std::function<std::uint64_t(const std::string& text, const SearchOptions& options, bool all)>
      count;
};

/// What to leave out, correct or widen, and how many papers there are then: at most three, a
/// corrected query first, then by papers. The work is bounded: up to rank::kMaxParts words are
/// considered, each matched once, and so many other changes.
std::vector<Suggestion> suggestions(const DeadEnd& search);

}  // namespace nonmun
