#pragma once

#include <string>

#include "searcher/query/ast.hpp"

namespace nonmun::query {

/// The canonical text of a tree: parsed again it means the same, and to_text() of that is the same
/// text. Ids come first, then words and phrases as they were typed, groups, +required parts,
/// filters and -exclusions.
///
/// The language cannot quote syntax in a word, so a word that holds some and would not be read as a
/// word where it now stands loses it: "-Oz" of a sentence is "Oz", an AND without operands "and".
/// What would be read as a sentence is put into double parentheses.
///
/// Relative dates stay as they were typed.
std::string to_text(const Node& node);

}  // namespace nonmun::query
