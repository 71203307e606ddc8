#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/index/generation.hpp"
#include "indexer/index/source_table.hpp"
#include "indexer/update/listing_store.hpp"
#include "indexer/update/run.hpp"

namespace nonmun::update {

/// The name of a pipe that was given none.
inline constexpr const char* kUnnamedPipe = "stdin";

/// A listing that a source has now and did not have, as far as its bytes tell.
struct FreshListing {
  std::string id;
  ListingStore::Place place;
};

/// What the given sources say now, compared with what the index last read from them.
struct SourceChanges {
  ListingStore store;
  index::Sources sources{};              ///< of the next generation
  std::vector<std::string> replaced{};   ///< names whose earlier listings are void, in order
  std::vector<FreshListing> listings{};  ///< ordered by id, then as read
  std::uint64_t unchanged_papers = 0;    ///< in sources whose bytes are the same as before

  bool is_void(const std::string& source) const;
  void sort_listings();
};

/// Reads the sources of an update. Rejects, warnings and skipped files go to the report; listings
/// beyond what memory may hold go to a file in the index.
/// @throws Error(io) when a source named by the user cannot be read, Error(interrupted).
SourceChanges read_sources(Run& run, const index::IndexPaths& index, const index::Sources& known);

/// The changes when the sources at or below the given paths, or of the given names, are forgotten.
/// @throws Error(bad_input) for one that the index does not know.
SourceChanges forget(const Run& run, const index::IndexPaths& index, const index::Sources& known,
                     const std::vector<std::string>& names);

}  // namespace nonmun::update
