#pragma once

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// "gpt 4o" for GPT4o, where papers have the name apart.
void split_name(Word& word, const Context& context);

}  // namespace nonmun::plan
