#pragma once

#include <string>
#include <utility>
#include <vector>

#include "searcher/plan/plan.hpp"

namespace nonmun::plan {

/// Adds to a plan the terms that the best papers of its first run have in common. The plan of a
/// topic finds papers by them too; any other only ranks by them.
/// @param terms with their shares, which sum to 1
/// @param weight of all terms together, per word of the query
Node with_feedback(Node root, const std::vector<std::pair<std::string, double>>& terms,
                   double weight);

}  // namespace nonmun::plan
