// The file of postings. All numbers are little-endian and 32 bits wide unless said otherwise; each
// part begins at a multiple of kPlace bytes.
//
//   "NMPOST02"
//   per term:
//     papers  windows  bytes of the term  wdf width  wdf of all, where the width is 0  units of
//       the numbers of its papers, see below
//     the term
//     per window that has papers (none when the list is sparse): its number, end of its postings,
//       end of their numbers in units of 16 bits
//     per paper: number within its window (16 bits), or document number when the list is sparse;
//       of a window that has kDense papers or more, instead: a bit per number within it, set for
//       those of papers
//     per paper: wdf (`width` bytes)
//   per document number from 0: length
//   per bucket of terms by the first bits of their hashes: end of its terms
//   per term, by hash: the last 32 bits of the hash
//   per term: where it begins, in units of kPlace
//   papers  last document number  terms  bits of buckets  total length (64 bits)

#include "indexer/index/postings.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <nonmun/error.hpp>
#include <numeric>
#include <span>
#include <utility>

#include "analyzers/text/bits.hpp"
#include "analyzers/text/first_place.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kMagic = "NMPOST02";
constexpr std::size_t kPlace = 4;
constexpr std::size_t kNumber = sizeof(std::uint32_t);
constexpr std::size_t kListHeader = 6 * kNumber;
constexpr std::size_t kWindowEntry = 3 * kNumber;
/// Of the numbers within a window.
constexpr std::size_t kUnit = sizeof(std::uint16_t);
constexpr std::size_t kFooter = 6 * kNumber;
/// Lists of fewer papers have no directory.
constexpr std::size_t kSparse = 32;
constexpr std::uint32_t kTermsInBucket = 8;
constexpr std::uint32_t kMaxBucketBits = 28;

Error damaged(const char* what) {
  return {Cause::damaged, std::string("the index is damaged: the table of postings ") + what,
          "rebuild it"};
}

std::uint32_t number_at(const char* bytes, std::size_t i) {
  return text::get_little_endian<std::uint32_t>(bytes + i * kNumber);
}

std::size_t padded(std::size_t size) {
  return (size + kPlace - 1) / kPlace * kPlace;
}

/// Units that the numbers of so many papers of a window take.
std::uint32_t units_of(std::uint32_t papers) {
  return std::min(papers, kDense);
}

std::uint32_t tag_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash);
}

std::uint64_t bucket_of(std::uint64_t hash, std::uint32_t bits) {
  return bits == 0 ? 0 : hash >> (64 - bits);
}

}  // namespace

std::uint32_t PostingList::wdf(std::uint32_t posting) const {
  if (posting >= papers_) return 0;  // of damaged numbers
  switch (wdf_width_) {
    case 0:
      return same_wdf_;
    case 1:
      return static_cast<unsigned char>(wdfs_[posting]);
    default:
      return number<std::uint32_t>(wdfs_, posting);
  }
}

/// Damage must not lead beyond the list.
std::uint32_t PostingList::end_at(std::size_t i) const {
  return std::min(number<std::uint32_t>(directory_, 3 * i + 1), papers_);
}
std::uint32_t PostingList::units_at(std::size_t i) const {
  return std::min(number<std::uint32_t>(directory_, 3 * i + 2), units_);
}

/// The place in the directory of the first window from `window` on.
std::size_t PostingList::find_window(std::uint32_t window) const {
  // A frequent term has every window.
  if (window < windows_ && window_at(window) == window) return window;
  return text::first_place(std::size_t{windows_},
                           [&](std::size_t i) { return window_at(i) < window; });
}

/// The first posting of a sparse list from a document on.
std::size_t PostingList::find_sparse(std::uint32_t docid) const {
  return text::first_place(std::size_t{papers_}, [&](std::size_t i) {
    return number<std::uint32_t>(documents_, i) < docid;
  });
}

/// How many bits are set before this one, if it is set.
std::optional<std::uint32_t> PostingList::find_bit(const char* bits, std::uint32_t local) const {
  const auto word = number<std::uint64_t>(bits, local / 64);
  const std::uint64_t bit = std::uint64_t{1} << (local % 64);
  if ((word & bit) == 0) return std::nullopt;
  if (wdf_width_ == 0) return 0;  // whichever it is
  std::uint32_t before = text::count_bits(word & (bit - 1));
  for (std::uint32_t i = 0; i < local / 64; ++i) {
    before += text::count_bits(number<std::uint64_t>(bits, i));
  }
  return before;
}

template <class Number>
std::optional<std::uint32_t> PostingList::find_number(const Span& span, std::uint32_t local) {
  const auto local_at = [&](std::uint32_t i) {
    return local_of(number<Number>(span.documents, i));
  };
  const std::uint32_t at =
      text::first_place(span.count, [&](std::uint32_t i) { return local_at(i) < local; });
  if (at == span.count || local_at(at) != local) return std::nullopt;
  return at;
}

PostingList PostingList::of(std::string_view documents, std::uint32_t wdf) {
  PostingList list;
  list.papers_ = static_cast<std::uint32_t>(documents.size() / kNumber);
  list.documents_ = documents.data();
  list.same_wdf_ = wdf;
  return list;
}

std::uint32_t PostingList::next_window(std::uint32_t window) const {
  if (papers_ == 0 || window > window_of(~0U)) return kNoWindow;
  if (windows_ == 0) {
    const std::size_t i = find_sparse(docid_at(window, 0));
    return i < papers_ ? window_of(number<std::uint32_t>(documents_, i)) : kNoWindow;
  }
  const std::size_t i = find_window(window);
  return i < windows_ ? std::max(window_at(i), window) : kNoWindow;
}

PostingList::Span PostingList::in_window(std::uint32_t window) const {
  if (papers_ == 0) return {};
  if (windows_ == 0) {
    const std::size_t begin = find_sparse(docid_at(window, 0));
    std::size_t end = begin;
    while (end < papers_ && window_of(number<std::uint32_t>(documents_, end)) == window) ++end;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin),
            documents_ + begin * kNumber};
  }
  const std::size_t i = find_window(window);
  if (i == windows_ || window_at(i) != window) return {};
  return span_at(i);
}

/// The postings of the window at a place in the directory.
PostingList::Span PostingList::span_at(std::size_t i) const {
  const std::uint32_t begin = i == 0 ? 0 : end_at(i - 1);
  const std::uint32_t count = std::clamp(end_at(i), begin, begin + kWindowSize) - begin;
  const std::uint32_t from = i == 0 ? 0 : units_at(i - 1);
  // Damage must not lead beyond the numbers of the list.
  if (units_at(i) < from || units_at(i) - from < units_of(count)) return {};
  return {begin, count, documents_ + std::size_t{from} * kUnit, count >= kDense};
}

std::optional<std::uint32_t> PostingList::find(std::uint32_t docid) const {
  const Span span = in_window(window_of(docid));
  const std::uint32_t local = local_of(docid);
  std::optional<std::uint32_t> posting;
  if (span.is_dense) {
    posting = find_bit(span.documents, local);
  } else if (windows_ > 0) {
    posting = find_number<std::uint16_t>(span, local);
  } else {
    posting = find_number<std::uint32_t>(span, local);
  }
  if (!posting || *posting >= span.count) return std::nullopt;
  return wdf(span.first + *posting);
}

PostingLists::PostingLists(std::vector<Part> parts) : parts_(std::move(parts)) {
  for (const Part& part : parts_) papers_ += part.list.papers();
}

/// The last part that begins before a window or with it; no papers when none does.
const PostingLists::Part& PostingLists::part_of_parts(std::uint32_t window) const {
  const auto after =
      std::upper_bound(parts_.begin(), parts_.end(), window,
                       [](std::uint32_t w, const Part& part) { return w < part.first_window; });
  return after == parts_.begin() ? only_ : *(after - 1);
}

std::uint32_t PostingLists::next_of_parts(std::uint32_t window) const {
  const Part& first = part_of_parts(window);
  for (const Part* part = &first == &only_ ? parts_.data() : &first;
       part != parts_.data() + parts_.size(); ++part) {
    const std::uint32_t next =
        part->list.next_window(std::max(window, part->first_window) - part->first_window);
    if (next != kNoWindow) return part->first_window + next;
  }
  return kNoWindow;
}

std::optional<std::uint32_t> PostingLists::find(std::uint32_t docid) const {
  const Part& part = part_of(window_of(docid));
  return part.list.find(docid - docid_at(part.first_window, 0));
}

PostingTable PostingTable::of(std::vector<PostingTable> shards, const ShardMap& map) {
  PostingTable all;
  for (const PostingTable& shard : shards) {
    if (!shard) return {};
    all.papers_ += shard.papers_;
    all.total_length_ += shard.total_length_;
  }
  all.last_docid_ = map.last_docid();
  all.shards_ = {std::move(shards), map};
  return all;
}

PostingTable::PostingTable(const std::string& path)
    : file_(std::make_shared<const system::MappedFile>(path)) {
  const std::string_view all = file_->bytes();
  if (all.size() < kMagic.size() + kFooter || !all.starts_with(kMagic)) {
    throw damaged("has no header");
  }
  const char* const footer = all.data() + all.size() - kFooter;
  papers_ = number_at(footer, 0);
  last_docid_ = number_at(footer, 1);
  terms_ = number_at(footer, 2);
  bucket_bits_ = number_at(footer, 3);
  total_length_ = text::get_little_endian<std::uint64_t>(footer + 4 * kNumber);
  if (bucket_bits_ > kMaxBucketBits) throw damaged("has another size than it says");
  const std::uint64_t size = ((std::uint64_t{last_docid_} + 1) +
                              (std::uint64_t{1} << bucket_bits_) + 2 * std::uint64_t{terms_}) *
                             kNumber;
  if (size > all.size() - kMagic.size() - kFooter) throw damaged("has another size than it says");
  lengths_ = footer - size;
  buckets_ = lengths_ + (std::size_t{last_docid_} + 1) * kNumber;
  tags_ = buckets_ + (std::size_t{1} << bucket_bits_) * kNumber;
  places_ = tags_ + std::size_t{terms_} * kNumber;
}

bool PostingTable::leaves_out(std::string_view term) {
  return term.starts_with('X') || term.starts_with(field(FieldId::id).prefix);
}

double PostingTable::average_length() const {
  return papers_ == 0 ? 0 : static_cast<double>(total_length_) / papers_;
}

PostingList PostingTable::find(std::string_view term) const {
  if (!file_) return {};
  const std::uint64_t hash = system::xxh3_64(term);
  const std::uint64_t bucket = bucket_of(hash, bucket_bits_);
  const std::uint32_t end = std::min(number_at(buckets_, bucket), terms_);
  for (std::uint32_t i = bucket == 0 ? 0 : number_at(buckets_, bucket - 1); i < end; ++i) {
    if (number_at(tags_, i) != tag_of(hash)) continue;
    const Entry entry = entry_at(std::uint64_t{number_at(places_, i)} * kPlace);
    if (entry.term == term) return entry.list;
  }
  return {};
}

PostingLists PostingTable::find_all(std::string_view term) const {
  if (!shards_) return PostingLists(find(term));
  std::vector<PostingLists::Part> parts;
  for (std::size_t i = 0; i < shards_.tables().size(); ++i) {
    const PostingList list = shards_.tables()[i].find(term);
    if (list.papers() > 0) parts.push_back({window_of(shards_.map().base(i)), list});
  }
  return PostingLists(std::move(parts));
}

/// The file up to the end of the lists.
std::string_view PostingTable::lists() const {
  if (!file_) return {};
  return file_->bytes().substr(0, static_cast<std::size_t>(lengths_ - file_->bytes().data()));
}

PostingTable::Entry PostingTable::entry_at(std::uint64_t place) const {
  const std::string_view lists = this->lists();
  if (place > lists.size() || lists.size() - place < kListHeader) {
    throw damaged("has a list outside of it");
  }
  const char* const at = lists.data() + place;
  const std::uint64_t room = lists.size() - place;
  Entry entry;
  PostingList& list = entry.list;
  list.papers_ = number_at(at, 0);
  list.windows_ = number_at(at, 1);
  const std::uint64_t term_size = number_at(at, 2);
  const std::uint32_t width = number_at(at, 3);
  list.same_wdf_ = number_at(at, 4);
  list.units_ = number_at(at, 5);
  if (width != 0 && width != 1 && width != kNumber) throw damaged("has a list of no known form");
  const std::uint64_t directory = kListHeader + padded(term_size);
  const std::uint64_t documents = directory + std::uint64_t{list.windows_} * kWindowEntry;
  const std::uint64_t wdfs =
      documents + padded(list.windows_ > 0 ? std::uint64_t{list.units_} * kUnit
                                           : std::uint64_t{list.papers_} * kNumber);
  const std::uint64_t end = wdfs + padded(std::uint64_t{list.papers_} * width);
  if (end > room) throw damaged("has a list that is cut");
  list.wdf_width_ = static_cast<std::uint8_t>(width);
  list.directory_ = at + directory;
  list.documents_ = at + documents;
  list.wdfs_ = at + wdfs;
  entry.term = std::string_view(at + kListHeader, term_size);
  entry.size = end;
  return entry;
}

void PostingTable::Cursor::next() {
  at_ += entry_.size;
  read();
}

void PostingTable::Cursor::read() {
  if (at_ == 0) at_ = kMagic.size();
  entry_ = at_ < table_.lists().size() ? table_.entry_at(at_) : Entry();
}

PostingTable::Writer::Writer(const std::string& path) : file_(path) {
  file_.tail() = kMagic;
}

void PostingTable::Writer::put(std::uint64_t number) {
  text::put_little_endian(static_cast<std::uint32_t>(number), file_.tail());
}

// What is written from the tail at once ends where a part may begin.
void PostingTable::Writer::pad() {
  file_.tail().resize(padded(file_.tail().size()));
}

namespace {

using Posting = PostingTable::Writer::Posting;

/// The bytes that the wdfs take: none when they are all one.
std::uint32_t wdf_width(const std::vector<Posting>& postings) {
  std::uint32_t max = 0;
  bool same = true;
  for (const Posting& posting : postings) {
    max = std::max(max, posting.wdf);
    same = same && posting.wdf == postings.front().wdf;
  }
  if (same) return 0;
  return max <= 0xff ? 1 : kNumber;
}

/// A window's postings, and the end of their numbers in units.
struct Window {
  std::uint32_t window = 0;
  std::span<const Posting> postings;
  std::uint32_t units_end = 0;
};

std::vector<Window> windows_of(std::span<const Posting> postings) {
  std::vector<Window> windows;
  std::uint32_t units = 0;
  while (!postings.empty()) {
    const std::uint32_t window = window_of(postings.front().docid);
    const auto end = std::partition_point(postings.begin(), postings.end(), [&](const Posting& it) {
      return window_of(it.docid) == window;
    });
    const auto count = static_cast<std::size_t>(end - postings.begin());
    units += units_of(static_cast<std::uint32_t>(count));
    windows.push_back({window, postings.first(count), units});
    postings = postings.subspan(count);
  }
  return windows;
}

void append_numbers(const Window& window, std::string& bytes) {
  if (window.postings.size() < kDense) {
    for (const Posting& posting : window.postings) {
      text::put_little_endian(static_cast<std::uint16_t>(local_of(posting.docid)), bytes);
    }
    return;
  }
  std::array<std::uint64_t, kWindowSize / 64> set{};
  for (const Posting& posting : window.postings) {
    const std::uint32_t local = local_of(posting.docid);
    set[local / 64] |= std::uint64_t{1} << (local % 64);
  }
  for (const std::uint64_t word : set) text::put_little_endian(word, bytes);
}

}  // namespace

void PostingTable::Writer::begin(std::string_view term) {
  terms_.push_back({system::xxh3_64(term), static_cast<std::uint32_t>(file_.size() / kPlace)});
}

void PostingTable::Writer::copy(std::string_view term, std::string_view bytes) {
  begin(term);
  file_.tail() += bytes;
  file_.spill();
}

void PostingTable::Writer::add(std::string_view term, const std::vector<Posting>& postings) {
  begin(term);
  const bool sparse = postings.size() < kSparse;
  const std::vector<Window> windows = sparse ? std::vector<Window>() : windows_of(postings);
  const std::uint32_t width = wdf_width(postings);
  for (const std::size_t number : {postings.size(), windows.size(), term.size(), std::size_t{width},
                                   std::size_t{width == 0 ? postings.front().wdf : 0},
                                   std::size_t{sparse ? 0 : windows.back().units_end}}) {
    put(number);
  }
  file_.tail() += term;
  pad();
  std::size_t end = 0;
  for (const Window& window : windows) {
    put(window.window);
    put(end += window.postings.size());
    put(window.units_end);
  }
  if (sparse) {
    for (const Posting& posting : postings) put(posting.docid);
  } else {
    for (const Window& window : windows) append_numbers(window, file_.tail());
  }
  pad();
  for (const Posting& posting : postings) {
    if (width == 1) file_.tail().push_back(static_cast<char>(posting.wdf));
    if (width == kNumber) put(posting.wdf);
  }
  pad();
  file_.spill();
}

void PostingTable::Writer::finish(std::uint32_t papers, const std::vector<std::uint32_t>& lengths) {
  for (const std::uint32_t length : lengths) put(length);
  std::sort(terms_.begin(), terms_.end(),
            [](const auto& a, const auto& b) { return a.hash < b.hash; });
  const auto terms = static_cast<std::uint32_t>(terms_.size());
  const std::uint32_t bits = std::min<std::uint32_t>(
      static_cast<std::uint32_t>(std::bit_width(terms / kTermsInBucket)), kMaxBucketBits);
  std::uint32_t end = 0;
  for (std::uint64_t bucket = 0; bucket < std::uint64_t{1} << bits; ++bucket) {
    while (end < terms && bucket_of(terms_[end].hash, bits) == bucket) ++end;
    put(end);
  }
  for (const Term& term : terms_) put(tag_of(term.hash));
  for (const Term& term : terms_) put(term.place);
  for (const std::size_t number :
       {std::size_t{papers}, lengths.size() - 1, std::size_t{terms}, std::size_t{bits}}) {
    put(number);
  }
  text::put_little_endian(std::accumulate(lengths.begin(), lengths.end(), std::uint64_t{0}),
                          file_.tail());
  file_.finish();
}

}  // namespace nonmun::index
