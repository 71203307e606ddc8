#pragma once

#include <map>
#include <nonmun/update.hpp>
#include <optional>
#include <string>

#include "indexer/paper/paper.hpp"
#include "indexer/update/base.hpp"
#include "indexer/update/source_changes.hpp"

// A source without bytes of its own: a program writes its papers one by one, and the index alone
// keeps them.

namespace nonmun::update {

/// What a program changes in the source that it writes.
struct WrittenChanges {
  std::string source;
  /// By id: all that the source says of the paper from now on, or nothing when it lists it no more.
  std::map<std::string, std::optional<paper::Paper>> papers{};

  /// Whether there is a paper in them, rather than removals alone.
  bool has_papers() const;
};

/// The changes to an index with the base, or to one that does not exist yet.
/// @throws Error(io), Error(interrupted)
SourceChanges apply(const Run& run, const index::IndexPaths& index, const Base* base,
                    const WrittenChanges& written);

/// Adds what the written sources of a base say, which a rebuild cannot get from anywhere else. One
/// is left out when papers were read from a pipe of its name.
void keep_written_sources(const Run& run, const Base& base, SourceChanges& changes);

/// The steps of indexer/README.md with written papers as the source. Of the options, those about
/// sources have no effect.
/// @throws Error as update_index()
void commit(const UpdateOptions& options, const WrittenChanges& written, UpdateReport& report);

}  // namespace nonmun::update
