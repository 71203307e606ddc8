#include "searcher/shard.hpp"

#include <utility>

#include "indexer/index/database.hpp"
#include "indexer/index/stored_papers.hpp"
#include "indexer/system/files.hpp"

namespace nonmun {

Shard::Shard(const index::IndexPaths& index, const index::Pointer& pointer, double remote_timeout)
    : index_(index.root),
      folder_(index.generation(pointer.generation)),
      pointer_(pointer),
      remote_timeout_(remote_timeout),
      manifest_(index::read_manifest(index, pointer)) {
  index::verify_generation(folder_, manifest_, index::Verify::quick);
  if (!manifest_.remote_uuid.empty()) {
    remote_ =
        index::RemoteAddress::of_stub(system::read_file(folder_ + "/" + index::kDatabaseFolder));
    sort_keys_ = index::SortKeyTable(folder_ + "/" + index::kSortKeysFile);
  }
  votes_ = index::VoteCounts(folder_ + "/" + index::kVotesFile);
  const std::string derived = folder_ + "/" + index::kDerivedFolder;
  const bool has_postings =
      manifest_.files.contains(std::string(index::kDerivedFolder) + "/" + index::kPostingsFile);
  derived_ = index::DerivedTables(derived, remote_ && !has_postings
                                               ? index::DerivedTables::Postings::absent
                                               : index::DerivedTables::Postings::present);
  first_ = open_database();
  records_ =
      index::with_xapian("reading " + folder_, [&] { return index::record_decoder(*first_); });
}

Xapian::Database Shard::open_database() const {
  const std::string path = folder_ + "/" + index::kDatabaseFolder;
  Xapian::Database database = index::with_xapian("opening " + path, [&] {
    return remote_ ? index::open_remote(*remote_, manifest_.remote_uuid, remote_timeout_)
                   : index::open_database(path);
  });
  // Xapian takes some missing tables for empty ones. A generation goes by one rename, so if it is
  // still there now, every table was.
  system::File::open_for_reading(folder_ + "/" + index::kManifestFile);
  return database;
}

match::Documents::Shard Shard::open() {
  std::optional<Xapian::Database> database;
  {
    const std::lock_guard lock(mutex_);
    database = std::exchange(first_, std::nullopt);
  }
  return {database ? std::move(*database) : open_database(), records_, sort_keys_};
}

}  // namespace nonmun
