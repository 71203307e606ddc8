#pragma once

#include <vector>

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// A bonus for papers where neighbouring words of the query stand together.
std::vector<Node> adjacent_pairs(const std::vector<Word>& sequence, const Weights& weights);

}  // namespace nonmun::plan
