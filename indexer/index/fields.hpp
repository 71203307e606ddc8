#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nonmun::index {

enum class FieldType : std::uint8_t {
  text,     ///< analyzed; phrases possible
  keyword,  ///< one of a few values, in any case
  id,       ///< one exact value
  date,     ///< day, month or year, and ranges of them
  number,   ///< whole number 0 or more, and ranges
};

/// The fields, in the order of kFields.
enum class FieldId : std::uint8_t { title, author, summary, section, id, date, votes };

/// One field of a paper. This table is the only place that names the fields: the index writer, the
/// query parser, --help and the manual pages derive from it.
struct Field {
  FieldId field;
  std::string_view name;  ///< as typed before the colon of a query
  FieldType type;
  bool queryable;            ///< may stand before a colon
  std::string_view prefix;   ///< of the field's terms in the index; empty when it has none
  std::uint8_t text_weight;  ///< how often a word of it counts in the ranked text; 0: not ranked
  std::string_view help;
  std::string_view example;
};

/// `text_weight` 2 for titles: a title word counts as one more occurrence, the best of 0, 0.5, 1
/// and 2 extra on the judged queries.
inline constexpr std::array kFields = {
    Field{FieldId::title, "title", FieldType::text, true, "S", 2, "words of the title",
          "title:diffusion"},
    Field{FieldId::author, "author", FieldType::text, true, "A", 0,
          "words of one author's name, in any order", "author:\"Tri Dao\""},
    Field{FieldId::summary, "summary", FieldType::text, false, "", 1, "words of the summary", ""},
    Field{FieldId::section, "section", FieldType::keyword, true, "K", 0,
          "papers with a section of this kind or label", "section:performance"},
    Field{FieldId::id, "id", FieldType::id, true, "Q", 0, "arXiv id", "id:2402.10893"},
    Field{FieldId::date, "date", FieldType::date, true, "D", 0,
          "day listed: a day, a month, a year, or a range", "date:2024-02..2024-03-15"},
    Field{FieldId::votes, "votes", FieldType::number, true, "", 0,
          "vote count: a number or a range", "votes:10.."},
};

consteval bool in_the_order_of_field_id() {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if (kFields[i].field != static_cast<FieldId>(i)) return false;
  }
  return true;
}
static_assert(in_the_order_of_field_id());

constexpr const Field& field(FieldId id) {
  return kFields[static_cast<std::size_t>(id)];
}

/// The field that a query may name so, or null.
constexpr const Field* queryable_field(std::string_view name) {
  for (const Field& f : kFields) {
    if (f.queryable && f.name == name) return &f;
  }
  return nullptr;
}

/// Term prefixes that are no query field. Terms of the ranked text have no prefix and never begin
/// with a capital letter, so they cannot collide with these.
inline constexpr std::string_view kSurfacePrefix = "R";  ///< unstemmed Latin words; wdf 0
inline constexpr std::string_view kSubwordPrefix = "P";  ///< pieces of Latin words; wdf 1
inline constexpr std::string_view kSourcePrefix = "XS";  ///< source that lists the paper; wdf 0
inline constexpr std::string_view kAliasPrefix = "XE";   ///< evidence of bilingual aliases; wdf 0

/// Value slots.
inline constexpr std::uint32_t kSortSlot = 0;     ///< newest day first, then id: see sort_key()
inline constexpr std::uint32_t kContentSlot = 1;  ///< hash of the stored record
inline constexpr std::uint32_t kFacetSlot = 2;    ///< authors, sections, names: see PaperFacets
inline constexpr std::uint32_t kForwardSlot = 3;  ///< words in their order: see ForwardRecord

/// Positions between two texts of one paper, so that no phrase spans them.
inline constexpr std::uint32_t kPositionGap = 100;

/// Calls visit(term) for the terms of the ranked text between two of Xapian's term iterators: those
/// without a prefix, which begin with a digit, a small letter or a byte beyond ASCII. Those with
/// one begin with a capital, and are stepped over.
template <class Iterator, class Visit>
void for_ranked_terms(Iterator term, const Iterator& end, Visit visit) {
  for (; term != end && *term < "A"; ++term) visit(term);
  for (term.skip_to("["); term != end; ++term) visit(term);
}

}  // namespace nonmun::index
