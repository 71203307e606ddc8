#pragma once

#include <string_view>

/// The letters that the rules speak of, by their numbers in a Syllable. Names follow the Revised
/// Romanization.
namespace nonmun::korean {

enum Onset : unsigned {
  kNieunOnset = 2,
  kRieulOnset = 5,
  kSiotOnset = 9,
};

enum Coda : unsigned {
  kNoCoda = 0,
  kNieun = 4,
  kRieul = 8,
  kRieulMieum = 10,
  kMieum = 16,
  kBieup = 17,
  kSsangSiot = 20,
};

/// Vowels that contraction produces or leaves behind.
enum Vowel : unsigned {
  kA = 0,
  kAe = 1,
  kEo = 4,
  kE = 5,
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

/// Last syllables of the predicates whose ㅂ stays before a vowel: 잡아, but 쉬워.
inline constexpr std::u32string_view kRegularBieup = U"좁잡입뽑꼽집씹접";

}  // namespace nonmun::korean
