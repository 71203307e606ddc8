#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/variants/trie.hpp"
#include "indexer/index/alias_table.hpp"
#include "indexer/index/facets.hpp"
#include "indexer/index/forward.hpp"
#include "indexer/index/loanword_table.hpp"
#include "indexer/index/neighbour_filter.hpp"
#include "indexer/index/postings.hpp"
#include "indexer/index/similarity.hpp"
#include "indexer/index/suggestions.hpp"
#include "indexer/system/mapped_file.hpp"

namespace nonmun::index {

/// Words of the index that a search can be led to, with a trie of the forms they are written in.
class Lexicon {
 public:
  /// The texts are those of the lexicon it comes from, or of the caller that encodes it.
  struct Word {
    std::string_view term;     ///< index term without prefix
    std::string_view display;  ///< the form to show: the commonest surface of a stem
    std::uint32_t papers = 0;
  };

  /// A way of writing a word, as the trie has it; the text is the caller's.
  struct FormView {
    std::string_view form;
    std::uint32_t word = 0;  ///< index into the words
  };

  Lexicon() = default;
  /// `forms` need not be sorted; of equal forms the first counts.
  static std::string encode(std::span<const Word> words, std::span<const FormView> forms);
  /// The trie alone.
  static std::string encode_forms(std::span<const FormView> forms);
  /// @throws Error(io) when the bytes are damaged.
  explicit Lexicon(std::string bytes);
  /// Reads a file in place. @throws Error(io) when it is unreadable or damaged.
  static Lexicon open(const std::string& path);

  const variants::TrieView& trie() const { return trie_; }
  /// @pre number < size()
  Word word(std::uint32_t number) const;
  std::size_t size() const { return size_; }

  /// The numbers of the words whose terms contain `part`, which has two characters or more; in
  /// ascending order. The first call reads all words, later ones only those with two characters of
  /// `part`. Any thread may call it.
  std::vector<std::uint32_t> containing(std::string_view part) const;

 private:
  struct Pairs;

  Lexicon(std::shared_ptr<const void> owner, std::string_view bytes);

  std::shared_ptr<const void> owner_;  // of the bytes
  variants::TrieView trie_;
  std::size_t size_ = 0;
  std::string_view ends_;    // of the words in `text_`
  std::string_view papers_;  // of each word
  std::string_view text_;    // term, tab and display of each word
  std::shared_ptr<Pairs> pairs_;
};

/// Everything that is computed from all papers together: query-side, so that the terms of a
/// document depend on its text alone. Recomputed at each publish from the terms of the database.
struct DerivedTables {
  Lexicon latin;   ///< forms: lower-case surfaces, stems, pieces of names
  Lexicon hangul;  ///< forms: jamo_key() of stems
  /// The forms of `latin` that loanwords may come from: not names of authors.
  variants::TrieView loanword_sources;
  LoanwordTable loanwords;  ///< between `latin` and `hangul`
  AliasTableView aliases;
  /// Both without axes when the index was made before there was similarity.
  SimilarityTerms similarity_terms;
  SimilarityPapers similarity_papers;
  FacetTable facets;
  SuggestionTable suggestions;
  PostingTable postings;
  ForwardIndex forward;
  NeighbourFilter neighbours;

  DerivedTables() = default;
  /// Whether there are postings: a mirror may leave the search to its server.
  enum class Postings : std::uint8_t { present, absent };
  /// @throws Error(io) when a file is missing or damaged.
  explicit DerivedTables(const std::string& folder, Postings has_postings = Postings::present);
  /// Those of several shards: what is of papers is of the papers of all, the rest of the first.
  /// @param same_space by shard: whether its vectors are of the same space of similarity as those
  ///        of the first; others are left out
  static DerivedTables of(const std::vector<const DerivedTables*>& shards, const ShardMap& map,
                          const std::vector<bool>& same_space);

  /// variants::accepted_latin_matches() of a Korean word, any of which may be asked.
  std::vector<variants::Match> loanword_origins(std::string_view hangul_word) const;

 private:
  std::shared_ptr<const system::MappedFile> loanword_source_file_;
  std::shared_ptr<const system::MappedFile> alias_file_;
};

/// Files of the folder of derived tables.
inline constexpr const char* kLatinFile = "latin";
inline constexpr const char* kLoanwordSourcesFile = "loanword-sources";
inline constexpr const char* kHangulFile = "hangul";
inline constexpr const char* kLoanwordPairsFile = "loanword-pairs";
inline constexpr const char* kAliasesFile = "aliases";
inline constexpr const char* kSimilarityTermsFile = "similarity-terms";
inline constexpr const char* kSimilarityPapersFile = "similarity-papers";
inline constexpr const char* kFacetsFile = "facets";
inline constexpr const char* kSuggestionsFile = "suggestions";
inline constexpr const char* kPostingsFile = "postings";
inline constexpr const char* kForwardFile = "forward";
inline constexpr const char* kNeighboursFile = "neighbours";

}  // namespace nonmun::index
