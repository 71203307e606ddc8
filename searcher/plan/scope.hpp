#pragma once

#include <vector>

#include "searcher/plan/plan.hpp"

namespace nonmun::plan {

/// What a paper must hold to hold all words of a query: each word with its variants, each phrase
/// and group. Question words are left out, unless the query has no others.
std::vector<Node> words_to_hold(const Node& root);
/// The same nodes where they are in the tree; they live as long as it.
std::vector<const Node*> parts_to_hold(const Node& root);

/// The papers of the query, with its conditions, that hold all of `words`. For counting: the scores
/// mean nothing.
Node holding(const Node& root, std::vector<Node> words);

}  // namespace nonmun::plan
