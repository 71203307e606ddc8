#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::aliases {

/// Keys are at most this long, so that one fits in an index term with its prefix.
inline constexpr std::size_t kMaxAliasKeyBytes = 200;

/// What a text says about the name of one thing, by a parenthesis: 강화 학습(Reinforcement
/// Learning, RL). One mention gives several: the left end of a Korean phrase is unknown, so every
/// phrase that may be meant is evidence, and build_alias_table() chooses among them by counts.
///
/// Both sides are in a normal form: NFKC case-folded, single spaces, no quotes; English without
/// leading articles and with its last word in the singular.
struct AliasEvidence {
  enum class Kind : char {
    words = 't',      ///< korean ~ english, which is written in ordinary words
    acronym = 'a',    ///< korean ~ english, which is written mostly in capitals (LLM, MoE)
    name = 'n',       ///< korean ~ english, which is written with inner capitals or digits
    expansion = 'x',  ///< korean is empty; english is abbreviated by acronym
  };
  Kind kind = Kind::words;
  std::string korean;
  std::string english;
  std::string acronym;

  bool operator==(const AliasEvidence&) const = default;
};

/// Appends the evidence in `text` to `out`, in order of appearance; the same one may come twice.
/// Any bytes are accepted. Depends on nothing but the text.
void alias_evidence(std::string_view text, std::vector<AliasEvidence>& out);

/// The evidence as a short string, the same whichever side of the parenthesis was which. Evidence
/// from alias_evidence() always fits kMaxAliasKeyBytes.
std::string to_key(const AliasEvidence& evidence);

/// The inverse of to_key(); none for a string that is not a key.
std::optional<AliasEvidence> from_key(std::string_view key);

/// The normal form of a Korean or English phrase, as evidence and the alias table have it.
std::string normal_alias(std::string_view phrase);

}  // namespace nonmun::aliases
