#pragma once

#include <xapian.h>

#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "searcher/match/collector.hpp"
#include "searcher/plan/plan.hpp"

namespace nonmun::match {

/// The node's terms with the prefix of its field.
std::vector<std::string> prefixed_terms(const plan::Node& node);

/// Finds phrases by searches of their own, each phrase once however often the plans of a search
/// have it.
///
/// Inside a larger query Xapian 1.4 cannot be trusted with a phrase: where check() has refused a
/// document for its positions, a later skip_to() to the same document takes it for a match, so
/// that papers without the phrase got its weight.
class PhraseSearch {
 public:
  /// Both must outlive the search.
  PhraseSearch(const Xapian::Database& database, const Checkpoint& check)
      : database_(database), check_(check) {}

  /// Finds the phrases of a plan.
  void find(const plan::Node& plan);

  /// A query for the papers of a phrase or near node, with their BM25.
  /// @throws std::out_of_range when find() has not seen it.
  const Xapian::Query& query(const plan::Node& node) const { return found_.at(key_of(node)); }

 private:
  using Key = std::tuple<Xapian::Query::op, Xapian::termcount, std::vector<std::string>>;

  static Key key_of(const plan::Node& node);
  Xapian::Query run(const Key& key) const;

  const Xapian::Database& database_;
  const Checkpoint& check_;
  std::map<Key, Xapian::Query> found_;
};

}  // namespace nonmun::match
