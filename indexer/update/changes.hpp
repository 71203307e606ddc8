#pragma once

#include <map>
#include <nonmun/update.hpp>
#include <string>
#include <vector>

#include "indexer/index/generation.hpp"
#include "indexer/paper/record.hpp"

namespace nonmun {

/// What the given sources say now, compared with what the index last read from them.
struct SourceChanges {
  std::vector<SourceState> sources;   ///< all sources of the next generation, ordered by path
  std::vector<std::string> replaced;  ///< paths whose earlier listings are void, in order
  std::map<std::string, std::vector<Listing>> listings;  ///< new listings, by paper id
  std::uint64_t unchanged_papers = 0;  ///< in sources whose bytes are the same as before
};

/// Reads the sources of an update. Rejects, warnings and skipped files go to `report`.
/// @throws Error(io) when a source named by the user cannot be read, Error(interrupted).
SourceChanges read_sources(const UpdateOptions& options, const std::vector<SourceState>& known,
                           UpdateReport& report);

}  // namespace nonmun
