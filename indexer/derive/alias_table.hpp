#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "indexer/index/alias_table.hpp"

namespace nonmun::derive {

/// Takes a piece of evidence (by its key, see evidence.hpp) and in how many papers it occurs.
using AliasCountVisitor = std::function<void(std::string_view key, std::uint32_t papers)>;

/// Calls a visitor for all evidence of a corpus; the same evidence each time.
using AliasCounts = std::function<void(const AliasCountVisitor&)>;

/// Chooses the pairs that hold among the evidence of a corpus. A function of the multiset of
/// `counts`, which is gone through twice instead of kept: their order does not matter, equal keys
/// are added, and strings that are no keys are left out.
index::AliasTable build_alias_table(const AliasCounts& counts);

}  // namespace nonmun::derive
