#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/index/forward.hpp"
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

 private:
  using Positions = std::vector<std::uint32_t>;

  bool are_near();
  bool fit(std::uint32_t first, std::uint32_t last);

  index::ForwardRecord::Place place_ = index::ForwardRecord::Place::text;
  std::vector<std::uint64_t> hashes_;  ///< of the terms, in their order
  bool in_order_ = true;               ///< side by side; else in any order within `window_` words
  std::uint32_t window_ = 0;
  // Of one paper; kept so that the next needs no memory of its own.
  std::vector<Positions> words_;  ///< where each word stands
  Positions taken_;
};

}  // namespace nonmun::match
