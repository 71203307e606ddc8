#pragma once

#include <xapian.h>

#include <mutex>
#include <optional>
#include <string>

#include "indexer/index/derived.hpp"
#include "indexer/index/manifest.hpp"
#include "indexer/index/remote.hpp"
#include "indexer/index/sort_key_table.hpp"
#include "indexer/index/votes.hpp"
#include "indexer/paper/record_compression.hpp"
#include "searcher/match/documents.hpp"

namespace nonmun {

/// One generation of one index, open for reading: its tables, which all searches share, and where
/// its database is. Any number of threads may use it.
class Shard {
 public:
  /// @param remote_timeout in seconds, for the server of a mirror
  /// @throws Error(version), Error(io) when the generation is damaged or has vanished, or its
  ///         server does not answer.
  Shard(const index::IndexPaths& index, const index::Pointer& pointer, double remote_timeout);

  /// Its database, opened for one thread. @throws as the constructor
  match::Documents::Shard open();

  const std::string& index() const { return index_; }
  const index::Pointer& pointer() const { return pointer_; }
  const index::Manifest& manifest() const { return manifest_; }
  const index::VoteCounts& votes() const { return votes_; }
  const index::DerivedTables& derived() const { return derived_; }
  bool is_remote() const { return remote_.has_value(); }

 private:
  Xapian::Database open_database() const;

  std::string index_;
  std::string folder_;
  index::Pointer pointer_;
  double remote_timeout_;
  index::Manifest manifest_;
  std::optional<index::RemoteAddress> remote_;
  index::VoteCounts votes_;
  index::DerivedTables derived_;
  index::SortKeyTable sort_keys_;
  std::optional<Xapian::Database> first_;  ///< opened by the constructor, for the first open()
  paper::RecordDecoder records_;
  std::mutex mutex_;  ///< of `first_`
};

}  // namespace nonmun
