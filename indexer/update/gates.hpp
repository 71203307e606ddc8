#pragma once

#include "indexer/publish/staging.hpp"
#include "indexer/update/base.hpp"
#include "indexer/update/source_changes.hpp"

// What keeps a bad run from being published. Each throws Error(bad_input) to refuse it.

namespace nonmun {

/// Refuses input without a paper, and rejects when the run is strict.
void check_sources(Run& run, const SourceChanges& changes);

/// Refuses to lose more of the papers than the run allows.
void check_drop(Run& run, const Base& base, std::uint64_t documents);

/// Xapian's check of the sealed generation, then the caller's own gate.
/// @throws Error(io) for a damaged database.
void check_generation(Run& run, const Staging& staging);

}  // namespace nonmun
