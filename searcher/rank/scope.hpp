#pragma once

#include <cstdint>
#include <nonmun/results.hpp>
#include <optional>

#include "searcher/match/matcher.hpp"

namespace nonmun::rank {

/// How many words of a query its papers hold.
class Coverage {
 public:
  /// @param matches all of the query; query and matcher must outlive the object
  Coverage(const plan::Node& query, const match::Matches& matches, match::Matcher& matcher);

  /// Papers that hold all words.
  std::uint64_t all() const { return all_ ? all_->list.size() : found_; }

  /// The papers that a list without relevance should show: those that hold all words, or else those
  /// that hold the most. @return which of the two
  Scope narrow(match::Matches& matches) const;

 private:
  void keep_most(match::Matches& matches) const;

  const plan::Node& query_;
  match::Matcher& matcher_;
  std::vector<plan::Node> words_;
  std::uint64_t found_;                ///< matches
  std::optional<match::Matches> all_;  ///< nothing: every match
};

}  // namespace nonmun::rank
