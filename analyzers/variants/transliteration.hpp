#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/variants/trie.hpp"

namespace nonmun::variants {

// Bridges from Hangul loanwords to the English words that they spell: 디퓨전 -> diffusion.
//
// The Korean orthography of loanwords (외래어 표기법, 문화체육관광부고시) maps sounds, and English
// spelling maps sounds to letters in several ways each. Both are folded into one table from jamo
// to letters with costs in hundredths; a match is the cheapest way to read the whole Hangul word
// as the whole English word. Starting table and thresholds: measured on 2229 papers (precision of
// accepted pairs with df >= 2 about 97 %), then extended by the orthography's own rules.

/// The Latin words for latin_matches(): three letters a-z or more, with a vowel (a e i o u y).
/// Anything else is never found.
inline constexpr std::size_t kMinLatinLetters = 3;

struct Match {
  std::uint32_t word;  ///< value in the trie
  float cost;          ///< per sounding jamo, 0 (regular spelling) to max_cost

  bool operator==(const Match&) const = default;
};

/// The words that a Hangul word may be a spelling of, cheapest first, ties by value. A value that
/// several spellings share is listed once.
/// @param hangul   one word of precomposed syllables without particles, 1 to 20 of them
/// @param max_cost inclusive, 0 to 0.3; time grows quickly with it
/// @return nothing when the word is anything else
std::vector<Match> latin_matches(std::string_view hangul, const TrieView& words, float max_cost);

/// Whether latin_matches() finds any: faster.
bool has_latin_match(std::string_view hangul, const TrieView& words, float max_cost);

/// The maximum cost at which a match is more likely right than a coincidence.
/// @return 0.03 for two syllables, 0.05 for three, 0.07 for more; negative for fewer: a single
///         syllable sounds like too many words
float max_accepted_cost(std::size_t syllables);

/// The matches that are good enough to search for: within max_accepted_cost() and 0.02 of the
/// best, at most 4, and none for common Korean words that only sound like English ones. The caller
/// still owes them cooccurrence_gate(), and for a two-syllable word that no document has, a target
/// in two documents or more.
std::vector<Match> accepted_latin_matches(std::string_view hangul, const TrieView& words);

/// One accepted pair of a bulk run.
struct Bridge {
  std::uint32_t hangul;  ///< index into the span
  std::uint32_t latin;   ///< value in the trie
  float cost;            ///< as in Match

  bool operator==(const Bridge&) const = default;
};

/// accepted_latin_matches() of a whole vocabulary, ordered by Hangul index, then cost. Sort by
/// `latin` to answer English queries with Hangul loanwords.
std::vector<Bridge> accepted_bridges(std::span<const std::string_view> hangul,
                                     const TrieView& words);

/// Whether the documents contradict a bridge. A loanword and its origin meet in a paper's title
/// and summary more often than chance has it; 처리 and "cherry" do not. A word in fewer than three
/// documents proves nothing and passes.
/// @param df_hangul,df_latin documents with the one and the other
/// @param df_both            documents with both
/// @param documents          all documents
bool cooccurrence_gate(std::uint32_t df_hangul, std::uint32_t df_latin, std::uint32_t df_both,
                       std::uint32_t documents);

}  // namespace nonmun::variants
