#pragma once

#include <xapian.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index/votes.hpp"
#include "searcher/match/phrase_search.hpp"
#include "searcher/plan/plan.hpp"

namespace nonmun::match {

/// The papers of excluded groups, found by searches of their own: in a larger query Xapian 1.4 lets
/// some of them through.
using Exclusions = std::map<const plan::Node*, Xapian::Query>;

/// Translates a plan, node by node. What terms and operators do not say is up to who derives from
/// it; a query without subqueries finds nothing. Searches nothing itself.
class QueryTranslator {
 public:
  virtual ~QueryTranslator() = default;

  /// @param factor of the score, from the nodes above. It goes down to the leaves, so that sums
  ///        stay sums for Xapian, which merges them.
  Xapian::Query query(const plan::Node& node, double factor = 1) const;

 protected:
  /// `database` must outlive the object.
  explicit QueryTranslator(const Xapian::Database& database) : database_(database) {}

  /// The papers of a phrase or near node, with the BM25 of its terms.
  virtual Xapian::Query phrase(const plan::Node& node) const = 0;
  /// The papers with votes in the range of a node.
  virtual Xapian::Query votes_between(const plan::Node& node) const = 0;
  /// The papers with a term, which all get its inverse document frequency.
  virtual Xapian::Query presence(const std::string& term) const = 0;
  /// The papers with any of some terms, which count as one.
  virtual Xapian::Query synonyms(const std::vector<std::string>& terms) const;
  /// What to exclude in place of a node; nothing: its own query.
  virtual std::optional<Xapian::Query> excluded(const plan::Node& node) const = 0;

  /// What a query finds, all with one weight.
  static Xapian::Query constant(double weight, const Xapian::Query& query);

 private:
  Xapian::Query leaf(const plan::Node& node) const;
  Xapian::Query favour(const query::Range& range) const;
  Xapian::Query sum(const plan::Node& node, double factor) const;
  Xapian::Query all(const plan::Node& node, double factor) const;
  Xapian::Query maybe(const plan::Node& node, double factor) const;
  Xapian::Query filter(const plan::Node& node, double factor) const;
  Xapian::Query without(const plan::Node& node, double factor) const;

  const Xapian::Database& database_;
};

/// What a query refers to beside terms; all must outlive the query.
struct QuerySources {
  const Xapian::Database& database;
  const index::VoteCounts& votes;
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
