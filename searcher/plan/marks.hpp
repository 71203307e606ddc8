#pragma once

#include <compare>
#include <string>
#include <vector>

#include "searcher/plan/plan.hpp"

namespace nonmun::plan {

/// Terms that stand side by side in a text, or one term.
struct Pattern {
  bool required = false;  ///< a form of a "quoted phrase"
  std::vector<std::string> terms;

  auto operator<=>(const Pattern&) const = default;
};

/// What to mark in a paper: what was searched for, but not what is excluded.
struct Marks {
  std::vector<Pattern> text;
  std::vector<std::string> names;  ///< in the names of authors; terms of words and of whole names
};

/// Both lists in ascending order, each entry once.
Marks marks_of(const Node& root);

}  // namespace nonmun::plan
