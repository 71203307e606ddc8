#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nonmun::text {

// Arithmetic on Hangul, after section 3.12 of the Unicode Standard. A syllable U+AC00..U+D7A3 is
// onset (19) x vowel (21) x coda (28, the first of which is "none").

inline constexpr char32_t kFirstSyllable = 0xAC00;
inline constexpr char32_t kLastSyllable = 0xD7A3;
inline constexpr unsigned kOnsets = 19;
inline constexpr unsigned kVowels = 21;
inline constexpr unsigned kCodas = 28;
/// The onset ㅇ, which is silent.
inline constexpr unsigned kNullOnset = 11;
/// Bytes of a syllable in UTF-8.
inline constexpr std::size_t kSyllableBytes = 3;

/// One syllable as indices in Unicode order.
struct Syllable {
  unsigned onset;  ///< 0 to 18: ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ
  unsigned vowel;  ///< 0 to 20: ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ
  unsigned coda;  ///< 0 (none) to 27: ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ

  bool operator==(const Syllable&) const = default;
};

constexpr bool is_syllable(char32_t c) {
  return c >= kFirstSyllable && c <= kLastSyllable;
}

/// @pre is_syllable(c)
constexpr Syllable decompose(char32_t c) {
  const auto index = static_cast<unsigned>(c - kFirstSyllable);
  return {index / (kVowels * kCodas), index / kCodas % kVowels, index % kCodas};
}

/// @pre the indices are in the ranges of Syllable
constexpr char32_t compose(Syllable s) {
  return kFirstSyllable + (s.onset * kVowels + s.vowel) * kCodas + s.coda;
}

/// The letters of a syllable, and the syllable with another letter in their place.
/// @pre is_syllable(c)
constexpr unsigned vowel_of(char32_t c) {
  return decompose(c).vowel;
}
constexpr unsigned coda_of(char32_t c) {
  return decompose(c).coda;
}
constexpr char32_t with_vowel(char32_t c, unsigned vowel) {
  const Syllable s = decompose(c);
  return compose({s.onset, vowel, s.coda});
}
constexpr char32_t with_coda(char32_t c, unsigned coda) {
  const Syllable s = decompose(c);
  return compose({s.onset, s.vowel, coda});
}
constexpr char32_t without_coda(char32_t c) {
  return with_coda(c, 0);
}

/// True when all characters are precomposed Hangul syllables, and there are any.
bool is_hangul(std::string_view word);

/// The compatibility jamo U+3131..U+3163 of an index; each represents a letter by itself, and
/// onset and coda ㄱ are the same character.
/// @pre the index is in range, and coda > 0
char32_t onset_letter(unsigned onset);
char32_t vowel_letter(unsigned vowel);
char32_t coda_letter(unsigned coda);

/// The index of a compatibility jamo as onset, vowel or coda, or nullopt if it cannot be one.
std::optional<unsigned> onset_of_letter(char32_t c);
std::optional<unsigned> vowel_of_letter(char32_t c);
std::optional<unsigned> coda_of_letter(char32_t c);

/// A word of precomposed syllables as one byte per letter, each byte being the compatibility jamo
/// minus U+3130 (1 to 51). The null onset is written, so the syllables can be told from the bytes.
/// Words that sound alike come close: 학습을 and 학스블 differ by one byte.
/// @return nullopt when the word is empty or holds anything but precomposed syllables
std::optional<std::string> jamo_key(std::string_view word);

}  // namespace nonmun::text
