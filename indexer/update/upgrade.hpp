#pragma once

#include "indexer/update/base.hpp"
#include "indexer/update/source_changes.hpp"

// An index of an older format, or of another analyzer, is built again from the papers stored in it.

namespace nonmun::update {

/// The sources of an old base under the names of today: what was read through a link of a given
/// root has the name below that root. Their hashes are forgotten, so that what is given is read
/// again by the reader of today.
index::Sources sources_to_upgrade(const Base& base, const std::vector<std::string>& given);

/// Adds the stored listings of all sources that were not read again.
/// @throws Error(version) when stored papers cannot be read.
void add_stored_listings(const Run& run, const Base& base, const std::vector<std::string>& given,
                         SourceChanges& changes);

}  // namespace nonmun::update
