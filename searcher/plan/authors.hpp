#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// Reads a word as one of an author's name, unless more papers have it in their text.
void find_author(Word& word, const Context& context);

/// Adds the whole names that neighbouring words are: one thing, which counts beside its words.
void find_authors(std::vector<Word>& sequence, const Context& context);

/// The words of a name as one text, from number `first` on and then those before it: the orders in
/// which people write names.
std::string name_from(std::span<const std::string> words, std::size_t first);

}  // namespace nonmun::plan
