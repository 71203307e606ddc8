#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/index/generation.hpp"
#include "searcher/snapshot.hpp"

namespace nonmun {

/// What several index folders say is published; nothing where that cannot be read.
using AllPublished = std::vector<std::optional<index::Published>>;

/// Reads `current` of each index. Of a single one it tells what is wrong.
/// @throws Error(no_index), Error(io) for a single index.
AllPublished read_all_published(const std::vector<index::IndexPaths>& indexes);

/// Reads `current` of each index, time after time. For one thread at a time.
class CurrentFiles {
 public:
  explicit CurrentFiles(std::vector<index::IndexPaths> indexes) : indexes_(std::move(indexes)) {}

  const std::vector<index::IndexPaths>& indexes() const { return indexes_; }
  /// @throws as read_all_published()
  const AllPublished& read();

 private:
  std::vector<index::IndexPaths> indexes_;
  AllPublished published_;
  std::vector<std::string>
      contents_;  ///< of the files, from which `published_` is; empty: not known
};

/// Opens the published generation of each index, to be searched as one. Of the shards of one whole,
/// those of the newest generation of the whole that every one of them has, as its current
/// generation or its previous one: nodes publish one after the other.
/// @param before its shards that are still wanted are taken over; may be null
/// @return with those that cannot be opened left out
/// @throws Error(version) for shards that do not fit together, Error when none can be opened.
std::shared_ptr<Snapshot> open_shards(const std::vector<index::IndexPaths>& indexes,
                                      const Snapshot* before, double remote_timeout);

}  // namespace nonmun
