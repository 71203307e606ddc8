#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nonmun::plan {

/// One way in which a query finds what it does not say literally. Each is in a file of its own in
/// this folder, and can be switched off by name.
enum class Mechanism : std::uint8_t {
  pins,
  adjacency,
  joined,
  forms,
  numbers,
  derivations,
  parts,
  spacing,
  names,
  authors,
  transliteration,
  typo,
  keyboard,
  completion,
  aliases,
  questions,
  synonyms,
  dates,
  similarity,
};

struct MechanismInfo {
  Mechanism id;
  std::string_view name;  ///< in options, results and explanations
  std::string_view help;
};

/// In the order of Mechanism. This table drives the option, its help and the documentation.
inline constexpr std::array kMechanisms = {
    MechanismInfo{Mechanism::pins, "pins",
                  "first the papers whose title, its name or author the query is"},
    MechanismInfo{Mechanism::adjacency, "adjacency",
                  "a bonus where neighbouring words of the query stand together"},
    MechanismInfo{Mechanism::joined, "joined", "names in pieces and joined: GPT-4o = gpt4o"},
    MechanismInfo{Mechanism::forms, "forms",
                  "a noun that looks inflected, with and without a particle: 어린이, 어린이가"},
    MechanismInfo{Mechanism::numbers, "numbers", "7B = 70억 = 7 billion"},
    MechanismInfo{Mechanism::derivations, "derivations",
                  "불확실 = 불확실성, and 중국어 for 중국어판 that no paper has"},
    MechanismInfo{Mechanism::parts, "parts", "a rare word inside others: 생물학, 생물학자"},
    MechanismInfo{Mechanism::spacing, "spacing", "강화학습 = 강화 학습, in both directions"},
    MechanismInfo{Mechanism::names, "names",
                  "the exact spelling of a name counts more than its stem"},
    MechanismInfo{Mechanism::authors, "authors", "names of authors, in any order: Dao Tri"},
    MechanismInfo{Mechanism::transliteration, "transliteration",
                  "디퓨전 = diffusion, in both directions; 엘엘엠 = LLM"},
    MechanismInfo{Mechanism::typo, "typo",
                  "a word that no paper has is corrected: 트렌스포머, difusion"},
    MechanismInfo{Mechanism::keyboard, "keyboard",
                  "a word typed in the wrong keyboard layout: rkdghkgkrtmq"},
    MechanismInfo{Mechanism::completion, "completion",
                  "a Korean word that is half typed: 강화하, ㄱㅎㅎㅅ"},
    MechanismInfo{Mechanism::aliases, "aliases",
                  "강화 학습 = reinforcement learning = RL, as the papers say"},
    MechanismInfo{Mechanism::questions, "questions", "question words and requests weigh little"},
    MechanismInfo{Mechanism::synonyms, "synonyms", "synonyms: 네이버 = Naver, and your own groups"},
    MechanismInfo{Mechanism::dates, "dates",
                  "a time in words (2024년, last month) prefers papers listed then"},
    MechanismInfo{Mechanism::similarity, "similarity",
                  "papers similar in content to the query rank higher"},
};

constexpr std::string_view name_of(Mechanism mechanism) {
  return kMechanisms[static_cast<std::size_t>(mechanism)].name;
}

}  // namespace nonmun::plan
