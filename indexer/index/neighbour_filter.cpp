// The file, little-endian:
//
//   "NMNEIG01"  last document number, number of frequent pairs (32 bits each)  48 bytes of zeros
//   frequent pairs (64 bits each), ascending
//   per window of document numbers: rows of a bit for each of its papers, the lowest first, in
//     words of 64 bits; the last window has no more words than it needs
//
// Rows: one for each seed, of the papers whose records have it; 1,024 of the signatures; one for
// each frequent pair. A pair is the seed of a record, two hashes of words under that seed, and
// whether they are of authors. A paper without a signature (its record has another seed, longer
// hashes or very many words) has a bit in all rows.

#include "indexer/index/neighbour_filter.hpp"

#include <algorithm>
#include <nonmun/error.hpp>
#include <utility>

#include "analyzers/text/first_place.hpp"
#include "analyzers/text/little_endian.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kMagic = "NMNEIG01";
constexpr std::size_t kHeader = 64;
constexpr std::size_t kSeeds = NeighbourFilter::kSeeds;
constexpr unsigned kSignatureBits = 10;
constexpr std::size_t kCommonRows = kSeeds + (std::size_t{1} << kSignatureBits);
constexpr std::size_t kWindowWords = kWindowSize / 64;
constexpr std::size_t kWordBytes = sizeof(std::uint64_t);
/// A signature of more has hardly a row without a bit.
constexpr std::size_t kMaxNeighbours = 2048;

std::uint64_t number_of(unsigned seed, ForwardRecord::Neighbours pair) {
  const bool of_authors = pair.place == ForwardRecord::Place::authors;
  if (of_authors && pair.first > pair.second) std::swap(pair.first, pair.second);
  std::uint64_t number = seed;
  number = number << 16 | pair.first;
  number = number << 16 | pair.second;
  return number << 1 | (of_authors ? 1 : 0);
}

bool is_of_text(std::uint64_t pair) {
  return (pair & 1) == 0;
}

/// The rows of signatures in which a paper that has the pair has a bit.
std::array<std::size_t, 3> signature_rows(std::uint64_t pair) {
  std::uint64_t hash = pair * 0x9e3779b97f4a7c15U;
  hash ^= hash >> 32;
  hash *= 0xff51afd7ed558ccdU;  // of MurmurHash3's finalizer
  std::array<std::size_t, 3> rows{};
  for (std::size_t& row : rows) {
    row = kSeeds + (hash >> (64 - kSignatureBits));
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
    pair[seed] = number_of(seed, {place, ForwardRecord::narrow_hash(first, seed),
                                  ForwardRecord::narrow_hash(second, seed)});
  }
  return pair;
}

NeighbourFilter::NeighbourFilter(const std::string& path)
    : file_(std::make_shared<const system::MappedFile>(path)) {
  const std::string_view all = file_->bytes();
  if (all.size() < kHeader || !all.starts_with(kMagic)) throw damaged("has no header");
  last_docid_ = text::get_little_endian<std::uint32_t>(all.data() + kMagic.size());
  frequent_ =
      text::get_little_endian<std::uint32_t>(all.data() + kMagic.size() + sizeof last_docid_);
  const std::uint32_t last = window_of(last_docid_);
  const std::uint64_t words = std::uint64_t{last} * kWindowWords + row_words(last, last_docid_);
  if (frequent_ > all.size() || all.size() - kHeader != (frequent_ + words * rows()) * kWordBytes) {
    throw damaged("has another size than it says");
  }
}

NeighbourFilter NeighbourFilter::of(std::vector<NeighbourFilter> shards, const ShardMap& map) {
  NeighbourFilter all;
  all.shards_ = {std::move(shards), map};
  return all;
}

std::size_t NeighbourFilter::rows() const {
  return kCommonRows + frequent_;
}

/// The row of a pair that has one of its own.
std::optional<std::size_t> NeighbourFilter::own_row(std::uint64_t pair) const {
  const char* const pairs = file_->bytes().data() + kHeader;
  const auto at = [&](std::size_t i) {
    return text::get_little_endian<std::uint64_t>(pairs + i * kWordBytes);
  };
  const std::size_t i =
      text::first_place(std::size_t{frequent_}, [&](std::size_t j) { return at(j) < pair; });
  if (i == frequent_ || at(i) != pair) return std::nullopt;
  return kCommonRows + i;
}

void NeighbourFilter::keep(std::uint32_t window, const Pair& pair, Papers papers,
                           Papers certain) const {
  if (shards_) {
    const auto place = shards_.place(docid_at(window, 0));
    return place.table.keep(window_of(place.docid), pair, papers, certain);
  }
  if (!file_ || window > window_of(last_docid_)) return;
  const std::size_t words = row_words(window, last_docid_);
  const char* const first_row =
      file_->bytes().data() + kHeader +
      (frequent_ + std::size_t{window} * kWindowWords * rows()) * kWordBytes;
  const auto bits = [&](std::size_t row, std::size_t word) {
    return text::get_little_endian<std::uint64_t>(first_row + (row * words + word) * kWordBytes);
  };
  std::array<std::array<std::size_t, 3>, kSeeds> signatures;
  std::array<std::optional<std::size_t>, kSeeds> own;
  for (std::size_t seed = 0; seed < kSeeds; ++seed) {
    signatures[seed] = signature_rows(pair[seed]);
    own[seed] = own_row(pair[seed]);
  }
  for (std::size_t i = 0; i < words; ++i) {
    std::uint64_t passed = 0;
    std::uint64_t left = papers[i];
    for (std::size_t seed = 0; seed < kSeeds && left != 0; ++seed) {
      std::uint64_t here = left & bits(seed, i);
      left &= ~here;
      if (here == 0) continue;
      if (own[seed]) {
        here &= bits(*own[seed], i);
        // Papers without a signature have all seeds.
        certain[i] |= here & ~bits((seed + 1) % kSeeds, i);
      } else {
        for (const std::size_t row : signatures[seed]) {
          if (here != 0) here &= bits(row, i);
        }
      }
      passed |= here;
    }
    papers[i] = passed;
  }
}

void NeighbourFilter::Sample::add(const ForwardRecord& record) {
  const auto neighbours = record.neighbours(kMaxNeighbours);
  if (!neighbours || record.seed() >= kSeeds) return;
  ++added_;
  std::vector<std::uint64_t> pairs;
  for (const ForwardRecord::Neighbours& it : *neighbours) {
    const std::uint64_t pair = number_of(record.seed(), it);
    if (is_of_text(pair)) pairs.push_back(pair);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  for (const std::uint64_t pair : pairs) ++papers_[pair];
}

std::vector<std::uint64_t> NeighbourFilter::Sample::frequent() const {
  constexpr std::uint32_t kShare = 64;
  constexpr std::size_t kMost = 256;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> found;
  for (const auto& [pair, papers] : papers_) {
    if (std::uint64_t{papers} * kShare >= added_) found.emplace_back(papers, pair);
  }
  std::sort(found.rbegin(), found.rend());
  if (found.size() > kMost) found.resize(kMost);
  std::vector<std::uint64_t> pairs;
  for (const auto& [papers, pair] : found) pairs.push_back(pair);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

NeighbourFilter::Writer::Writer(const std::string& path, std::uint32_t last_docid,
                                const std::vector<std::uint64_t>& frequent)
    : file_(path), last_docid_(last_docid), rows_((kCommonRows + frequent.size()) * kWindowWords) {
  file_.tail() = kMagic;
  text::put_little_endian(last_docid, file_.tail());
  text::put_little_endian(static_cast<std::uint32_t>(frequent.size()), file_.tail());
  file_.tail().resize(kHeader);
  for (const std::uint64_t pair : frequent) {
    own_rows_.emplace(pair, kCommonRows + own_rows_.size());
    text::put_little_endian(pair, file_.tail());
  }
}

void NeighbourFilter::Writer::set(std::size_t row, std::uint32_t local) {
  rows_[row * kWindowWords + local / 64] |= std::uint64_t{1} << (local % 64);
}

void NeighbourFilter::Writer::add(std::uint32_t docid, const ForwardRecord& record) {
  write_windows(window_of(docid));
  const std::uint32_t local = local_of(docid);
  const auto neighbours = record.neighbours(kMaxNeighbours);
  if (!neighbours || record.seed() >= kSeeds) {
    for (std::size_t row = 0; row < kCommonRows + own_rows_.size(); ++row) set(row, local);
    return;
  }
  set(record.seed(), local);
  for (const ForwardRecord::Neighbours& it : *neighbours) {
    const std::uint64_t pair = number_of(record.seed(), it);
    for (const std::size_t row : signature_rows(pair)) set(row, local);
    if (const auto own = own_rows_.find(pair); own != own_rows_.end()) set(own->second, local);
  }
}

/// Writes the windows before `end`.
void NeighbourFilter::Writer::write_windows(std::uint32_t end) {
  for (; window_ < end; ++window_) {
    const std::size_t words = row_words(window_, last_docid_);
    for (std::size_t row = 0; row * kWindowWords < rows_.size(); ++row) {
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
