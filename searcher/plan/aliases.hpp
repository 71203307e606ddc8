#pragma once

#include <vector>

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// RL and reinforcement learning for 강화 학습, where the papers themselves say so.
void add_aliases(std::vector<Word>& sequence, const Context& context);

}  // namespace nonmun::plan
