// The file, little-endian:
//
//   "NMNEIG01"  last document number (32 bits)  52 bytes of zeros
//   per window of document numbers: kRows rows of a bit for each of its papers, the lowest first,
//     in words of 64 bits; the last window has no more words than it needs
//
// Rows: one for each seed, of the papers whose records have it; then those of the signatures. The
// rows of a pair come from a hash of its two words, which are hashes under the seed of the record.
// A paper without a signature (its record has another seed, longer hashes or very many words) has a
// bit in all rows.

#include "indexer/index/neighbour_filter.hpp"

#include <algorithm>
#include <nonmun/error.hpp>
#include <utility>

#include "analyzers/text/little_endian.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kMagic = "NMNEIG01";
constexpr std::size_t kHeader = 64;
constexpr unsigned kSignatureBits = 10;
constexpr std::size_t kRows = NeighbourFilter::kSeeds + (std::size_t{1} << kSignatureBits);
constexpr std::size_t kWindowWords = kWindowSize / 64;
constexpr std::size_t kWordBytes = sizeof(std::uint64_t);
/// A signature of more has hardly a row without a bit.
constexpr std::size_t kMaxNeighbours = 2048;

using Rows = std::array<std::uint16_t, NeighbourFilter::kRowsOfPair>;

Rows rows_of(const ForwardRecord::Neighbours& pair) {
  std::uint64_t first = pair.first;
  std::uint64_t second = pair.second;
  const bool of_authors = pair.place == ForwardRecord::Place::authors;
  if (of_authors && first > second) std::swap(first, second);
  std::uint64_t hash = (first << 16 | second) * 2 + (of_authors ? 1 : 0);
  hash *= 0x9e3779b97f4a7c15U;
  hash ^= hash >> 32;
  hash *= 0xff51afd7ed558ccdU;  // of MurmurHash3's finalizer
  Rows rows;
  for (std::uint16_t& row : rows) {
    row = static_cast<std::uint16_t>(NeighbourFilter::kSeeds + (hash >> (64 - kSignatureBits)));
    hash <<= kSignatureBits;
  }
  return rows;
}

/// Words of a row in a window.
std::size_t row_words(std::uint32_t window, std::uint32_t last_docid) {
  if (window < window_of(last_docid)) return kWindowWords;
  return (local_of(last_docid) + 64) / 64;
}

Error damaged(const char* what) {
  return {Cause::damaged, std::string("the index is damaged: the filter of neighbours ") + what,
          "rebuild it"};
}

}  // namespace

NeighbourFilter::Pair NeighbourFilter::pair(ForwardRecord::Place place, std::uint64_t first,
                                            std::uint64_t second) {
  if (place == ForwardRecord::Place::title) place = ForwardRecord::Place::text;
  Pair pair;
  for (unsigned seed = 0; seed < kSeeds; ++seed) {
    pair.rows[seed] = rows_of(
        {place, ForwardRecord::narrow_hash(first, seed), ForwardRecord::narrow_hash(second, seed)});
  }
  return pair;
}

NeighbourFilter::NeighbourFilter(const std::string& path)
    : file_(std::make_shared<const system::MappedFile>(path)) {
  const std::string_view all = file_->bytes();
  if (all.size() < kHeader || !all.starts_with(kMagic)) throw damaged("has no header");
  last_docid_ = text::get_little_endian<std::uint32_t>(all.data() + kMagic.size());
  const std::uint32_t last = window_of(last_docid_);
  const std::uint64_t words = std::uint64_t{last} * kWindowWords + row_words(last, last_docid_);
  if (all.size() - kHeader != words * kRows * kWordBytes)
    throw damaged("has another size than it says");
}

NeighbourFilter NeighbourFilter::of(std::vector<NeighbourFilter> shards, const ShardMap& map) {
  NeighbourFilter all;
  all.shards_ = {std::move(shards), map};
  return all;
}

void NeighbourFilter::keep(std::uint32_t window, const Pair& pair,
                           std::span<std::uint64_t, kWindowWords> papers) const {
  if (shards_) {
    const auto place = shards_.place(docid_at(window, 0));
    return place.table.keep(window_of(place.docid), pair, papers);
  }
  if (!file_ || window > window_of(last_docid_)) return;
  const std::size_t words = row_words(window, last_docid_);
  const char* const rows =
      file_->bytes().data() + kHeader + std::size_t{window} * kWindowWords * kRows * kWordBytes;
  const auto bits = [&](std::size_t row, std::size_t word) {
    return text::get_little_endian<std::uint64_t>(rows + (row * words + word) * kWordBytes);
  };
  for (std::size_t i = 0; i < words; ++i) {
    std::uint64_t passed = 0;
    std::uint64_t left = papers[i];
    for (std::size_t seed = 0; seed < kSeeds && left != 0; ++seed) {
      std::uint64_t own = left & bits(seed, i);
      left &= ~own;
      for (const std::uint16_t row : pair.rows[seed]) {
        if (own != 0) own &= bits(row, i);
      }
      passed |= own;
    }
    papers[i] = passed;
  }
}

NeighbourFilter::Writer::Writer(const std::string& path, std::uint32_t last_docid)
    : file_(path), last_docid_(last_docid), rows_(kRows * kWindowWords) {
  file_.tail() = kMagic;
  text::put_little_endian(last_docid, file_.tail());
  file_.tail().resize(kHeader);
}

void NeighbourFilter::Writer::add(std::uint32_t docid, const ForwardRecord& record) {
  write_windows(window_of(docid));
  const std::uint32_t local = local_of(docid);
  const auto set = [&](std::size_t row) {
    rows_[row * kWindowWords + local / 64] |= std::uint64_t{1} << (local % 64);
  };
  const auto neighbours = record.neighbours(kMaxNeighbours);
  if (!neighbours || record.seed() >= kSeeds) {
    for (std::size_t row = 0; row < kRows; ++row) set(row);
    return;
  }
  set(record.seed());
  for (const ForwardRecord::Neighbours& pair : *neighbours) {
    for (const std::uint16_t row : rows_of(pair)) set(row);
  }
}

/// Writes the windows before `end`.
void NeighbourFilter::Writer::write_windows(std::uint32_t end) {
  for (; window_ < end; ++window_) {
    const std::size_t words = row_words(window_, last_docid_);
    for (std::size_t row = 0; row < kRows; ++row) {
      for (std::size_t i = 0; i < words; ++i)
        text::put_little_endian(rows_[row * kWindowWords + i], file_.tail());
    }
    file_.spill();
    std::fill(rows_.begin(), rows_.end(), 0);
  }
}

void NeighbourFilter::Writer::finish() {
  write_windows(window_of(last_docid_) + 1);
  file_.finish();
}

}  // namespace nonmun::index
