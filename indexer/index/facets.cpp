// The file of facets. All numbers are little-endian, 32 bits each but for the months:
//
//   "NMFACT01"  last document number
//   per list: values  bytes of their texts  links
//   per document number from 1: month, 16 bits
//   per list:
//     per value: end of its text, from the beginning of the texts
//     per value: papers
//     per document number from 1: end of its links
//     links: numbers of values
//     texts of the values

#include "indexer/index/facets.hpp"

#include <algorithm>
#include <nonmun/error.hpp>
#include <utility>

#include "analyzers/text/key.hpp"
#include "analyzers/text/little_endian.hpp"
#include "indexer/index/method_names.hpp"

namespace nonmun::index {
namespace {

constexpr std::string_view kMagic = "NMFACT01";
constexpr std::size_t kNumber = sizeof(std::uint32_t);
constexpr std::size_t kMonth = sizeof(std::uint16_t);
constexpr std::size_t kHeader = 8 + kNumber + kFacetLists * 3 * kNumber;

Error damaged(const char* what) {
  return {Cause::damaged, std::string("the index is damaged: the table of facets ") + what,
          "rebuild it"};
}

void put(std::size_t number, std::string& out) {
  text::put_little_endian(static_cast<std::uint32_t>(number), out);
}

/// The name of a section as people see it: its label, or its kind.
std::string section_name(const paper::Section& section) {
  return text::key_of(section.label).empty() ? std::string(paper::to_string(section.kind))
                                             : section.label;
}

}  // namespace

PaperFacets PaperFacets::of(const paper::Paper& paper) {
  PaperFacets facets;
  facets.lists[static_cast<std::size_t>(FacetId::author)] = paper.authors;
  facets.lists[static_cast<std::size_t>(FacetId::name)] = method_names(paper);
  std::vector<std::string>& sections = facets.lists[static_cast<std::size_t>(FacetId::section)];
  for (const paper::Section& section : paper.sections) {
    std::string name = section_name(section);
    if (std::find(sections.begin(), sections.end(), name) == sections.end()) {
      sections.push_back(std::move(name));
    }
  }
  return facets;
}

std::string PaperFacets::encode() const {
  std::string bytes;
  for (const std::vector<std::string>& list : lists) {
    put(list.size(), bytes);
    for (const std::string& text : list) {
      put(text.size(), bytes);
      bytes += text;
    }
  }
  return bytes;
}

PaperFacets PaperFacets::decode(std::string_view bytes) {
  PaperFacets facets;
  for_each(bytes,
           [&](std::size_t list, std::string_view text) { facets.lists[list].emplace_back(text); });
  return facets;
}

std::string FacetTable::encode(const Contents& contents) {
  std::string bytes(kMagic);
  std::size_t size = kHeader + contents.months.size() * kMonth;  // growing takes twice the memory
  for (const List& list : contents.lists) {
    size += (2 * list.values.size() + list.paper_ends.size() + list.links.size()) * kNumber;
    for (const List::Value& value : list.values) size += value.text.size();
  }
  bytes.reserve(size);
  put(contents.months.size(), bytes);
  for (const List& list : contents.lists) {
    std::size_t text_size = 0;
    for (const List::Value& value : list.values) text_size += value.text.size();
    for (const std::size_t number : {list.values.size(), text_size, list.links.size()}) {
      put(number, bytes);
    }
  }
  for (const std::uint16_t month : contents.months) text::put_little_endian(month, bytes);
  for (const List& list : contents.lists) {
    std::size_t end = 0;
    for (const List::Value& value : list.values) put(end += value.text.size(), bytes);
    for (const List::Value& value : list.values) put(value.papers, bytes);
    for (const std::uint32_t paper_end : list.paper_ends) put(paper_end, bytes);
    for (const std::uint32_t link : list.links) put(link, bytes);
    for (const List::Value& value : list.values) bytes += value.text;
  }
  return bytes;
}

FacetTable::FacetTable(const std::string& path)
    : file_(std::make_shared<const system::MappedFile>(path)) {
  const std::string_view all = file_->bytes();
  if (all.size() < kHeader || !all.starts_with(kMagic)) throw damaged("has no header");
  last_docid_ = number(kMagic.size(), 0);
  months_ = kHeader;
  std::size_t at = kHeader + std::size_t{last_docid_} * kMonth;
  for (std::size_t i = 0; i < kFacetLists; ++i) {
    Place& place = lists_[i];
    const std::size_t counts = kMagic.size() + kNumber;
    place.values = number(counts, 3 * i);
    place.text_size = number(counts, 3 * i + 1);
    place.link_count = number(counts, 3 * i + 2);
    place.text_ends = at;
    place.value_papers = place.text_ends + place.values * kNumber;
    place.paper_ends = place.value_papers + place.values * kNumber;
    place.links = place.paper_ends + std::size_t{last_docid_} * kNumber;
    place.text = place.links + place.link_count * kNumber;
    at = place.text + place.text_size;
  }
  if (at != all.size()) throw damaged("has another size than it says");
}

std::uint32_t FacetTable::number(std::size_t place, std::size_t i) const {
  return text::get_little_endian<std::uint32_t>(file_->bytes().data() + place + i * kNumber);
}

FacetTable FacetTable::of(std::vector<FacetTable> shards, const ShardMap& map) {
  FacetTable all;
  all.last_docid_ = map.last_docid();
  all.shards_ = {std::move(shards), map};
  return all;
}

std::uint32_t FacetTable::month(std::uint32_t docid) const {
  if (shards_) {
    const auto place = shards_.place(docid);
    return place.table.month(place.docid);
  }
  if (docid == 0 || docid > last_docid_) return 0;
  return text::get_little_endian<std::uint16_t>(file_->bytes().data() + months_ +
                                                std::size_t{docid - 1} * kMonth);
}

std::string_view FacetTable::text(FacetId facet, std::size_t value) const {
  const Place& place = list(facet);
  const std::size_t end = std::min<std::size_t>(number(place.text_ends, value), place.text_size);
  const std::size_t begin =
      value == 0 ? 0 : std::min<std::size_t>(number(place.text_ends, value - 1), end);
  return file_->bytes().substr(place.text + begin, end - begin);
}

std::uint32_t FacetTable::papers(FacetId facet, std::size_t value) const {
  return number(list(facet).value_papers, value);
}

}  // namespace nonmun::index
