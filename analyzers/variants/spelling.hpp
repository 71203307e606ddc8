#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "analyzers/variants/trie.hpp"

namespace nonmun::variants {

// Corrections for a query word that no document holds. Ask only for such words, and only when
// nothing else explains them (transliteration, segmentation): rare words are often right.

/// How many documents hold the word with this trie value.
using DocumentFrequency = std::function<std::uint32_t(std::uint32_t word)>;

struct Correction {
  std::uint32_t word;  ///< trie value
  unsigned distance;   ///< letters (Latin) or jamo (Hangul) to change: 1 or 2
  std::uint32_t df;

  bool operator==(const Correction&) const = default;
};

/// No more corrections than this are returned.
inline constexpr std::size_t kMaxCorrections = 3;

/// Corrections of an unstemmed Latin word ("difusion"; stems hide where the mistake is).
///
/// Restricted Damerau-Levenshtein distance (insertion, deletion, substitution, transposition of
/// neighbours, no second edit inside a transposition): 1 for words of 4 to 7 characters, 2 from 8.
/// The first letter stays unless the distance is 1 and the word has six characters or more, or the
/// two are exchanged. Digits are never changed: llama4 is not a slip
/// for llama3.
/// @param word lower-case ASCII letters and digits, 4 to 40, with a letter
/// @param words trie of surface forms; its words of three or more characters are considered
/// @param max_distance 1 to leave out what only two changes lead to, which takes longest to find
/// @return those at the minimum distance found, most documents first, ties by value
std::vector<Correction> latin_corrections(std::string_view word, const TrieView& words,
                                          const DocumentFrequency& df, unsigned max_distance = 2);

/// Corrections of a Hangul word (데이타 -> 데이터), by letters of the two-set alphabet.
///
/// One confusable letter (vowels ㅐㅔ ㅚㅙㅞ ㅓㅕ ㅏㅑ ㅗㅛ ㅜㅠ ㅔㅖ ㅐㅒ ㅒㅖ,
/// plain/tense/aspirated onsets, codas ㅅㄷㅆ ㅂㅍ ㄱㄲㅋ) may differ from three syllables on, one
/// that nobody hears a difference in (ㅐㅔ ㅚㅙㅞ ㅔㅖ ㅒㅖ) from two.
/// Otherwise, from three syllables on, one letter (from five, two), the first syllable staying.
/// Last, from three syllables on, two syllables exchanged, one doubled or left out, when that gives
/// a word of ten documents or more.
/// Two-syllable words and words without a confusable pair need two documents, for Korean is dense:
/// 좌우 and 지우 are neighbours.
/// @param hangul 2 to 20 precomposed syllables
/// @param words  trie of jamo_key() forms
/// @return the confusable ones if there are any, else those at the minimum distance; most documents
///         first, ties by value
std::vector<Correction> hangul_corrections(std::string_view hangul, const TrieView& words,
                                           const DocumentFrequency& df);

/// The restricted Damerau-Levenshtein distance of two byte strings, as far as `limit`; more than
/// that is limit + 1.
unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit);

/// latin_corrections() or hangul_corrections(), whichever the word is made for.
/// @param max_distance of Latin words
std::vector<Correction> corrections(std::string_view word, const TrieView& latin,
                                    const DocumentFrequency& latin_df, const TrieView& hangul,
                                    const DocumentFrequency& hangul_df, unsigned max_distance = 2);

/// Documents that hold these two Hangul words together, in the narrowest sense the caller knows
/// (side by side is best).
using PairFrequency = std::function<std::uint32_t(std::uint32_t left, std::uint32_t right)>;

struct SplitCorrection {
  std::uint32_t left, right;  ///< trie values
  unsigned distance;          ///< 1 if one side was mended; 0 if the word is just two words
  std::uint32_t support;      ///< PairFrequency of the two

  bool operator==(const SplitCorrection&) const = default;
};

/// A compound without spaces in which one part is misspelt: 강하학습 -> 강화 + 학습 where only the
/// parts are in the vocabulary. The cut leaves two syllables or more on each side; at most one
/// letter of one side changes. 강하 is a word too, which is why the pair decides: it needs two
/// documents, and its support, not the words' own frequency, ranks.
/// @return at most kMaxCorrections; a word that needs no change (distance 0) comes before a mended
///         one with less than four times its support
std::vector<SplitCorrection> split_corrections(std::string_view hangul, const TrieView& words,
                                               const PairFrequency& pair_df);

}  // namespace nonmun::variants
