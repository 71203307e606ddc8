#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/little_endian.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/sharded.hpp"
#include "indexer/paper/paper.hpp"
#include "indexer/system/mapped_file.hpp"

namespace nonmun::index {

/// What papers have in lists, to be counted over the papers of a search.
enum class FacetId : std::uint8_t { author, section, name };
inline constexpr std::size_t kFacetLists = 3;

/// The lists of one paper, as value slot kFacetSlot keeps them.
struct PaperFacets {
  std::array<std::vector<std::string>, kFacetLists> lists;  ///< by FacetId

  static PaperFacets of(const paper::Paper& paper);
  std::string encode() const;
  /// Damaged bytes give lists that are cut short.
  static PaperFacets decode(std::string_view bytes);
  /// Calls visit(number of the list, text) for what decode() gives, without a copy.
  template <class Visit>
  static void for_each(std::string_view bytes, Visit visit);
};

template <class Visit>
void PaperFacets::for_each(std::string_view bytes, Visit visit) {
  const auto take_number = [&]() -> std::optional<std::uint32_t> {
    if (bytes.size() < sizeof(std::uint32_t)) return std::nullopt;
    const auto number = text::get_little_endian<std::uint32_t>(bytes.data());
    bytes.remove_prefix(sizeof(std::uint32_t));
    return number;
  };
  for (std::size_t list = 0; list < kFacetLists; ++list) {
    const std::optional<std::uint32_t> count = take_number();
    for (std::uint32_t i = 0; i < count.value_or(0); ++i) {
      const std::optional<std::uint32_t> size = take_number();
      if (!size || *size > bytes.size()) return;
      visit(list, bytes.substr(0, *size));
      bytes.remove_prefix(*size);
    }
  }
}

/// The lists of all papers, by document number, with the values as numbers. Read in place.
class FacetTable {
 public:
  /// A list with the spellings that people take for the same (text::key_of) as one value.
  struct List {
    struct Value {
      std::string text;  ///< the spelling of most papers
      std::uint32_t papers = 0;
    };
    std::vector<Value> values;              ///< in byte order of their texts
    std::vector<std::uint32_t> links;       ///< values of papers, paper after paper
    std::vector<std::uint32_t> paper_ends;  ///< by document number, from 1: where its links end
  };
  struct Contents {
    std::array<List, kFacetLists> lists;
    std::vector<std::uint16_t> months;  ///< by document number, from 1; see month()
  };

  /// No papers.
  FacetTable() = default;
  static std::string encode(const Contents& contents);
  /// @throws Error(io) when the file is unreadable or damaged.
  explicit FacetTable(const std::string& path);
  /// Those of several shards: it has months, and its lists are those of shards().
  static FacetTable of(std::vector<FacetTable> shards, const ShardMap& map);

  /// The tables that have the lists: one for each shard, each by numbers of its own.
  const Sharded<FacetTable>& shards() const { return shards_; }

  std::uint32_t last_docid() const { return last_docid_; }
  /// Months since the year 0 of the newest day listed; 0 when there is no such paper.
  std::uint32_t month(std::uint32_t docid) const;

  std::size_t size(FacetId facet) const { return list(facet).values; }
  std::string_view text(FacetId facet, std::size_t value) const;
  /// Papers in the index that have it.
  std::uint32_t papers(FacetId facet, std::size_t value) const;
  /// Calls visit(value) for the values of a paper, each once.
  template <class Visit>
  void visit(FacetId facet, std::uint32_t docid, Visit visit) const;

 private:
  /// Where the parts of a list are, in bytes of the file.
  struct Place {
    std::size_t values = 0, text_ends = 0, value_papers = 0, text = 0, text_size = 0;
    std::size_t paper_ends = 0, links = 0, link_count = 0;
  };

  const Place& list(FacetId facet) const { return lists_[static_cast<std::size_t>(facet)]; }
  std::uint32_t number(std::size_t place, std::size_t i) const;

  std::shared_ptr<const system::MappedFile> file_;
  std::uint32_t last_docid_ = 0;
  std::size_t months_ = 0;
  std::array<Place, kFacetLists> lists_;
  Sharded<FacetTable> shards_;
};

template <class Visit>
void FacetTable::visit(FacetId facet, std::uint32_t docid, Visit visit) const {
  if (docid == 0 || docid > last_docid_) return;
  const Place& place = list(facet);
  const std::size_t begin = docid == 1 ? 0 : number(place.paper_ends, docid - 2);
  const std::size_t end =
      std::min<std::size_t>(number(place.paper_ends, docid - 1), place.link_count);
  for (std::size_t i = begin; i < end; ++i) {
    if (const std::uint32_t value = number(place.links, i); value < place.values) visit(value);
  }
}

}  // namespace nonmun::index
