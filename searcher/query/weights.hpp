#pragma once

#include <cstddef>

/// Weights of what is searched beside the words of a query, relative to the words themselves.
/// Chosen by cross-validation on judged queries: see tests/relevance/README.md.
namespace nonmun::query {

inline constexpr double kJoinedWeight = 0.4;  ///< gpt4o for gpt 4o, 강화학습 for 강화 학습
inline constexpr double kPiecesWeight = 0.8;  ///< 강화, 학습 for 강화학습 that no paper has
inline constexpr double kApartWeight = 0.6;   ///< "강화 학습" for 강화학습 that papers have
inline constexpr double kAdjacentWeight = 0.2;   ///< bonus for words that stand together
inline constexpr double kExactNameWeight = 0.2;  ///< bonus for a name in its exact spelling
inline constexpr double kCorrectedWeight = 0.8;  ///< a corrected word
inline constexpr double kAliasWeight = 0.3;      ///< another name of the same thing
inline constexpr double kFeedbackWeight =
    1.2;  ///< all feedback terms together, per word of the query
inline constexpr double kQuestionWeight = 0.5;  ///< a question word

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
