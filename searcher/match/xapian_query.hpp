#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <vector>

#include "indexer/index/votes.hpp"
#include "searcher/match/phrase_search.hpp"
#include "searcher/plan/plan.hpp"

namespace nonmun::match {

/// The papers of excluded groups, found by searches of their own: in a larger query Xapian 1.4 lets
/// some of them through.
using Exclusions = std::map<const plan::Node*, Xapian::Query>;

/// What a query refers to beside terms; all must outlive the query.
struct QuerySources {
  const Xapian::Database& database;
  const index::VoteTable& votes;
  const PhraseSearch& phrases;  ///< has found those of the plan
  const Exclusions& exclusions;
};

/// Translates a plan, node by node. Searches nothing.
Xapian::Query to_xapian(const plan::Node& plan, const QuerySources& sources);

/// The terms of the days of a range: whole years and months have their own. Only years that the
/// index has take part.
std::vector<std::string> day_terms(const query::Range& range, const Xapian::Database& database);

/// The terms that begin so; of very many, the most frequent.
std::vector<std::string> terms_with_prefix(const Xapian::Database& database,
                                           const std::string& prefix);

/// The query for papers listed on a day of the range. Only years that the index has take part: a
/// range may be open ("2024..").
Xapian::Query date_query(const query::Range& range, const Xapian::Database& database);

}  // namespace nonmun::match
