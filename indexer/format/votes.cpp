#include "indexer/format/votes.hpp"

#include <algorithm>
#include <cstring>

#include "nonmun/error.hpp"

namespace nonmun {
namespace {

constexpr std::string_view kMagic = "nonmunV1";
constexpr std::size_t kRowBytes = 17;

// Little-endian whatever the machine, so that an index can be copied to another.
template <class Int>
void put(std::string& out, Int value) {
  for (std::size_t i = 0; i < sizeof(Int); ++i) {
    out.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xff));
  }
}

template <class Int>
Int get(const char*& at) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(Int); ++i) {
    value |= std::uint64_t{static_cast<unsigned char>(*at++)} << (8 * i);
  }
  return static_cast<Int>(value);
}

}  // namespace

VoteTable::VoteTable(std::uint32_t last_docid) : rows_(std::size_t{last_docid} + 1) {}

std::int32_t VoteTable::greatest() const {
  std::int32_t most = 0;
  for (const Row& row : rows_) most = std::max(most, row.votes);
  return most;
}

std::string VoteTable::encode() const {
  std::string bytes(kMagic);
  bytes.reserve(kMagic.size() + rows_.size() * kRowBytes);
  for (std::size_t i = 1; i < rows_.size(); ++i) {
    const Row& row = rows_[i];
    put(bytes, row.votes);
    put(bytes, row.digest);
    put(bytes, row.read_at);
    bytes.push_back(row.refreshed ? 1 : 0);
  }
  return bytes;
}

VoteTable VoteTable::decode(std::string_view bytes) {
  if (bytes.substr(0, kMagic.size()) != kMagic || (bytes.size() - kMagic.size()) % kRowBytes != 0) {
    throw Error(ErrorCode::io, "the vote table of the index is damaged",
                "make the index anew: nonmun-index update --rebuild SOURCE...");
  }
  VoteTable table(static_cast<std::uint32_t>((bytes.size() - kMagic.size()) / kRowBytes));
  const char* at = bytes.data() + kMagic.size();
  for (std::size_t i = 1; i < table.rows_.size(); ++i) {
    Row& row = table.rows_[i];
    row.votes = get<std::int32_t>(at);
    row.digest = get<std::int32_t>(at);
    row.read_at = get<std::int64_t>(at);
    row.refreshed = *at++ != 0;
  }
  return table;
}

}  // namespace nonmun
