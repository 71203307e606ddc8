#pragma once

#include <xapian.h>

#include "indexer/index/votes.hpp"
#include "searcher/match/phrase_search.hpp"
#include "searcher/plan/plan.hpp"

namespace nonmun::match {

/// What a query refers to beside terms; all must outlive the query.
struct QuerySources {
  const Xapian::Database& database;
  const index::VoteTable& votes;
  const PhraseSearch& phrases;  ///< has found those of the plan
};

/// Translates a plan, node by node. Searches nothing.
Xapian::Query to_xapian(const plan::Node& plan, const QuerySources& sources);

/// The query for papers listed on a day of the range. Only years that the index has take part: a
/// range may be open ("2024..").
Xapian::Query date_query(const query::Range& range, const Xapian::Database& database);

}  // namespace nonmun::match
