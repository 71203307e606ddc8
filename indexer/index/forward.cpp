// A forward record:
//
//   seed  width, 128 more when words of the text share a position  (bytes)
//   words of the title, words of the text, runs of the text, words of authors, runs of authors:
//   each
//     a number of 7 bits a byte, the lowest first
//   per run of the text, then of the authors: words between its first one and that of the run
//   before
//     it, how far its position is from the one that follows
//     the word before it (zigzag)
//   per word of the text, then of the authors: `width` bytes of the hash of its term
//
// The file of forward records, little-endian:
//
//   "NMFORW01"  last document number (32 bits)  4 bytes of zeros
//   records
//   per document number from 0: end of its record (64 bits), from the beginning of the file

#include "indexer/index/forward.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <nonmun/error.hpp>
#include <unordered_set>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "analyzers/text/little_endian.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"
#include "indexer/system/memory.hpp"
#include "indexer/system/processor.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kMagic = "NMFORW01";
constexpr std::size_t kHeader = 16;
constexpr std::size_t kEnd = sizeof(std::uint64_t);
constexpr unsigned kSeeds = 256;
constexpr unsigned char kShared = 0x80;

Error damaged(const char* what) {
  return {Cause::damaged, std::string("the index is damaged: the forward index ") + what,
          "rebuild it"};
}

/// A hash of `width` bytes of a term's hash. With another seed other terms collide.
std::uint64_t narrow(std::uint64_t hash, unsigned seed, std::size_t width) {
  if (width == sizeof(std::uint64_t)) return hash;
  hash ^= seed * 0x9e3779b97f4a7c15U;
  hash *= 0xff51afd7ed558ccdU;  // of MurmurHash3's finalizer
  return hash >> (64 - 8 * width);
}

void put_number(std::uint64_t number, std::string& out) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
  out.push_back(static_cast<char>(number));
}

/// Takes a number from the front of `bytes`; 0 when there is none.
std::uint64_t take_number(std::string_view& bytes) {
  if (!bytes.empty() && static_cast<unsigned char>(bytes.front()) < 0x80) {  // mostly
    const auto number = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    return number;
  }
  std::uint64_t number = 0;
  for (unsigned shift = 0; !bytes.empty() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) break;
  }
  return number;
}

std::string_view take(std::string_view& bytes, std::size_t size) {
  const std::string_view front = bytes.substr(0, size);
  bytes.remove_prefix(front.size());
  return front;
}

/// A number of either sign as one that is small where it is near 0.
std::uint64_t zigzag(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}
std::int64_t unzigzag(std::uint64_t number) {
  return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

struct Runs {
  std::size_t count = 0;
  std::string bytes;
};

Runs runs_of(std::span<const ForwardRecord::Word> words) {
  Runs runs;
  std::size_t since = 0;
  std::int64_t expected = 0;
  for (const ForwardRecord::Word& word : words) {
    const std::int64_t jump = std::int64_t{word.position} - expected;
    if (jump != 0) {
      put_number(since, runs.bytes);
      put_number(zigzag(jump), runs.bytes);
      ++runs.count;
      since = 0;
    }
    ++since;
    expected = std::int64_t{word.position} + 1;
  }
  return runs;
}

/// Whether no two of the hashes are one when they are narrow.
bool are_apart(const std::vector<std::uint64_t>& hashes, unsigned seed, std::size_t width) {
  std::unordered_set<std::uint64_t> seen;
  return std::all_of(hashes.begin(), hashes.end(), [&](std::uint64_t hash) {
    return seen.insert(narrow(hash, seed, width)).second;
  });
}

struct Form {
  unsigned seed = 0;
  std::size_t width = 2;
};

/// The narrowest hashes that tell the terms apart.
Form form_for(const std::vector<std::uint64_t>& distinct) {
  for (const std::size_t width : {std::size_t{2}, std::size_t{4}}) {
    // Two bytes never tell this many apart, whatever the seed.
    if (width == 2 && distinct.size() > 1000) continue;
    for (unsigned seed = 0; seed < kSeeds; ++seed) {
      if (are_apart(distinct, seed, width)) return {seed, width};
    }
  }
  return {0, sizeof(std::uint64_t)};
}

void put_hash(std::uint64_t hash, const Form& form, std::string& out) {
  const std::uint64_t number = narrow(hash, form.seed, form.width);
  for (std::size_t i = 0; i < form.width; ++i) out.push_back(static_cast<char>(number >> (8 * i)));
}

}  // namespace

std::uint64_t ForwardRecord::term_hash(std::string_view term) {
  return system::xxh3_64(term);
}

std::uint16_t ForwardRecord::narrow_hash(std::uint64_t hash, unsigned seed) {
  return static_cast<std::uint16_t>(narrow(hash, seed, sizeof(std::uint16_t)));
}

std::string ForwardRecord::encode(std::span<const Word> text, std::size_t title,
                                  std::span<const Word> authors,
                                  std::span<const std::uint64_t> others) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(text.size() + authors.size());
  for (const Word& word : text) hashes.push_back(word.hash);
  for (const Word& word : authors) hashes.push_back(word.hash);
  // A word of the text and one of an author may share a hash: they are looked for apart.
  std::vector<std::uint64_t> distinct = hashes;
  distinct.insert(distinct.end(), others.begin(), others.end());
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  const Form form = form_for(distinct);
  const Runs text_runs = runs_of(text);
  const Runs author_runs = runs_of(authors);
  std::string bytes;
  bytes.push_back(static_cast<char>(form.seed));
  const bool shared =
      std::adjacent_find(text.begin(), text.end(), [](const auto& a, const auto& b) {
        return a.position >= b.position;
      }) != text.end();
  bytes.push_back(static_cast<char>(form.width | (shared ? kShared : 0)));
  for (const std::size_t number :
       {title, text.size(), text_runs.bytes.size(), authors.size(), author_runs.bytes.size()}) {
    put_number(number, bytes);
  }
  bytes += text_runs.bytes;
  bytes += author_runs.bytes;
  for (const std::uint64_t hash : hashes) put_hash(hash, form, bytes);
  return bytes;
}

ForwardRecord::ForwardRecord(std::string_view bytes) {
  if (bytes.size() < 2) return;
  seed_ = static_cast<unsigned char>(bytes[0]);
  const unsigned width = static_cast<unsigned char>(bytes[1]) & ~unsigned{kShared};
  if (width != 2 && width != 4 && width != 8) return;
  width_ = width;
  shared_ = (static_cast<unsigned char>(bytes[1]) & kShared) != 0;
  bytes.remove_prefix(2);
  std::size_t numbers[5];
  for (std::size_t& number : numbers) number = take_number(bytes);
  const auto [title, text, text_runs, authors, author_runs] = numbers;
  title_ = title;
  if (text > bytes.size() || authors > bytes.size()) return;
  text_.runs = take(bytes, text_runs);
  authors_.runs = take(bytes, author_runs);
  text_.hashes = take(bytes, text * width_);
  authors_.hashes = take(bytes, authors * width_);
}

std::size_t ForwardRecord::count(Place place) const {
  const std::size_t all = words(place).hashes.size() >> std::countr_zero(width_);
  return place == Place::title ? std::min(title_, all) : all;
}

namespace {

template <class Number>
Number number_at(const char* numbers, std::size_t i) {
  return text::get_little_endian<Number>(numbers + i * sizeof(Number));
}

/// Eight hashes at once, with the operators of GCC and Clang.
using Block = std::uint16_t __attribute__((vector_size(16)));
constexpr std::size_t kBlock = sizeof(Block) / sizeof(std::uint16_t);

Block block_at(const char* numbers, std::size_t i) {
  Block block;
  std::memcpy(&block, numbers + i * sizeof(std::uint16_t), sizeof block);
  return block;
}

template <class Mask>
bool is_any(const Mask& mask) {
  std::array<std::uint64_t, 2> halves;
  static_assert(sizeof halves == sizeof mask);
  std::memcpy(halves.data(), &mask, sizeof mask);
  return (halves[0] | halves[1]) != 0;
}

/// Calls visit(i) for each i below `count` that `is_wanted`. Where blocks can be looked at, most
/// have none: `may_have` says so of the one that begins at i.
template <class MayHave, class IsWanted, class Visit>
void for_wanted(std::size_t count, MayHave may_have, IsWanted is_wanted, Visit visit) {
  std::size_t i = 0;
  for (; i + kBlock <= count; i += kBlock) {
    if (!may_have(i)) continue;
    for (std::size_t j = i; j < i + kBlock; ++j) {
      if (is_wanted(j)) visit(j);
    }
  }
  for (; i < count; ++i) {
    if (is_wanted(i)) visit(i);
  }
}

/// Terms that are looked for by hashes of two bytes, at most.
constexpr std::size_t kMaxTerms = 16;
using NarrowHashes = std::array<std::uint16_t, kMaxTerms>;

/// @pre no more than kMaxTerms
NarrowHashes narrow_all(std::span<const std::uint64_t> hashes, unsigned seed) {
  NarrowHashes narrowed{};
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    narrowed[i] = ForwardRecord::narrow_hash(hashes[i], seed);
  }
  return narrowed;
}

constexpr bool kLittleEndian = std::endian::native == std::endian::little;

std::size_t find_pair_narrow(const char* numbers, std::size_t begin, std::size_t end,
                             std::uint16_t first, std::uint16_t second) {
  std::size_t i = begin;
  if constexpr (kLittleEndian) {
    while (i + kBlock <= end &&
           !is_any((block_at(numbers, i) == first) & (block_at(numbers, i + 1) == second))) {
      i += kBlock;
    }
  }
  while (i < end && (number_at<std::uint16_t>(numbers, i) != first ||
                     number_at<std::uint16_t>(numbers, i + 1) != second)) {
    ++i;
  }
  return i;
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] std::size_t find_pair_wide(const char* numbers, std::size_t begin,
                                                   std::size_t end, std::uint16_t first,
                                                   std::uint16_t second) {
  constexpr std::size_t kWide = 16;
  const __m256i firsts = _mm256_set1_epi16(static_cast<std::int16_t>(first));
  const __m256i seconds = _mm256_set1_epi16(static_cast<std::int16_t>(second));
  std::size_t i = begin;
  for (; i + kWide <= end; i += kWide) {
    const auto* const at = reinterpret_cast<const __m256i*>(numbers + i * sizeof(std::uint16_t));
    const auto* const next =
        reinterpret_cast<const __m256i*>(numbers + (i + 1) * sizeof(std::uint16_t));
    const __m256i both = _mm256_and_si256(_mm256_cmpeq_epi16(_mm256_loadu_si256(at), firsts),
                                          _mm256_cmpeq_epi16(_mm256_loadu_si256(next), seconds));
    const auto bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(both));
    if (bits != 0) return i + static_cast<std::size_t>(std::countr_zero(bits)) / 2;
  }
  return find_pair_narrow(numbers, i, end, first, second);
}
#endif

/// The first i from `begin` on, below `end`, at which one number and then the other stands; `end`
/// when there is none. There are numbers up to and including that at `end`.
std::size_t find_pair(const char* numbers, std::size_t begin, std::size_t end, std::uint16_t first,
                      std::uint16_t second) {
#if defined(__x86_64__)
  // A phrase of frequent words is looked for in hundreds of thousands of papers.
  if (system::has_avx2()) return find_pair_wide(numbers, begin, end, first, second);
#endif
  return find_pair_narrow(numbers, begin, end, first, second);
}

/// Positions of the words of a stream, asked for in ascending order.
class RunReader {
 public:
  explicit RunReader(std::string_view runs) : runs_(runs) { read_end(); }

  std::uint32_t position(std::size_t word) {
    while (word >= end_) {
      const std::size_t begin = first_ + take_number(runs_);
      const auto jump = static_cast<std::uint64_t>(unzigzag(take_number(runs_)));
      position_ += begin - first_ + jump;
      first_ = begin;
      read_end();
    }
    return static_cast<std::uint32_t>(position_ + (word - first_));
  }

 private:
  void read_end() {
    std::string_view next = runs_;
    end_ = runs_.empty() ? std::numeric_limits<std::size_t>::max() : first_ + take_number(next);
  }

  std::string_view runs_;
  std::size_t first_ = 0;       // word of the run
  std::size_t end_ = 0;         // words before the next run
  std::uint64_t position_ = 0;  // of the first word; damaged runs may wrap it
};

/// Whether a run begins with one of the words from `begin` to before `end`.
bool begins_run(std::string_view runs, std::size_t begin, std::size_t end) {
  std::size_t first = 0;  // word of the run
  while (!runs.empty()) {
    first += take_number(runs);
    if (first >= end) return false;
    if (first >= begin) return true;
    take_number(runs);  // how far it is from the word before
  }
  return false;
}

}  // namespace

void ForwardRecord::positions(Place place, std::uint64_t hash,
                              std::vector<std::uint32_t>& out) const {
  RunReader runs(words(place).runs);
  const auto visit = [&](std::size_t i) { out.push_back(runs.position(i)); };
  const char* const hashes = words(place).hashes.data();
  const std::uint64_t wanted = narrow(hash, seed_, width_);
  const auto find_as = [&]<class Number>(Number number) {
    const auto may_have = [&](std::size_t i) {
      if constexpr (kLittleEndian && sizeof(Number) == sizeof(std::uint16_t)) {
        return is_any(block_at(hashes, i) == number);
      }
      return true;
    };
    for_wanted(
        count(place), may_have,
        [&](std::size_t i) { return number_at<Number>(hashes, i) == number; }, visit);
  };
  if (width_ == 2) {
    find_as(static_cast<std::uint16_t>(wanted));
  } else if (width_ == 4) {
    find_as(static_cast<std::uint32_t>(wanted));
  } else {
    find_as(wanted);
  }
}

void ForwardRecord::positions(Place place, std::span<const std::uint64_t> hashes,
                              std::span<std::vector<std::uint32_t>> out) const {
  constexpr std::size_t kFewWords = 64;
  const std::size_t all = count(place);
  if (width_ != sizeof(std::uint16_t) || hashes.size() > kMaxTerms || all > kFewWords) {
    for (std::size_t i = 0; i < hashes.size(); ++i) positions(place, hashes[i], out[i]);
    return;
  }
  const NarrowHashes wanted = narrow_all(hashes, seed_);
  RunReader runs(words(place).runs);
  const char* const numbers = words(place).hashes.data();
  for (std::size_t at = 0; at < all; ++at) {
    const auto word = number_at<std::uint16_t>(numbers, at);
    for (std::size_t i = 0; i < hashes.size(); ++i) {
      if (word == wanted[i]) out[i].push_back(runs.position(at));
    }
  }
}

bool ForwardRecord::has_phrase(Place place, std::span<const std::uint64_t> hashes) const {
  const bool quick = place != Place::authors && !shared_ && width_ == sizeof(std::uint16_t) &&
                     hashes.size() >= 2 && hashes.size() <= kMaxTerms;
  if (!quick) return has_neighbours(place, hashes);
  // Words that stand side by side are neighbours here, unless one begins another text.
  const NarrowHashes terms = narrow_all(hashes, seed_);
  const std::size_t all = count(place);
  if (all < hashes.size()) return false;
  const char* const numbers = text_.hashes.data();
  const std::size_t end = all - hashes.size() + 1;
  for (std::size_t i = find_pair(numbers, 0, end, terms[0], terms[1]); i < end;
       i = find_pair(numbers, i + 1, end, terms[0], terms[1])) {
    std::size_t equal = 2;
    while (equal < hashes.size() && number_at<std::uint16_t>(numbers, i + equal) == terms[equal]) {
      ++equal;
    }
    if (equal < hashes.size()) continue;
    if (!begins_run(text_.runs, i + 1, i + hashes.size())) return true;
  }
  return false;
}

std::optional<std::vector<ForwardRecord::Neighbours>> ForwardRecord::neighbours(
    std::size_t most) const {
  struct Placed {
    std::uint32_t position = 0;
    std::uint16_t hash = 0;
  };
  std::vector<Neighbours> all;
  if (width_ != sizeof(std::uint16_t)) return std::nullopt;
  std::vector<Placed> placed;
  for (const Place place : {Place::text, Place::authors}) {
    placed.clear();
    RunReader runs(words(place).runs);
    for (std::size_t i = 0; i < count(place); ++i) {
      placed.push_back({runs.position(i), number_at<std::uint16_t>(words(place).hashes.data(), i)});
    }
    const auto before = [](const Placed& a, const Placed& b) { return a.position < b.position; };
    if (!std::is_sorted(placed.begin(), placed.end(), before))
      std::sort(placed.begin(), placed.end(), before);
    const std::uint32_t reach = place == Place::authors ? kNameReach : 1;
    std::size_t next = 0;  // the first word behind the position of `word`
    for (const Placed& word : placed) {
      while (next < placed.size() && placed[next].position <= word.position) ++next;
      for (std::size_t i = next; i < placed.size() && placed[i].position - word.position <= reach;
           ++i) {
        if (all.size() == most) return std::nullopt;
        all.push_back({place, word.hash, placed[i].hash});
      }
    }
  }
  return all;
}

std::vector<ForwardRecord::TextStart> ForwardRecord::text_starts() const {
  std::vector<TextStart> starts;
  const std::size_t words = text_.hashes.size() / width_;
  if (words == 0) return starts;
  // Text after text begins kPositionGap after the last word, or the beginning, of the one before.
  std::uint64_t last = 1 - std::uint64_t{kPositionGap};  // wraps, as damaged runs may
  std::string_view runs = text_.runs;
  std::uint64_t expected = 0;
  std::uint32_t text = 0;
  while (!runs.empty()) {
    const std::uint64_t since = take_number(runs);
    expected += since;
    const std::uint64_t position =
        expected + static_cast<std::uint64_t>(unzigzag(take_number(runs)));
    if (since > 0) last = expected - 1;
    const std::uint64_t gap = position - last;
    if (starts.empty() || (gap >= kPositionGap && gap < ~std::uint64_t{0} / 2)) {
      text += static_cast<std::uint32_t>(gap / kPositionGap) - (starts.empty() ? 1 : 0);
      starts.push_back({static_cast<std::uint32_t>(position), text});
    }
    expected = position;
  }
  return starts;
}

/// The same as has_phrase(), whatever the form of the record.
bool ForwardRecord::has_neighbours(Place place, std::span<const std::uint64_t> hashes) const {
  std::vector<std::vector<std::uint32_t>> words(hashes.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) positions(place, hashes[i], words[i]);
  return std::any_of(words.front().begin(), words.front().end(), [&](std::uint32_t first) {
    for (std::uint32_t i = 1; i < words.size(); ++i) {
      if (!std::binary_search(words[i].begin(), words[i].end(), first + i)) return false;
    }
    return true;
  });
}

ForwardIndex::ForwardIndex(const std::string& path)
    : file_(std::make_shared<const system::MappedFile>(path)) {
  const std::string_view all = file_->bytes();
  if (all.size() < kHeader || !all.starts_with(kMagic)) throw damaged("has no header");
  last_docid_ = text::get_little_endian<std::uint32_t>(all.data() + kMagic.size());
  const std::uint64_t ends = (std::uint64_t{last_docid_} + 1) * kEnd;
  if (ends > all.size() - kHeader) throw damaged("has another size than it says");
  if (text::get_little_endian<std::uint64_t>(all.data() + all.size() - kEnd) != all.size() - ends) {
    throw damaged("has another size than it says");
  }
}

ForwardIndex ForwardIndex::of(std::vector<ForwardIndex> shards, const ShardMap& map) {
  ForwardIndex all;
  all.last_docid_ = map.last_docid();
  all.shards_ = {std::move(shards), map};
  return all;
}

std::string_view ForwardIndex::bytes(std::uint32_t docid) const {
  if (shards_) {
    const auto place = shards_.place(docid);
    return place.table.bytes(place.docid);
  }
  if (docid == 0 || docid > last_docid_) return {};
  const std::string_view all = file_->bytes();
  const std::size_t ends = all.size() - (std::size_t{last_docid_} + 1) * kEnd;
  const auto end_of = [&](std::uint32_t number) {
    return std::min<std::uint64_t>(
        text::get_little_endian<std::uint64_t>(all.data() + ends + std::size_t{number} * kEnd),
        ends);
  };
  const std::uint64_t begin = end_of(docid - 1);
  const std::uint64_t end = std::max(begin, end_of(docid));
  return all.substr(begin, end - begin);
}

ForwardRecord ForwardIndex::record(std::uint32_t docid) const {
  return ForwardRecord(bytes(docid));
}

std::string_view ForwardIndex::prefetch(std::uint32_t docid) const {
  const std::string_view record = bytes(docid);
  system::prefetch(record.data(), record.size());
  return record;
}

ForwardIndex::Writer::Writer(const std::string& path, std::uint32_t last_docid)
    : file_(path), last_docid_(last_docid) {
  file_.tail() = kMagic;
  text::put_little_endian(last_docid, file_.tail());
  file_.tail().resize(kHeader);
  ends_.reserve(std::size_t{last_docid} + 1);
  ends_.push_back(kHeader);
}

void ForwardIndex::Writer::add(std::uint32_t docid, std::string_view record) {
  ends_.resize(docid, file_.size());
  file_.tail() += record;
  ends_.push_back(file_.size());
  file_.spill();
}

void ForwardIndex::Writer::finish() {
  ends_.resize(std::size_t{last_docid_} + 1, file_.size());
  for (const std::uint64_t end : ends_) text::put_little_endian(end, file_.tail());
  file_.finish();
}

}  // namespace nonmun::index
