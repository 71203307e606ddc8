#pragma once

#include "indexer/index/generation.hpp"
#include "indexer/update/run.hpp"

namespace nonmun::update {

/// Publishes the shards of the current generation of an index, each an index of its own in
/// shards/NUMBER of the index folder, unless they are of that generation already. Their papers are
/// copied, not analyzed, and the tables learnt from all papers are those of the whole. Shards
/// beyond `total` are removed. A crash leaves each shard at its old generation or the new one.
/// @pre the index is locked
/// @throws Xapian::Error, Error(io), Error(interrupted)
void publish_shards(Run& run, const index::IndexPaths& index, unsigned total);

}  // namespace nonmun::update
