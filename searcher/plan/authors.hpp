#pragma once

#include <vector>

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// Reads a word as one of an author's name, unless more papers have it in their text.
void find_author(Word& word, const Context& context);

/// Adds the whole names that neighbouring words are: one thing, which counts beside its words.
void find_authors(std::vector<Word>& sequence, const Context& context);

}  // namespace nonmun::plan
