// The file of sort keys, little-endian:
//
//   "NMSORT01"  last document number (32 bits)
//   per document number from 1: end of its key (32 bits), from the beginning of the keys
//   keys

#include "indexer/index/sort_key_table.hpp"

#include <algorithm>
#include <nonmun/error.hpp>

#include "analyzers/text/little_endian.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kMagic = "NMSORT01";
constexpr std::size_t kNumber = sizeof(std::uint32_t);
constexpr std::size_t kHeader = 8 + kNumber;

Error damaged(const char* what) {
  return {Cause::damaged, std::string("the index is damaged: the table of sort keys ") + what,
          "make the mirror again"};
}

}  // namespace

void SortKeyTable::Builder::add(std::uint32_t docid, std::string_view key) {
  for (; last_docid_ + 1 < docid; ++last_docid_) {
    text::put_little_endian(static_cast<std::uint32_t>(text_.size()), ends_);
  }
  text_ += key;
  text::put_little_endian(static_cast<std::uint32_t>(text_.size()), ends_);
  last_docid_ = docid;
}

std::string SortKeyTable::Builder::encode() const {
  std::string bytes(kMagic);
  text::put_little_endian(last_docid_, bytes);
  return bytes + ends_ + text_;
}

SortKeyTable::SortKeyTable(const std::string& path)
    : file_(std::make_shared<const system::MappedFile>(path)) {
  const std::string_view all = file_->bytes();
  if (all.size() < kHeader || !all.starts_with(kMagic)) throw damaged("has no header");
  last_docid_ = text::get_little_endian<std::uint32_t>(all.data() + kMagic.size());
  if (std::uint64_t{last_docid_} * kNumber > all.size() - kHeader) throw damaged("is cut");
}

// Damage that the header does not show gives wrong keys, but never bytes beyond the file.
std::string_view SortKeyTable::key(std::uint32_t docid) const {
  if (docid == 0 || docid > last_docid_) return {};
  const std::string_view all = file_->bytes();
  const std::string_view text = all.substr(kHeader + std::size_t{last_docid_} * kNumber);
  const auto end_of = [&](std::uint32_t number) {
    if (number == 0) return std::size_t{0};
    return std::min<std::size_t>(
        text::get_little_endian<std::uint32_t>(all.data() + kHeader + (number - 1) * kNumber),
        text.size());
  };
  const std::size_t begin = end_of(docid - 1);
  return text.substr(begin, std::max(begin, end_of(docid)) - begin);
}

}  // namespace nonmun::index
