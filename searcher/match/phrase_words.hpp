#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/index/forward.hpp"
#include "searcher/plan/plan.hpp"

namespace nonmun::match {

/// The node's terms with the prefix of its field.
std::vector<std::string> prefixed_terms(const plan::Node& node);

/// The words of a phrase or near node, to be looked for in the words of a paper.
struct PhraseWords {
  index::ForwardRecord::Place place = index::ForwardRecord::Place::text;
  std::vector<std::uint64_t> hashes;  ///< of the terms, in their order
  bool in_order = true;               ///< side by side; else in any order within `window` words
  std::uint32_t window = 0;

  static PhraseWords of(const plan::Node& node);

  /// @pre the paper has the terms
  bool holds(const index::ForwardRecord& record) const;
};

}  // namespace nonmun::match
