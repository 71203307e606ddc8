#pragma once

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// A word that no paper has, as its neighbours in the vocabulary.
void correct(Word& word, const Context& context);

/// A rare word beside a common one that differs in a letter: only a suggestion.
void suggest(const Word& word, const Context& context);

}  // namespace nonmun::plan
