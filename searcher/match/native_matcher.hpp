#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/index/forward.hpp"
#include "indexer/index/votes.hpp"
#include "searcher/match/collector.hpp"
#include "searcher/match/documents.hpp"
#include "searcher/match/matcher.hpp"

namespace nonmun::match {

/// Matches by operators of Xapian alone, so that the databases may be on servers of Xapian's own.
/// What no operator finds (phrases, votes, groups that are excluded) is looked for in papers that
/// may match, in tables that are at hand; then the servers are asked for the scores of these papers
/// with what was found. Gives what the other matchers give. For one search.
class NativeMatcher : public Matcher {
 public:
  /// All must outlive the matcher.
  /// @param check may be empty
  /// @param hidden papers that are not found, in ascending order
  NativeMatcher(const Documents& documents, const index::ForwardIndex& forward,
                const index::VoteCounts& votes, Checkpoint check = {},
                std::span<const std::uint32_t> hidden = {});

  Matches match(const plan::Node& query, const Wanted& wanted) override;

 private:
  class Conditions;

  Matches all(const plan::Node& query, bool scored);
  Matches among(const plan::Node& query, const std::vector<Document>& documents);
  Matches contenders(const plan::Node& query, const Wanted& wanted);
  /// Every match, though few are wanted.
  Matches all_for(const plan::Node& query, const Wanted& wanted, bool scored);
  std::uint64_t count_holding(const plan::Node& query, const Matches* matches,
                              const Wanted& wanted);
  /// Matches and scores of these papers, which are not found unless they match.
  std::vector<Match> exact(const plan::Node& query, Conditions& conditions,
                           const std::vector<std::uint32_t>& numbers, bool scored);
  /// What a query finds, in the order of Xapian.
  Xapian::MSet run(const Xapian::Query& query, Xapian::doccount count, bool scored,
                   bool counted = false) const;
  std::vector<Match> matches_of(const Xapian::MSet& found) const;
  bool is_hidden(std::uint32_t number) const;

  const Documents& documents_;
  const index::ForwardIndex& forward_;
  const index::VoteCounts& votes_;
  Checkpoint check_;
  std::span<const std::uint32_t> hidden_;
};

}  // namespace nonmun::match
