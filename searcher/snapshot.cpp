#include "searcher/snapshot.hpp"

#include <utility>

#include "indexer/index/database.hpp"
#include "indexer/index/stored_papers.hpp"
#include "indexer/system/files.hpp"

namespace nonmun {

Snapshot::Snapshot(const index::IndexPaths& index, const index::Pointer& pointer)
    : folder_(index.generation(pointer.generation)),
      pointer_(pointer),
      manifest_(index::read_manifest(index, pointer)) {
  index::verify_generation(folder_, manifest_, index::Verify::quick);
  votes_ = index::VoteTable::decode(system::read_file(folder_ + "/" + index::kVotesFile));
  derived_ = index::DerivedTables(folder_ + "/" + index::kDerivedFolder);
  idle_.push_back(open());
  records_ = index::with_xapian("reading " + folder_,
                                [&] { return index::record_decoder(idle_.back()->database); });
}

std::unique_ptr<Snapshot::Worker> Snapshot::open() const {
  const std::string path = folder_ + "/" + index::kDatabaseFolder;
  auto worker = index::with_xapian("opening " + path, [&] {
    return std::make_unique<Worker>(
        Worker{index::open_database(path), Analyzer(), match::LengthNorms(derived_.postings)});
  });
  // Xapian takes some missing tables for empty ones. A generation goes by one rename, so if it is
  // still there now, every table was.
  system::File::open_for_reading(folder_ + "/" + index::kManifestFile);
  return worker;
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
