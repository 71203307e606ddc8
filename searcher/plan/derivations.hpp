#pragma once

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// 불확실성 for 불확실 and the reverse: words of the index that differ by one derivational suffix.
/// They count as one term, less than the word itself.
void add_derivations(Word& word, const Context& context);

/// 중국어 for 중국어판, which no paper has: the longest word of the index that the word begins with
/// where only one syllable is left over. For words that nothing else explains.
void add_known_prefix(Word& word, const Context& context);

/// 생물학자 for 생물학: longer words that hold a rare word, below the word itself.
void add_compounds_of(Word& word, const Context& context);

}  // namespace nonmun::plan
