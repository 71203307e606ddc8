#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "indexer/index/generation.hpp"
#include "searcher/snapshot.hpp"

namespace nonmun {

/// What several index folders say is published; nothing where that cannot be read.
using AllPublished = std::vector<std::optional<index::Published>>;

/// Reads `current` of each index. Of a single one it tells what is wrong.
/// @throws Error(no_index), Error(io) for a single index.
AllPublished read_all_published(const std::vector<index::IndexPaths>& indexes);

/// Opens the published generation of each index, to be searched as one. Of the shards of one whole,
/// those of the newest generation of the whole that every one of them has, as its current
/// generation or its previous one: nodes publish one after the other.
/// @param before its shards that are still wanted are taken over; may be null
/// @return with those that cannot be opened left out
/// @throws Error(version) for shards that do not fit together, Error when none can be opened.
std::shared_ptr<Snapshot> open_shards(const std::vector<index::IndexPaths>& indexes,
                                      const Snapshot* before, double remote_timeout);

}  // namespace nonmun
