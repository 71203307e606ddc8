#pragma once

#include <xapian.h>

#include <utility>

#include "indexer/index/votes.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/match/phrase_search.hpp"
#include "searcher/match/xapian_query.hpp"

namespace nonmun::match {

/// Matches in one Xapian database. For one search: it remembers the phrases that
/// it has found.
class XapianMatcher : public Matcher {
 public:
  /// Database and votes must outlive the matcher.
  /// @param check may be empty
  XapianMatcher(const Xapian::Database& database, const index::VoteCounts& votes,
                Checkpoint check = {})
      : database_(database), votes_(votes), check_(std::move(check)), phrases_(database, check_) {}

  Matches match(const plan::Node& query, const Wanted& wanted) override;

 private:
  void find_exclusions(const plan::Node& query, Exclusions& found) const;
  Matches all(Xapian::Enquire& enquire) const;
  std::uint64_t count_holding(const plan::Node& query, const Matches& matches,
                              const Wanted& wanted);

  const Xapian::Database& database_;
  const index::VoteCounts& votes_;
  Checkpoint check_;
  PhraseSearch phrases_;
};

}  // namespace nonmun::match
