#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/index/manifest.hpp"

// The generations of an index: which there are, which is current, which may go.

namespace nonmun::publish {

/// A generation under construction is a folder with this prefix, one being removed with the other.
inline constexpr const char* kStagingPrefix = ".new-";
inline constexpr const char* kDiscardedPrefix = ".old-";
inline constexpr const char* kWorkSuffix = ".work";

/// A generation whose manifest can be read.
struct SealedGeneration {
  index::Pointer pointer;
  index::Manifest manifest;
};

/// Every generation whose manifest can be read, newest first.
std::vector<SealedGeneration> sealed_generations(const index::IndexPaths& index);

/// Whether every file of a generation is as its manifest says.
bool is_intact(const index::IndexPaths& index, const index::Pointer& pointer);

/// The newest generation in good order, and the next with another database: what an index has left
/// when its `current` is lost. Reads them all.
std::optional<index::Published> intact_generations(const index::IndexPaths& index);

/// Replaces `current`, in one step.
void point_to(const index::IndexPaths& index, const index::Published& published);

/// Removes what is no longer needed: what killed runs left, and generations that are neither
/// current nor what a rollback would restore. When `current` does not tell which these are, no
/// generation is removed; and never anything that is not ours by its name and manifest.
/// @return what could not be removed, one item per line; this is not a failure.
std::vector<std::string> clean(const index::IndexPaths& index);

}  // namespace nonmun::publish
