#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index/derived.hpp"
#include "searcher/match/documents.hpp"
#include "searcher/plan/marks.hpp"

namespace nonmun::result {

/// What a text or a part of it shows of some patterns: better when greater, in this order.
struct TextValue {
  std::size_t phrases = 0;    // different quoted phrases
  std::size_t different = 0;  // different patterns
  std::size_t count = 0;      // marks

  auto operator<=>(const TextValue&) const = default;
};

/// The values of the texts of papers from the index alone, so that only the text that is going to
/// be shown need be analyzed. Pieces of names ("gaussian" of GaussianPro) count only where a paper
/// does not have them as words.
class TextValues {
 public:
  /// All must outlive the object.
  /// @param documents are asked for the terms of papers where the tables have no postings
  TextValues(const index::DerivedTables& derived, const match::Documents& documents,
             const plan::Marks& marks);

  /// The values of the title and the other texts of a paper, as far as any is above zero; nothing
  /// when they cannot be told: for terms in pieces or joined the index has no places.
  std::optional<std::vector<TextValue>> of(std::uint32_t docid) const;

 private:
  struct Term {
    std::string term;
    index::PostingLists postings;
    std::uint64_t hash = 0;
    bool is_piece = false;
  };
  /// Positions of each term; nothing when some are not known.
  std::optional<std::vector<std::vector<std::uint32_t>>> positions(
      const index::ForwardRecord& record, std::uint32_t docid) const;

  /// How often a paper has each term; nothing when it has not.
  std::vector<std::optional<std::uint32_t>> wdfs(std::uint32_t docid) const;

  const index::DerivedTables& derived_;
  const match::Documents& documents_;
  const plan::Marks& marks_;
  std::vector<Term> terms_;
  std::vector<std::vector<std::size_t>> patterns_;  ///< as numbers of terms
};

}  // namespace nonmun::result
