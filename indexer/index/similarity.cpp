// The two files of similarity. All numbers are little-endian:
//
//   "NMSIMT01"  checksum (64 bits, xxh3 of all that follows)
//   axes  words  text size                    32 bits each
//   per word: factor                          IEEE 754, 32 bits
//   per word: end of its text                 32 bits, from the beginning of the text
//   per word: a signed byte for each axis
//   text of the words, in byte order
//
//   "NMSIMP01"  axes  last document number    32 bits each
//   per document number from 1: a signed byte for each axis

#include "indexer/index/similarity.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <nonmun/error.hpp>
#include <utility>

#include "analyzers/text/first_place.hpp"
#include "analyzers/text/little_endian.hpp"
#include "indexer/system/hash.hpp"
#include "indexer/system/memory.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kTermsMagic = "NMSIMT01";
constexpr std::string_view kPapersMagic = "NMSIMP01";
constexpr std::size_t kNumber = sizeof(std::uint32_t);
constexpr std::size_t kChecked = 16;                    // where the bytes under the checksum begin
constexpr std::size_t kTerms = kChecked + 3 * kNumber;  // where the words begin
constexpr std::size_t kPapers = 8 + 2 * kNumber;        // where the papers begin

Error damaged(const char* what) {
  return {Cause::damaged, std::string("the index is damaged: a table of similarity ") + what,
          "rebuild it"};
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  return text::get_little_endian<std::uint32_t>(bytes.data() + at);
}

Axes axes_at(std::string_view bytes, std::size_t at, std::size_t count) {
  return {reinterpret_cast<const std::int8_t*>(bytes.data()) + at, count};
}

}  // namespace

std::string SimilarityTerms::encode(std::size_t axes, const std::vector<Row>& rows) {
  std::string body;
  std::string ends;
  std::string vectors;
  std::string text;
  std::string factors;
  for (const Row& row : rows) {
    text += row.term;
    text::put_little_endian(std::bit_cast<std::uint32_t>(row.factor), factors);
    text::put_little_endian(static_cast<std::uint32_t>(text.size()), ends);
    vectors.append(reinterpret_cast<const char*>(row.axes.data()), row.axes.size());
  }
  for (const std::size_t number : {axes, rows.size(), text.size()}) {
    text::put_little_endian(static_cast<std::uint32_t>(number), body);
  }
  body += factors + ends + vectors + text;
  std::string bytes(kTermsMagic);
  text::put_little_endian(system::xxh3_64(body), bytes);
  return bytes + body;
}

SimilarityTerms::SimilarityTerms(std::shared_ptr<const void> owner, std::string_view bytes)
    : owner_(std::move(owner)), bytes_(bytes) {
  if (bytes_.size() < kTerms || !bytes_.starts_with(kTermsMagic)) throw damaged("has no header");
  axes_ = number_at(bytes_, kChecked);
  terms_ = number_at(bytes_, kChecked + kNumber);
  const std::uint64_t text_size = number_at(bytes_, kChecked + 2 * kNumber);
  if (axes_ > kMaxAxes || terms_ > bytes_.size() ||
      kTerms + std::uint64_t{terms_} * (2 * kNumber + axes_) + text_size != bytes_.size()) {
    throw damaged("has another size than it says");
  }
}

SimilarityTerms::SimilarityTerms(std::string bytes) {
  const auto owner = std::make_shared<const std::string>(std::move(bytes));
  *this = SimilarityTerms(owner, *owner);
  check_all();
}

SimilarityTerms SimilarityTerms::open(const std::string& path) {
  const auto owner = std::make_shared<const system::MappedFile>(path);
  return {owner, owner->bytes()};
}

void SimilarityTerms::check_all() const {
  if (text::get_little_endian<std::uint64_t>(bytes_.data() + kTermsMagic.size()) !=
      system::xxh3_64(bytes_.substr(kChecked))) {
    throw damaged("has changed");
  }
  std::uint32_t before = 0;
  const std::uint64_t text_size = number_at(bytes_, kChecked + 2 * kNumber);
  for (std::size_t i = 0; i < terms_; ++i) {
    const std::uint32_t end = number_at(bytes_, kTerms + (terms_ + i) * kNumber);
    if (end < before || end > text_size) throw damaged("has a word outside its text");
    before = end;
    const float factor = std::bit_cast<float>(number_at(bytes_, kTerms + i * kNumber));
    if (!(factor >= 0 && std::isfinite(factor))) throw damaged("has a word of no weight");
  }
}

// Damage that the header does not show gives wrong words, but never bytes beyond the text.
std::string_view SimilarityTerms::text(std::size_t term) const {
  const std::size_t ends = kTerms + terms_ * kNumber;
  const std::string_view all = bytes_.substr(ends + terms_ * (kNumber + axes_));
  const std::size_t end =
      std::min<std::size_t>(number_at(bytes_, ends + term * kNumber), all.size());
  const std::size_t begin =
      term == 0 ? 0 : std::min<std::size_t>(number_at(bytes_, ends + (term - 1) * kNumber), end);
  return all.substr(begin, end - begin);
}

std::optional<SimilarityTerms::Term> SimilarityTerms::find(std::string_view term) const {
  const std::size_t at =
      text::first_place(terms_, [&](std::size_t i) { return this->text(i) < term; });
  if (at == terms_ || text(at) != term) return std::nullopt;
  const float factor = std::bit_cast<float>(number_at(bytes_, kTerms + at * kNumber));
  if (!(factor >= 0 && std::isfinite(factor))) return std::nullopt;
  return Term{factor, axes_at(bytes_, kTerms + terms_ * 2 * kNumber + at * axes_, axes_)};
}

std::string SimilarityPapers::encode_header(std::size_t axes, std::uint32_t last_docid) {
  std::string bytes(kPapersMagic);
  text::put_little_endian(static_cast<std::uint32_t>(axes), bytes);
  text::put_little_endian(last_docid, bytes);
  return bytes;
}

SimilarityPapers::SimilarityPapers(const std::string& path)
    : file_(std::make_shared<const system::MappedFile>(path)) {
  const std::string_view all = file_->bytes();
  if (all.size() < kPapers || !all.starts_with(kPapersMagic)) {
    throw damaged("of papers has no header");
  }
  axes_ = number_at(all, kPapersMagic.size());
  last_docid_ = number_at(all, kPapersMagic.size() + kNumber);
  if (axes_ > kMaxAxes || all.size() != kPapers + std::uint64_t{last_docid_} * axes_) {
    throw damaged("of papers has another size than it says");
  }
}

SimilarityPapers SimilarityPapers::of(std::vector<SimilarityPapers> shards, const ShardMap& map) {
  SimilarityPapers all;
  for (const SimilarityPapers& shard : shards) all.axes_ = std::max(all.axes_, shard.axes_);
  all.last_docid_ = map.last_docid();
  all.shards_ = {std::move(shards), map};
  return all;
}

Axes SimilarityPapers::vector(std::uint32_t docid) const {
  if (shards_) {
    const auto place = shards_.place(docid);
    return place.table.vector(place.docid);
  }
  if (docid == 0 || docid > last_docid_) return {};
  return axes_at(file_->bytes(), kPapers + std::size_t{docid - 1} * axes_, axes_);
}

void SimilarityPapers::prefetch(std::uint32_t docid) const {
  const Axes axes = vector(docid);
  system::prefetch(axes.data(), axes.size());
}

double length(Axes axes) {
  std::int32_t squared = 0;
  for (const std::int8_t element : axes) squared += element * element;
  return std::sqrt(static_cast<double>(squared));
}

double cosine(Axes a, Axes b) {
  const double lengths = length(a) * length(b);
  if (lengths == 0) return 0;
  std::int32_t product = 0;
  for (std::size_t i = 0; i < a.size(); ++i) product += a[i] * b[i];
  return product / lengths;
}

}  // namespace nonmun::index
