#pragma once

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// The other terms that one Korean noun has in texts. The analyzer cannot know whether 어린이 is a
/// noun or 어린 with a particle, so a text that says 어린이 has another term than one that says
/// 어린이가. A query with either finds both: the word as typed, where that is a term too, and the
/// stem as it would be analyzed if it stood in a text without a particle. Also GPU for gpus.
void add_forms(Word& word, const Context& context);

}  // namespace nonmun::plan
