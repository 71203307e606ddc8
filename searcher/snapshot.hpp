#pragma once

#include <xapian.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/index/manifest.hpp"
#include "indexer/index/votes.hpp"
#include "indexer/paper/record_compression.hpp"
#include "searcher/match/length_norms.hpp"

namespace nonmun {

/// One generation, open for reading. Immutable but for its pool of workers, and shared by the
/// searches that began while it was current.
class Snapshot {
 public:
  /// What a search needs to itself: Xapian's and ICU's objects are not thread-safe.
  struct Worker {
    Xapian::Database database;
    Analyzer analyzer;
    match::LengthNorms norms;
  };

  /// A worker lent to one search; goes back to the pool with the object.
  class Lease {
   public:
    Lease(Snapshot& snapshot, std::unique_ptr<Worker> worker)
        : snapshot_(snapshot), worker_(std::move(worker)) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();
    Worker* operator->() const { return worker_.get(); }
    Worker& operator*() const { return *worker_; }

   private:
    Snapshot& snapshot_;
    std::unique_ptr<Worker> worker_;
  };

  /// @throws Error(version), Error(io) when the generation is damaged or has vanished.
  Snapshot(const index::IndexPaths& index, const index::Pointer& pointer);

  /// @throws Error(io) when the generation has vanished.
  Lease lease();

  const index::Pointer& pointer() const { return pointer_; }
  const index::Manifest& manifest() const { return manifest_; }
  const index::VoteTable& votes() const { return votes_; }
  const index::DerivedTables& derived() const { return derived_; }
  const paper::RecordDecoder& records() const { return records_; }

 private:
  std::unique_ptr<Worker> open() const;

  std::string folder_;
  index::Pointer pointer_;
  index::Manifest manifest_;
  index::VoteTable votes_;
  index::DerivedTables derived_;
  paper::RecordDecoder records_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Worker>> idle_;
};

}  // namespace nonmun
