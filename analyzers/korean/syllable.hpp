#pragma once

#include <cstdint>

/// Arithmetic on precomposed Hangul syllables (U+AC00 to U+D7A3): lead * 588 + vowel * 28 + final.
namespace nonmun::korean {

inline constexpr char32_t kFirstSyllable = 0xAC00;
inline constexpr char32_t kLastSyllable = 0xD7A3;

/// Final consonants by their number in Unicode; 0 is "none".
enum Final : std::uint32_t {
  kNoFinal = 0,
  kNieun = 4,
  kRieul = 8,
  kRieulMieum = 10,
  kMieum = 16,
  kBieup = 17,
  kSsangSiot = 20,
};

/// Vowels that contraction produces or leaves behind.
enum Vowel : std::uint32_t {
  kA = 0,
  kAe = 1,
  kEo = 4,
  kYeo = 6,
  kO = 8,
  kWa = 9,
  kWae = 10,
  kOe = 11,
  kU = 13,
  kWo = 14,
  kEu = 18,
  kI = 20,
};

constexpr bool is_syllable(char32_t c) {
  return c >= kFirstSyllable && c <= kLastSyllable;
}
constexpr std::uint32_t final_of(char32_t c) {
  return (c - kFirstSyllable) % 28;
}
constexpr std::uint32_t vowel_of(char32_t c) {
  return (c - kFirstSyllable) / 28 % 21;
}
constexpr char32_t with_final(char32_t c, std::uint32_t final) {
  return c - final_of(c) + final;
}
constexpr char32_t open(char32_t c) {
  return with_final(c, kNoFinal);
}
constexpr char32_t with_vowel(char32_t c, std::uint32_t vowel) {
  return c - vowel_of(c) * 28 + vowel * 28;
}

}  // namespace nonmun::korean
