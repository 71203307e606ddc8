#include "indexer/index/votes.hpp"

#include <algorithm>
#include <limits>
#include <nonmun/error.hpp>
#include <utility>

#include "indexer/system/mapped_file.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kMagic = "nonmunV2";
/// Up to format 8: row after row instead of column after column.
constexpr std::string_view kMagicOfRows = "nonmunV1";
constexpr std::size_t kRowBytes = 17;

/// Where the columns of a table are, of so many rows.
struct Columns {
  explicit Columns(std::size_t rows)
      : digest(rows * sizeof(std::int32_t)),
        read_at(digest + rows * sizeof(std::int32_t)),
        refreshed(read_at + rows * sizeof(std::int64_t)) {}

  std::size_t digest;
  std::size_t read_at;
  std::size_t refreshed;
};

template <class Int>
Int number_at(const char* column, std::size_t row) {
  return text::get_little_endian<Int>(column + row * sizeof(Int));
}

/// @param columns where they begin; of a single row, where its parts do
VoteTable::Row row_at(const char* rows, const Columns& columns, std::size_t i) {
  VoteTable::Row row;
  row.votes = number_at<std::int32_t>(rows, i);
  row.digest = number_at<std::int32_t>(rows + columns.digest, i);
  row.read_at = number_at<std::int64_t>(rows + columns.read_at, i);
  row.refreshed = rows[columns.refreshed + i] != 0;
  return row;
}

bool is_count(std::int32_t votes) {
  return votes >= VoteTable::kUnknown && votes <= VoteTable::kMaxVotes;
}

Error damaged() {
  return {Cause::damaged, "the vote table of the index is damaged", "rebuild the index"};
}

std::size_t rows_of(std::string_view bytes, std::string_view magic) {
  if (!bytes.starts_with(magic) || (bytes.size() - magic.size()) % kRowBytes != 0) {
    throw damaged();
  }
  const std::size_t rows = (bytes.size() - magic.size()) / kRowBytes;
  if (rows > std::numeric_limits<std::uint32_t>::max()) throw damaged();
  return rows;
}

}  // namespace

VoteTable::VoteTable(std::uint32_t last_docid) : rows_(std::size_t{last_docid} + 1) {}

std::int32_t VoteTable::max() const {
  std::int32_t most = 0;
  for (const Row& row : rows_) most = std::max(most, row.votes);
  return most;
}

std::string VoteTable::encode() const {
  std::string bytes(kMagic);
  bytes.reserve(kMagic.size() + rows_.size() * kRowBytes);
  const auto each = [&](auto put) { std::for_each(rows_.begin() + 1, rows_.end(), put); };
  each([&](const Row& row) { text::put_little_endian(row.votes, bytes); });
  each([&](const Row& row) { text::put_little_endian(row.digest, bytes); });
  each([&](const Row& row) { text::put_little_endian(row.read_at, bytes); });
  each([&](const Row& row) { bytes.push_back(row.refreshed ? 1 : 0); });
  return bytes;
}

VoteTable VoteTable::decode(std::string_view bytes) {
  const bool by_row = bytes.starts_with(kMagicOfRows);
  const std::size_t rows = rows_of(bytes, by_row ? kMagicOfRows : kMagic);
  const char* const at = bytes.data() + kMagic.size();
  const Columns columns(by_row ? 1 : rows);
  VoteTable table(static_cast<std::uint32_t>(rows));
  for (std::size_t i = 0; i < rows; ++i) {
    const char* const begin = by_row ? at + i * kRowBytes : at;
    const std::size_t place = by_row ? 0 : i;
    const Row row = row_at(begin, columns, place);
    const char flag = begin[columns.refreshed + place];
    if (!is_count(row.votes) || !is_count(row.digest) || (flag != 0 && flag != 1)) throw damaged();
    table.rows_[i + 1] = row;
  }
  return table;
}

VoteCounts::VoteCounts(std::shared_ptr<const void> owner, std::string_view bytes)
    : owner_(std::move(owner)), last_docid_(static_cast<std::uint32_t>(rows_of(bytes, kMagic))) {
  votes_ = bytes.data() + kMagic.size();  // which it has
}

VoteCounts::VoteCounts(const std::string& path) {
  auto file = std::make_shared<const system::MappedFile>(path);
  *this = VoteCounts(file, file->bytes());
}

VoteCounts::VoteCounts(const VoteTable& table) {
  auto bytes = std::make_shared<const std::string>(table.encode());
  *this = VoteCounts(bytes, *bytes);
}

VoteCounts VoteCounts::of(std::vector<VoteCounts> shards, const ShardMap& map) {
  VoteCounts all;
  all.last_docid_ = map.last_docid();
  all.shards_ = {std::move(shards), map};
  return all;
}

VoteTable::Row VoteCounts::row(std::uint32_t docid) const {
  if (shards_) {
    const auto place = shards_.place(docid);
    return place.table.row(place.docid);
  }
  if (docid == 0 || docid > last_docid_) return {};
  return row_at(votes_, Columns(last_docid_), docid - 1);
}

}  // namespace nonmun::index
