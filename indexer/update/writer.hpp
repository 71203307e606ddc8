#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "indexer/publish/staging.hpp"
#include "indexer/update/paper_changes.hpp"

namespace nonmun::update {

struct WrittenDatabase {
  std::uint64_t documents = 0;
  Xapian::docid last_docid = 0;
  std::vector<std::int32_t> digest_votes;  ///< of each changed paper, or VoteTable::kUnknown
  std::uint64_t compacted_bytes = 0;       ///< size of the database when it was last compacted
  bool in_place = false;  ///< the base's database with changes, not compacted after them
};

/// Writes the database of the next generation: the changes to a copy of the base's, or to an empty
/// one when there is no base. Papers that are new get their document numbers. A copy that has grown
/// by a tenth since it was compacted is compacted again.
WrittenDatabase write_database(Run& run, const publish::Staging& staging, const Base* base,
                               PaperChanges& changes, const ListingStore& store);

}  // namespace nonmun::update
