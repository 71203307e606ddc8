#pragma once

#include <xapian.h>

#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "searcher/match/collector.hpp"
#include "searcher/match/phrase_words.hpp"
#include "searcher/plan/plan.hpp"

namespace nonmun::match {

/// The documents among some, in ascending order, whose words hold a phrase. The database keeps the
/// words of each document in their order in slot kForwardSlot.
std::vector<Found> with_phrase(const Xapian::Database& database, std::vector<Found> documents,
                               PhraseWords words);

/// Finds phrases by searches of their own, each phrase once however often the plans of a search
/// have it.
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
  using Key = std::tuple<plan::Op, std::size_t, std::vector<std::string>>;

  static Key key_of(const plan::Node& node);
  Xapian::Query run(const plan::Node& node) const;

  const Xapian::Database& database_;
  const Checkpoint& check_;
  std::map<Key, Xapian::Query> found_;
};

}  // namespace nonmun::match
