#pragma once

#include <string>

#include "searcher/plan/plan.hpp"

namespace nonmun::plan {

/// What a plan searches for, for people: a line for each word, phrase and condition, what belongs
/// to a line indented below it.
std::string to_text(const Node& root);

}  // namespace nonmun::plan
