#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <nonmun/results.hpp>
#include <string>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/index/generation.hpp"
#include "indexer/index/votes.hpp"
#include "searcher/match/documents.hpp"
#include "searcher/match/window_memory.hpp"
#include "searcher/shard.hpp"

namespace nonmun {

/// What an answer says of the index it is from.
struct IndexState {
  std::string generation;  ///< of a search over several indexes, those of all, joined by "+"
  std::string built_at;    ///< ISO 8601, UTC; the latest
  std::uint64_t documents = 0;
  std::vector<FailedShard> failed;
};

/// What is searched: one generation, or those of several indexes, open for reading. Immutable but
/// for its pool of workers, and shared by the searches that began while it was current.
class Snapshot {
 public:
  /// What a search needs to itself: Xapian's and ICU's objects are not thread-safe.
  struct Worker {
    match::Documents documents;
    Analyzer analyzer;
    match::WindowMemory memory;
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

  /// One generation.
  /// @throws Error(version), Error(io) when the generation is damaged or has vanished.
  Snapshot(const index::IndexPaths& index, const index::Pointer& pointer);
  /// Several shards, whose databases are opened.
  explicit Snapshot(std::vector<std::shared_ptr<Shard>> shards);
  /// Several shards or indexes, at least one. A paper that two indexes have is found in the first.
  /// @param databases of the shards, for the first worker
  /// @param failed indexes that are left out
  Snapshot(std::vector<std::shared_ptr<Shard>> shards,
           std::vector<match::Documents::Shard> databases, std::vector<FailedShard> failed);

  /// @throws Error(io) when a generation has vanished or a server does not answer.
  Lease lease();

  const std::vector<std::shared_ptr<Shard>>& shards() const { return shards_; }
  const IndexState& state() const { return state_; }
  const index::VoteCounts& votes() const { return *votes_; }
  const index::DerivedTables& derived() const { return *derived_; }
  /// Papers that are in an index named before, in ascending order.
  const std::vector<std::uint32_t>& hidden() const { return hidden_; }

 private:
  std::unique_ptr<Worker> make(std::vector<match::Documents::Shard> databases) const;
  std::unique_ptr<Worker> open() const;

  std::vector<std::shared_ptr<Shard>> shards_;
  index::ShardMap map_;
  index::VoteCounts all_votes_;       ///< of several shards
  index::DerivedTables all_derived_;  ///< of several shards
  const index::VoteCounts* votes_ = nullptr;
  const index::DerivedTables* derived_ = nullptr;
  IndexState state_;
  std::vector<std::uint32_t> hidden_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Worker>> idle_;
};

}  // namespace nonmun
