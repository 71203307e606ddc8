#pragma once

#include <span>
#include <vector>

#include "searcher/match/contest_memory.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/match/scored_window.hpp"
#include "searcher/match/window_nodes.hpp"

namespace nonmun::match {

/// The highest score, exactly. What it has found out of unsure papers is kept in the windows.
double exact_top(std::vector<ScoredWindow>& windows, WindowNode& root, WindowScope& scope);

/// Every match that may be among the first `wanted.count`, with its exact score, ascending: looks
/// closer only at those that their bounds let in, beginning where scores are highest.
std::vector<Match> first_matches(std::vector<ScoredWindow>& windows, WindowNode& root,
                                 WindowScope& scope, ContestMemory& memory, double top,
                                 const Wanted& wanted);

}  // namespace nonmun::match
