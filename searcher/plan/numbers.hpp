#pragma once

#include <vector>

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// 70억 and 7 billion for 7B: other ways of writing a number with a unit of thousands or more,
/// where papers have them. In every direction, also 100만 for 1M.
void add_numbers(std::vector<Word>& sequence, const Context& context);

}  // namespace nonmun::plan
