#pragma once

#include <string>

#include "searcher/plan/planner.hpp"

namespace nonmun::query {

/// What a plan searches for, for people: a line for each word, phrase and condition, what belongs
/// to a line indented below it.
std::string to_text(const Plan& plan);

}  // namespace nonmun::query
