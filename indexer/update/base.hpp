#pragma once

#include <xapian.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/index/manifest.hpp"
#include "indexer/index/source_table.hpp"
#include "indexer/index/votes.hpp"
#include "indexer/update/run.hpp"

namespace nonmun::update {

/// A published generation that an update builds upon.
struct Base {
  std::string folder;
  index::Manifest manifest;
  index::VoteTable votes;
  index::Sources sources;
  bool current = true;  ///< false: of an older format or another analyzer, whose terms are void

  std::string database() const { return folder + "/" + index::kDatabaseFolder; }
};

/// Calls visit(document number, id) for each paper of the base, in order of numbers.
void for_ids(const Base& base, const std::function<void(Xapian::docid, std::string_view)>& visit);

/// What an update starts from.
struct Start {
  std::optional<Base> base;                ///< nothing for the first update of an index
  std::optional<index::Pointer> previous;  ///< what a rollback will restore after publishing
};

/// Reads and verifies the published generation. A rebuild goes on without one that cannot be read.
/// @throws Error(io), Error(version) unless it is a rebuild.
Start open_base(Run& run, const index::IndexPaths& index);

/// The published generation, verified.
/// @throws Error(io), Error(version).
Base read_base(const index::IndexPaths& index, const index::Pointer& pointer, index::Verify verify);

/// The same of whatever version an update can upgrade; verified in full when it is another.
Base read_any_base(const index::IndexPaths& index, const index::Pointer& pointer,
                   index::Verify verify);

}  // namespace nonmun::update
