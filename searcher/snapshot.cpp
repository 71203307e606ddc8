#include "searcher/snapshot.hpp"

#include <algorithm>
#include <nonmun/search.hpp>
#include <unordered_set>
#include <utility>

#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/paper/record.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun {
namespace {

/// Of a shard that of the whole, whose tables it has.
const std::string& whole_of(const Shard& shard) {
  const index::Manifest& manifest = shard.manifest();
  return manifest.shard ? manifest.shard->generation : manifest.generation;
}

std::vector<match::Documents::Shard> open_all(const std::vector<std::shared_ptr<Shard>>& shards) {
  std::vector<match::Documents::Shard> databases;
  databases.reserve(shards.size());
  for (const std::shared_ptr<Shard>& shard : shards) databases.push_back(shard->open());
  return databases;
}

IndexState state_of(const std::vector<std::shared_ptr<Shard>>& shards,
                    std::vector<FailedShard> failed) {
  IndexState state;
  std::vector<std::string> wholes;
  for (const std::shared_ptr<Shard>& shard : shards) {
    const std::string& whole = whole_of(*shard);
    if (std::find(wholes.begin(), wholes.end(), whole) == wholes.end()) {
      state.generation += (wholes.empty() ? "" : "+") + whole;
      wholes.push_back(whole);
    }
    state.built_at = std::max(state.built_at, shard->manifest().built_at);
    state.documents += shard->manifest().documents;
  }
  state.failed = std::move(failed);
  return state;
}

/// Papers that an index before theirs has, too. Those of the shards of one whole differ.
std::vector<std::uint32_t> repeated(const std::vector<std::shared_ptr<Shard>>& shards,
                                    const match::Documents& documents) {
  const bool are_of_one =
      std::all_of(shards.begin(), shards.end(), [&](const std::shared_ptr<Shard>& shard) {
        return whole_of(*shard) == whole_of(*shards.front());
      });
  if (are_of_one) return {};
  std::vector<std::uint32_t> found;
  std::unordered_set<std::uint64_t> seen;  // hashes of ids
  for (std::size_t i = 0; i < shards.size(); ++i) {
    if (shards[i]->is_remote()) {
      throw Error(Cause::usage,
                  shards[i]->index() +
                      " is remote and no shard of the same index as "
                      "the others",
                  "search it alone, or beside the shards of the same index");
    }
    const Xapian::Database& database = documents.shard(i);
    const auto end = database.valuestream_end(index::kSortSlot);
    for (auto at = database.valuestream_begin(index::kSortSlot); at != end; ++at) {
      const std::string key = *at;
      if (!seen.insert(system::xxh3_64(paper::id_of_sort_key(key))).second) {
        found.push_back(documents.map().number({i, at.get_docid()}));
      }
    }
  }
  return found;
}

}  // namespace

Snapshot::Snapshot(std::vector<std::shared_ptr<Shard>> shards,
                   std::vector<match::Documents::Shard> databases, std::vector<FailedShard> failed)
    : shards_(std::move(shards)), state_(state_of(shards_, std::move(failed))) {
  if (shards_.size() == 1) {
    votes_ = &shards_.front()->votes();
    derived_ = &shards_.front()->derived();
  } else {
    std::vector<std::uint32_t> last_docids;
    std::vector<index::VoteCounts> votes;
    std::vector<const index::DerivedTables*> derived;
    std::vector<bool> same_space;
    for (const std::shared_ptr<Shard>& shard : shards_) {
      last_docids.push_back(shard->votes().last_docid());
      votes.push_back(shard->votes());
      derived.push_back(&shard->derived());
      same_space.push_back(whole_of(*shard) == whole_of(*shards_.front()));
    }
    map_ = index::ShardMap(last_docids);
    all_votes_ = index::VoteCounts::of(std::move(votes), map_);
    all_derived_ = index::DerivedTables::of(derived, map_, same_space);
    votes_ = &all_votes_;
    derived_ = &all_derived_;
  }
  idle_.push_back(make(std::move(databases)));
  if (shards_.size() == 1) return;
  hidden_ = index::with_xapian("reading the ids of papers",
                               [&] { return repeated(shards_, idle_.back()->documents); });
  state_.documents -= hidden_.size();
}

Snapshot::Snapshot(const index::IndexPaths& index, const index::Pointer& pointer)
    : Snapshot([&] {
        std::vector<std::shared_ptr<Shard>> shards;
        shards.push_back(std::make_shared<Shard>(index, pointer, kRemoteTimeoutSeconds));
        return shards;
      }()) {}

Snapshot::Snapshot(std::vector<std::shared_ptr<Shard>> shards)
    : Snapshot(shards, open_all(shards), {}) {}

std::unique_ptr<Snapshot::Worker> Snapshot::make(
    std::vector<match::Documents::Shard> databases) const {
  return std::make_unique<Worker>(Worker{match::Documents(std::move(databases), map_), Analyzer(),
                                         match::WindowMemory(derived_->postings)});
}

std::unique_ptr<Snapshot::Worker> Snapshot::open() const {
  return make(open_all(shards_));
}

Snapshot::Lease Snapshot::lease() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Worker> worker = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(worker)};
    }
  }
  return {*this, open()};
}

Snapshot::Lease::~Lease() {
  const std::lock_guard lock(snapshot_.mutex_);
  snapshot_.idle_.push_back(std::move(worker_));
}

}  // namespace nonmun
