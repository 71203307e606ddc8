#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/shard_map.hpp"

namespace nonmun::index {

/// The vote counts of a generation, one per document number, in a file beside the database so that
/// a refresh leaves the text index alone.
///
/// A refreshed count (from `nonmun-index votes`) wins over the digest's own until the digest's own
/// number changes; so the digest's number is kept beside it.
class VoteTable {
 public:
  struct Row {
    std::int32_t votes = kUnknown;   ///< the count in force, or kUnknown
    std::int32_t digest = kUnknown;  ///< what the digests say, or kUnknown
    std::int64_t read_at = 0;        ///< of a refreshed count, Unix seconds; 0 when not known
    bool refreshed = false;          ///< `votes` is from a refresh, not from a digest

    bool operator==(const Row&) const = default;
  };

  static constexpr std::int32_t kUnknown = -1;
  /// Counts above this are taken for garbage and refused when read.
  static constexpr std::int64_t kMaxVotes = 1'000'000'000;

  /// A table for documents 1 to `last_docid`, all unknown.
  explicit VoteTable(std::uint32_t last_docid = 0);
  /// Those of several shards.
  static VoteTable of(const std::vector<const VoteTable*>& shards, const ShardMap& map);

  std::uint32_t last_docid() const { return static_cast<std::uint32_t>(rows_.size() - 1); }
  void resize(std::uint32_t last_docid) { rows_.resize(std::size_t{last_docid} + 1); }

  Row& at(std::uint32_t docid) { return rows_.at(docid); }
  const Row& at(std::uint32_t docid) const { return rows_.at(docid); }

  /// The count in force, kUnknown for documents beyond the table.
  std::int32_t votes(std::uint32_t docid) const {
    return docid < rows_.size() ? rows_[docid].votes : kUnknown;
  }
  /// The largest count in force, 0 when none is known.
  std::int32_t max() const;

  std::string encode() const;
  /// Accepts only what encode() can give.
  /// @throws Error(io) when the bytes are damaged.
  static VoteTable decode(std::string_view bytes);

 private:
  std::vector<Row> rows_;  // row 0 is unused: Xapian numbers documents from 1
};

}  // namespace nonmun::index
