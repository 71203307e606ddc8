#pragma once

#include <cstdint>
#include <string_view>

#include "analyzers/korean/flat_map.hpp"
#include "analyzers/korean/letters.hpp"

namespace nonmun::korean {

/// What the end of a Korean word can be. A string may play several roles (는 is a josa and an
/// ending), so roles are bits.
enum Role : std::uint32_t {
  kJosaAny = 1U << 0,                ///< particle after anything
  kJosaConsonant = 1U << 1,          ///< particle after a final consonant
  kJosaConsonantNotRieul = 1U << 2,  ///< 으로 and its family
  kJosaVowelOrRieul = 1U << 3,       ///< 로 and its family
  kJosaVowel = 1U << 4,              ///< particle after a vowel
  kShort = 1U << 5,                  ///< safe after a stem of one syllable
  kCopulaAny = 1U << 6,              ///< copula 이다 after anything
  kCopulaConsonant = 1U << 7,        ///< copula after a final consonant
  kCopulaVowel = 1U << 8,            ///< contracted copula, after a vowel
  kAfterVowel = 1U << 9,             ///< ending after an open predicate stem (하고, 하는)
  kAfterNieun = 1U << 10,            ///< ending after 한, 된, 만든
  kAfterRieul = 1U << 11,            ///< ending after 할, 될
  kAfterMieum = 1U << 12,            ///< ending after 함, 됨
  kAfterBieup = 1U << 13,            ///< ending after 합, 됩
  kAfterHae = 1U << 14,              ///< ending after 해, 어, 아, and contractions
  kAfterPast = 1U << 15,             ///< ending after 했, 었, 았 (final ㅆ)
  kAfterConsonant = 1U << 16,        ///< ending of closed predicate stems only (높은, 높으며)
  kAfterLostRieul = 1U << 17,        ///< ending before which a stem loses its ㄹ (만드는)
  kUnmistakable = 1U << 18,          ///< ending that no noun ends in (돕거나)
};
using Roles = std::uint32_t;

inline constexpr Roles kJosaRoles =
    kJosaAny | kJosaConsonant | kJosaConsonantNotRieul | kJosaVowelOrRieul | kJosaVowel;
inline constexpr Roles kCopulaRoles = kCopulaAny | kCopulaConsonant | kCopulaVowel;
/// What an empty tail may be: a predicate form that is complete by itself (제안하, 제안한, …).
inline constexpr Roles kEmptyTail =
    kAfterVowel | kAfterNieun | kAfterRieul | kAfterMieum | kAfterHae;

/// The roles among josa and copula that a word whose last syllable has this coda can take.
constexpr Roles nominal_roles_after(unsigned coda) {
  Roles roles = kJosaAny | kCopulaAny;
  if (coda == kNoCoda) return roles | kJosaVowelOrRieul | kJosaVowel | kCopulaVowel;
  roles |= kJosaConsonant | kCopulaConsonant;
  return roles | (coda == kRieul ? kJosaVowelOrRieul : kJosaConsonantNotRieul);
}

using TailTable = FlatMap<Roles, /*Backwards=*/true>;

/// All particles and endings, built once.
const TailTable& tails();

}  // namespace nonmun::korean
