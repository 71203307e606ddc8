#pragma once

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// A bonus for papers with a name in exactly the spelling of the query: DataDreamer, and not
/// DataDream, which has the same stem.
void prefer_exact_name(Word& word, const Context& context);

}  // namespace nonmun::plan
