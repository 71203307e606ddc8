#pragma once

#include <optional>
#include <vector>

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// A bonus for papers where neighbouring words of the query stand together.
std::vector<Node> adjacent_pairs(const std::vector<Word>& sequence, const Weights& weights);

/// All words of a short query in their order, but for question words before and after them; nothing
/// when they are too many to be one phrase.
std::optional<Node> whole_phrase(const std::vector<Word>& sequence, const Weights& weights);

}  // namespace nonmun::plan
