#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace nonmun::query {

/// How much counts what is searched beside the words of a query, relative to the words themselves.
/// Chosen by cross-validation on judged queries: see tests/relevance/README.md.
struct Weights {
  double adjacent = 0.2;
  double joined = 0.4;
  double apart = 0.6;
  double pieces = 0.8;
  double name = 0.2;
  double corrected = 0.8;
  double alias = 0.3;
  double question = 0.5;
  double feedback = 1.6;
};

/// A weight that an experiment can change; this table drives the option, its help and the lab.
struct WeightInfo {
  std::string_view name;
  double Weights::*member;
  std::string_view help;
};

inline constexpr std::array kWeights = {
    WeightInfo{"adjacent", &Weights::adjacent, "bonus for words that stand together"},
    WeightInfo{"joined", &Weights::joined, "gpt4o for gpt 4o, 강화학습 for 강화 학습"},
    WeightInfo{"apart", &Weights::apart, "\"강화 학습\" for 강화학습 that papers have"},
    WeightInfo{"pieces", &Weights::pieces, "강화, 학습 for 강화학습 that no paper has"},
    WeightInfo{"name", &Weights::name, "bonus for a name in its exact spelling"},
    WeightInfo{"corrected", &Weights::corrected, "a corrected word"},
    WeightInfo{"alias", &Weights::alias, "another name of the same thing"},
    WeightInfo{"question", &Weights::question, "a question word"},
    WeightInfo{"feedback", &Weights::feedback,
               "all feedback terms together, per word of the query"},
};

inline constexpr double kGreatestWeight = 100;

inline constexpr unsigned kCommonWord = 30;  ///< papers from which a Korean word is common
/// A Korean word in fewer papers meets its origin by chance or not at all, so that only a spelling
/// of at most this cost is trusted.
inline constexpr unsigned kProvingPapers = 3;
inline constexpr float kRegularSpelling = 0.02F;
/// Of several loanword origins, one in this many times fewer papers is left out.
inline constexpr unsigned kOvershadowed = 50;
/// A spelling in this many papers is a usual one.
inline constexpr unsigned kUsual = 10;
/// A word in at most this many papers may be a slip for one in kSuggestRatio times as many.
inline constexpr unsigned kRareWord = 2;
inline constexpr unsigned kSuggestRatio = 20;
inline constexpr std::size_t kMostAliases = 3;        ///< other names of one phrase
inline constexpr std::size_t kMostAdjacentForms = 6;  ///< ways of writing a pair of neighbours

}  // namespace nonmun::query
