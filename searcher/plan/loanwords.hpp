#pragma once

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// 디퓨전 -> diffusion, 엘엘엠 -> LLM, and diffusion -> 디퓨전: as synonyms, because a plain sum
/// counts a word twice and drowns the rare ones.
void transliterate(Word& word, const Context& context);

}  // namespace nonmun::plan
