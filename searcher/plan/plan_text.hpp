#pragma once

#include <string>

#include "searcher/plan/plan.hpp"

namespace nonmun::plan {

/// What a plan searches for, for people: a line for each word, phrase and condition, what belongs
/// to a line indented below it.
std::string to_text(const Node& root);

/// "2024-02-01..2024-02-31", without an end that is open.
std::string to_text(const query::Range& days);

}  // namespace nonmun::plan
