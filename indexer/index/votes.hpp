#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/little_endian.hpp"
#include "indexer/index/sharded.hpp"

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

  /// Column after column, so that the counts in force are together.
  std::string encode() const;
  /// Accepts only what encode() can give, or could up to format 8.
  /// @throws Error(io) when the bytes are damaged.
  static VoteTable decode(std::string_view bytes);

 private:
  std::vector<Row> rows_;  // row 0 is unused: Xapian numbers documents from 1
};

/// The vote counts of a generation, read in place: opening costs the same whatever their number.
class VoteCounts {
 public:
  /// Of no documents.
  VoteCounts() = default;
  /// @throws Error(io) when the file is unreadable or no vote table; values are not checked.
  explicit VoteCounts(const std::string& path);
  /// Those of a table in memory.
  explicit VoteCounts(const VoteTable& table);
  /// Those of several shards.
  static VoteCounts of(std::vector<VoteCounts> shards, const ShardMap& map);

  std::uint32_t last_docid() const { return last_docid_; }
  /// The count in force, VoteTable::kUnknown for documents beyond the table.
  std::int32_t votes(std::uint32_t docid) const {
    if (shards_) {
      const auto place = shards_.place(docid);
      return place.table.votes(place.docid);
    }
    if (docid == 0 || docid > last_docid_) return VoteTable::kUnknown;
    return text::get_little_endian<std::int32_t>(votes_ +
                                                 std::size_t{docid - 1} * sizeof(std::int32_t));
  }
  /// All that is known of the count of a document.
  VoteTable::Row row(std::uint32_t docid) const;

 private:
  VoteCounts(std::shared_ptr<const void> owner, std::string_view bytes);

  std::shared_ptr<const void> owner_;  // of the bytes
  const char* votes_ = nullptr;        // the first column
  std::uint32_t last_docid_ = 0;
  Sharded<VoteCounts> shards_;
};

}  // namespace nonmun::index
