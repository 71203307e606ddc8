#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/index/shard_map.hpp"
#include "indexer/index/sort_key_table.hpp"
#include "indexer/paper/record.hpp"
#include "indexer/paper/record_compression.hpp"

namespace nonmun::match {

/// The databases of the shards of a search, with the papers numbered in one space. For one thread
/// at a time, as Xapian's objects are.
class Documents {
 public:
  struct Shard {
    Xapian::Database database;
    paper::RecordDecoder records;
    index::SortKeyTable sort_keys = {};  ///< of a remote one
  };

  /// One shard, whose papers are not read.
  explicit Documents(Xapian::Database database);
  /// @param map has as many shards
  Documents(std::vector<Shard> shards, index::ShardMap map);

  /// All shards as one database, for what is of terms: it numbers documents in a way of its own.
  const Xapian::Database& database() const { return all_; }
  std::size_t shards() const { return shards_.size(); }
  const Xapian::Database& shard(std::size_t i) const { return shards_[i].database; }
  /// The sort keys of a shard, where they are at hand; else they are in its database.
  const index::SortKeyTable& sort_keys(std::size_t i) const { return shards_[i].sort_keys; }
  const index::ShardMap& map() const { return map_; }

  /// The number of a document of database().
  std::uint32_t number(Xapian::docid docid) const {
    const auto shards = static_cast<Xapian::docid>(shards_.size());
    return map_.number({(docid - 1) % shards, (docid - 1) / shards + 1});
  }

  /// How many papers have a term. What a server said is kept: a search asks for many, and again for
  /// the same. @throws Xapian::Error
  std::uint32_t frequency(const std::string& term) const;
  /// The papers that have a term: all, in ascending order, or the first of the first shard that has
  /// any. @throws Xapian::Error
  std::vector<std::uint32_t> with_term(const std::string& term) const;
  std::optional<std::uint32_t> first_with_term(const std::string& term) const;

  /// The document of a paper. @throws Xapian::Error when there is none, perhaps only when it is
  /// read.
  Xapian::Document document(std::uint32_t number) const;
  /// The terms of a paper. @throws Xapian::Error when there is no such paper.
  Xapian::TermIterator terms_begin(std::uint32_t number) const;
  Xapian::TermIterator terms_end(std::uint32_t number) const;
  /// @throws Xapian::Error, Error(io)
  paper::Record record(std::uint32_t number,
                       paper::RecordParts parts = paper::RecordParts::all) const;

 private:
  std::vector<Shard> shards_;
  index::ShardMap map_;
  Xapian::Database all_;
  bool is_remote_ = false;
  mutable std::unordered_map<std::string, std::uint32_t> frequencies_;  ///< of servers
};

}  // namespace nonmun::match
