#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/korean/letters.hpp"
#include "analyzers/text/jamo.hpp"

/// How loanwords are spelt in Hangul: the tables that transliteration.cpp reads words by.
namespace nonmun::variants {

/// A jamo with its role, in one byte: onsets from 1, vowels from 20, codas from 41.
using Jamo = std::uint8_t;
inline constexpr Jamo kVowelBase = 20;
inline constexpr Jamo kCodaBase = 40;
constexpr Jamo onset_jamo(unsigned onset) {
  return static_cast<Jamo>(1 + onset);
}
constexpr Jamo vowel_jamo(unsigned vowel) {
  return static_cast<Jamo>(kVowelBase + vowel);
}
constexpr Jamo coda_jamo(unsigned coda) {
  return static_cast<Jamo>(kCodaBase + coda);
}
inline constexpr Jamo kSilent = onset_jamo(text::kNullOnset);
inline constexpr Jamo kEu = vowel_jamo(korean::kEu);
inline constexpr Jamo kI = vowel_jamo(korean::kI);
constexpr bool is_vowel_jamo(Jamo j) {
  return j >= kVowelBase && j <= kCodaBase;
}

/// A line of the table.
struct Rule {
  struct Spelling {
    std::string letters;
    int cost;  ///< hundredths
  };
  enum class Place : std::uint8_t { anywhere, end, not_end };

  std::vector<Jamo> pattern;
  Place place;
  std::vector<Spelling> spellings;  ///< the cheapest first
};

/// The rules by the first jamo of their pattern.
using Rules = std::array<std::vector<Rule>, 256>;
const Rules& rules();

/// Native and Sino-Korean words that happen to spell an English word by the rules (처리 "cherry",
/// 위치 "which"). Where documents are few the co-occurrence gate cannot reject them.
bool is_native(std::string_view hangul);

}  // namespace nonmun::variants
