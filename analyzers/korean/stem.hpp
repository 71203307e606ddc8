#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace nonmun::korean {

/// A stem as a change to the word it was cut from, so that stemming allocates nothing.
struct Stem {
  std::size_t keep;                 ///< syllables of the word that stay
  std::array<char32_t, 2> added{};  ///< syllables after them where the word's own were changed
                                    ///< (나타났 → 나, 빨라 → 빠르); 0 is none

  bool operator==(const Stem&) const = default;
};

/// The stem of one run of precomposed Hangul syllables, by rules: particles, copula, 하다 and other
/// predicate endings and the plural are cut. Never empty.
Stem stem(std::u32string_view word);

/// The same for a run directly after a digit, where one syllable is a counter: 10개의 is 10 개.
Stem counter_stem(std::u32string_view word);

/// Whether the whole run is a particle or copula (also after 들), as in LLM은 or LLM들의.
bool is_particle(std::u32string_view word);

/// Whether the whole run is a form of 하다 or 되다, as in fine-tuning하는.
bool is_light_verb(std::u32string_view word);

}  // namespace nonmun::korean
