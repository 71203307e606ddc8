#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/index/manifest.hpp"
#include "indexer/update/listing_store.hpp"
#include "indexer/update/run.hpp"

namespace nonmun {

/// A listing that a source has now and did not have, as far as its bytes tell.
struct FreshListing {
  std::string id;
  ListingStore::Place place;
};

/// What the given sources say now, compared with what the index last read from them.
struct SourceChanges {
  ListingStore store;
  Sources sources{};                     ///< of the next generation
  std::vector<std::string> replaced{};   ///< paths whose earlier listings are void, in order
  std::vector<FreshListing> listings{};  ///< ordered by id, then as read
  std::uint64_t unchanged_papers = 0;    ///< in sources whose bytes are the same as before
};

/// Reads the sources of an update. Rejects, warnings and skipped files go to the report; listings
/// beyond what memory may hold go to a file in `folder`.
/// @throws Error(io) when a source named by the user cannot be read, Error(interrupted).
SourceChanges read_sources(Run& run, const Sources& known, const std::string& folder);

}  // namespace nonmun
