#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "searcher/match/matcher.hpp"
#include "searcher/match/window_nodes.hpp"

namespace nonmun::match {

/// The matches of one window with their scores, which are bounds where papers are unsure.
struct ScoredWindow {
  static constexpr std::uint32_t kNone = ~0U;

  std::uint32_t window = 0;
  WindowSet matched;
  WindowSet unsure;
  LaterPhrases later;          ///< of the unsure ones
  double max = 0;              ///< highest of the scores
  std::uint32_t best = kNone;  ///< has it, or had it when it was a bound; kNone: all are 0
  WindowSet added;             ///< those that first_matches() has seen
  std::vector<double> scores;  ///< by number within the window; empty: all are 0
};

/// The highest score, exactly. What it has found out of unsure papers is kept in the windows.
double exact_top(std::vector<ScoredWindow>& windows, WindowNode& root, WindowScope& scope);

/// Every match that may be among the first `wanted.count`, with its exact score, ascending: looks
/// closer only at those that their bounds let in, beginning where scores are highest.
std::vector<Match> first_matches(std::vector<ScoredWindow>& windows, WindowNode& root,
                                 WindowScope& scope, double top, const Wanted& wanted);

}  // namespace nonmun::match
