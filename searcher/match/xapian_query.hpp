#pragma once

#include <xapian.h>

#include <string>
#include <utility>
#include <vector>

#include "indexer/index/votes.hpp"
#include "searcher/match/phrase_search.hpp"
#include "searcher/plan/planner.hpp"

namespace nonmun::query {

/// One addend of the relevance, named for explanations.
struct Addend {
  std::string what;
  Xapian::Query query;
};

struct XapianQuery {
  Xapian::Query query;
  std::vector<Addend> addends;     ///< of the ranked part; their BM25 sums to the relevance
  std::vector<std::string> terms;  ///< terms to mark in snippets
};

/// Turns a plan into the Xapian query that finds its papers with their relevance. `votes` is asked
/// by filters on votes and must outlive the query; `phrases` finds the phrases, and may serve
/// several plans of one search.
XapianQuery to_xapian(const Plan& plan, const VoteTable& votes, const Xapian::Database& database,
                      rank::PhraseSearch& phrases);

/// The query for papers listed on a day of the range. Only years that the index has take part: a
/// range may be open ("2024..").
Xapian::Query date_query(const Range& range, const Xapian::Database& database);
/// The query for papers with a known vote count in the range.
Xapian::Query votes_query(const Range& range, const VoteTable& votes);

}  // namespace nonmun::query
