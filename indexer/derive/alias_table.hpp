#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/index/alias_table.hpp"

namespace nonmun::derive {

/// In how many papers a piece of evidence (by its key, see alias_evidence.hpp) occurs.
struct AliasCount {
  std::string key;
  std::uint32_t papers = 0;
};

/// Chooses the pairs that hold among the evidence of a corpus. A function of the multiset of
/// `counts`: their order does not matter, equal keys are added, and strings that are no keys are
/// left out.
index::AliasTable build_alias_table(const std::vector<AliasCount>& counts);

}  // namespace nonmun::derive
