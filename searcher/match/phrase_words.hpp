#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/index/forward.hpp"
#include "indexer/index/neighbour_filter.hpp"
#include "searcher/match/window.hpp"
#include "searcher/plan/plan.hpp"

namespace nonmun::match {

/// The node's terms with the prefix of its field.
std::vector<std::string> prefixed_terms(const plan::Node& node);

/// The words of a phrase or near node, to be looked for in the words of papers. For one thread at a
/// time.
class PhraseWords {
 public:
  explicit PhraseWords(const plan::Node& node);

  /// @pre the paper has the terms
  bool holds(const index::ForwardRecord& record);
  /// Takes papers of a window out that do not hold them, as far as the filter knows.
  /// @param papers that have the terms
  /// @return those left that hold them for certain
  WindowSet keep_possible(const index::NeighbourFilter& filter, std::uint32_t window,
                          WindowSet& papers) const;

 private:
  using Positions = std::vector<std::uint32_t>;

  void find_pairs();
  bool are_near();
  bool fit(std::uint32_t first, std::uint32_t last);

  index::ForwardRecord::Place place_ = index::ForwardRecord::Place::text;
  std::vector<std::uint64_t> hashes_;  ///< of the terms, in their order
  bool in_order_ = true;               ///< side by side; else in any order within `window_` words
  std::uint32_t window_ = 0;
  /// Of words that a paper has as neighbours where it holds them.
  std::vector<index::NeighbourFilter::Pair> pairs_;
  // Of one paper; kept so that the next needs no memory of its own.
  std::vector<Positions> words_;  ///< where each word stands
  Positions taken_;
};

}  // namespace nonmun::match
