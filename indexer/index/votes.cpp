#include "indexer/index/votes.hpp"

#include <algorithm>
#include <cstring>
#include <nonmun/error.hpp>

#include "analyzers/text/little_endian.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kMagic = "nonmunV1";
constexpr std::size_t kRowBytes = 17;

/// Reads a number and goes past it.
template <class Int>
Int take(const char*& at) {
  at += sizeof(Int);
  return text::get_little_endian<Int>(at - sizeof(Int));
}

bool is_count(std::int32_t votes) {
  return votes >= VoteTable::kUnknown && votes <= VoteTable::kMaxVotes;
}

Error damaged() {
  return {Cause::damaged, "the vote table of the index is damaged", "rebuild the index"};
}

}  // namespace

VoteTable::VoteTable(std::uint32_t last_docid) : rows_(std::size_t{last_docid} + 1) {}

VoteTable VoteTable::of(const std::vector<const VoteTable*>& shards, const ShardMap& map) {
  VoteTable all(map.last_docid());
  for (std::size_t i = 0; i < shards.size(); ++i) {
    std::copy(shards[i]->rows_.begin(), shards[i]->rows_.end(), all.rows_.begin() + map.base(i));
  }
  return all;
}

std::int32_t VoteTable::max() const {
  std::int32_t most = 0;
  for (const Row& row : rows_) most = std::max(most, row.votes);
  return most;
}

std::string VoteTable::encode() const {
  std::string bytes(kMagic);
  bytes.reserve(kMagic.size() + rows_.size() * kRowBytes);
  for (std::size_t i = 1; i < rows_.size(); ++i) {
    const Row& row = rows_[i];
    text::put_little_endian(row.votes, bytes);
    text::put_little_endian(row.digest, bytes);
    text::put_little_endian(row.read_at, bytes);
    bytes.push_back(row.refreshed ? 1 : 0);
  }
  return bytes;
}

VoteTable VoteTable::decode(std::string_view bytes) {
  if (bytes.substr(0, kMagic.size()) != kMagic || (bytes.size() - kMagic.size()) % kRowBytes != 0) {
    throw damaged();
  }
  VoteTable table(static_cast<std::uint32_t>((bytes.size() - kMagic.size()) / kRowBytes));
  const char* at = bytes.data() + kMagic.size();
  for (std::size_t i = 1; i < table.rows_.size(); ++i) {
    Row& row = table.rows_[i];
    row.votes = take<std::int32_t>(at);
    row.digest = take<std::int32_t>(at);
    row.read_at = take<std::int64_t>(at);
    const char flag = *at++;
    if (!is_count(row.votes) || !is_count(row.digest) || (flag != 0 && flag != 1)) throw damaged();
    row.refreshed = flag == 1;
  }
  return table;
}

}  // namespace nonmun::index
