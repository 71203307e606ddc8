#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <set>
#include <string>

namespace nonmun::derive {

/// Which papers of a whole index a shard has: every `total`-th, so that document d of shard
/// `number` is document (d - 1) * total + number of the whole.
struct ShardCut {
  std::uint32_t number = 1;  ///< from 1
  std::uint32_t total = 1;

  std::uint32_t of_whole(std::uint32_t docid) const { return (docid - 1) * total + number; }
  bool has(std::uint32_t whole_docid) const { return (whole_docid - 1) % total == number - 1; }
  std::uint32_t in_shard(std::uint32_t whole_docid) const { return (whole_docid - 1) / total + 1; }
};

/// The files that write_shard_tables() writes; all other tables of a shard are those of the whole.
const std::set<std::string>& shard_table_names();

/// Writes the tables that are of papers, for those of a shard: similarity and facets are cut from
/// the tables of the whole, so that they say the same of each paper; postings and words come from
/// the shard's database.
/// @param whole folder of the derived tables of the whole
/// @param check called now and then; may throw
/// @throws Error(io), Xapian::Error
void write_shard_tables(const std::string& whole, const Xapian::Database& shard,
                        const ShardCut& cut, const std::string& folder,
                        const std::function<void()>& check);

}  // namespace nonmun::derive
