#pragma once

#include <array>
#include <string_view>

#include "searcher/plan/mechanisms.hpp"

namespace nonmun::plan {

/// How much counts what a mechanism adds to the words of a query, relative to the words themselves.
/// Chosen by cross-validation on judged queries: see tests/relevance/README.md.
struct Weights {
  double adjacent = 0.2;
  double phrase = 1;
  double joined = 0.4;
  double form = 0.5;
  double number = 1;
  double derivation = 0.5;
  double part = 0.4;
  double split_phrase = 0.6;
  double split_words = 0.8;
  double name = 0.2;
  double author = 1;
  double corrected = 0.8;
  double alias = 0.4;
  double question = 0.5;
  double date = 1;
  double similarity = 0.4;  ///< relative to the highest relevance, which is 1
};

/// A weight that an experiment can change; this table drives the option, its help and the lab.
struct WeightInfo {
  std::string_view name;
  double Weights::*member;
  Mechanism mechanism;  ///< the one it belongs to; Weights::joined serves spacing too
  std::string_view help;
};

inline constexpr std::array kWeights = {
    WeightInfo{"adjacent", &Weights::adjacent, Mechanism::adjacency,
               "bonus for words that stand together"},
    WeightInfo{"phrase", &Weights::phrase, Mechanism::adjacency,
               "bonus for all of up to four words together in their order"},
    WeightInfo{"joined", &Weights::joined, Mechanism::joined,
               "gpt4o for gpt 4o, 강화학습 for 강화 학습"},
    WeightInfo{"form", &Weights::form, Mechanism::forms,
               "어린 and 어린이 for each other, where papers have both"},
    WeightInfo{"number", &Weights::number, Mechanism::numbers, "70억 for 7B"},
    WeightInfo{"derivation", &Weights::derivation, Mechanism::derivations, "불확실성 for 불확실"},
    WeightInfo{"part", &Weights::part, Mechanism::parts, "생물학자 for 생물학"},
    WeightInfo{"apart", &Weights::split_phrase, Mechanism::spacing,
               "\"강화 학습\" for 강화학습 that papers have"},
    WeightInfo{"pieces", &Weights::split_words, Mechanism::spacing,
               "강화, 학습 for 강화학습 that no paper has"},
    WeightInfo{"name", &Weights::name, Mechanism::names, "bonus for a name in its exact spelling"},
    WeightInfo{"author", &Weights::author, Mechanism::authors, "a word or whole name of an author"},
    WeightInfo{"corrected", &Weights::corrected, Mechanism::typo, "a corrected word"},
    WeightInfo{"alias", &Weights::alias, Mechanism::aliases, "another name of the same thing"},
    WeightInfo{"question", &Weights::question, Mechanism::questions, "a question word"},
    WeightInfo{"date", &Weights::date, Mechanism::dates, "listed in the time that words name"},
    WeightInfo{"similarity", &Weights::similarity, Mechanism::similarity,
               "what full similarity in content adds; highest relevance is 1"},
};

inline constexpr double kMaxWeight = 100;

}  // namespace nonmun::plan
