#pragma once

#include <xapian.h>

#include "indexer/paper/record_compression.hpp"
#include "indexer/update/paper_changes.hpp"

namespace nonmun::update {

/// A dictionary for the papers that are written; empty when there are too few. It depends on these
/// papers alone.
std::string make_dictionary(const PaperChanges& changes, const ListingStore& store);

/// What papers are written to `database` with: its dictionary. One that has none yet gets it as
/// soon as enough papers are written at once.
paper::RecordDictionary record_dictionary(Xapian::WritableDatabase& database,
                                          const PaperChanges& changes, const ListingStore& store);

}  // namespace nonmun::update
