#pragma once

#include <xapian.h>

#include <optional>
#include <vector>

#include "indexer/publish/staging.hpp"
#include "indexer/update/base.hpp"
#include "indexer/update/paper_changes.hpp"
#include "indexer/update/source_changes.hpp"

// What keeps a bad run from being published. Each throws Error(bad_input) to refuse it.

namespace nonmun::update {

/// Refuses input without a paper, and rejects when the run is strict.
void check_sources(Run& run, const SourceChanges& changes);

/// Refuses a rebuild when a given root has none of the files that the index knows below it: a
/// missing mount would look so.
void check_rebuild(const UpdateOptions& options, const index::Sources& known,
                   const SourceChanges& changes);

/// Refuses to lose more of the papers, or of their text, than the run allows.
void check_drop(Run& run, std::uint64_t before, std::uint64_t lost);

/// Refuses papers to go because one pipe without a name replaces another.
void check_pipe(Run& run, const PaperChanges& papers);

/// Bytes that a new database needs at least: the copy of the old one. What goes beyond that depends
/// on the text and on whether the result has to be compacted, so it is not counted: with too low an
/// estimate a run meets a full disk later and publishes nothing, too high a one would refuse what
/// fits. A database that starts empty needs an unknown amount, 0.
std::uint64_t space_needed(const Base* base);

/// Refuses to build where the disk cannot hold that, before anything is written.
/// @throws Error(io)
void check_space(const index::IndexPaths& index, std::uint64_t needed);

/// Xapian's check of the sealed generation, then the caller's own gate.
/// @param changed_in_place where the database is a verified one that was changed without a
///        compaction: the papers that were written or deleted, ascending. Of the lists of terms
///        only theirs are read then, and those beside them.
/// @throws Error(io) for a damaged database.
void check_generation(Run& run, const publish::Staging& staging,
                      const std::optional<std::vector<Xapian::docid>>& changed_in_place);

}  // namespace nonmun::update
