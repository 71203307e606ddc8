#pragma once

#include <string>
#include <vector>

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// 디퓨전 -> diffusion, 엘엘엠 -> LLM, and diffusion -> 디퓨전: as synonyms, because a plain sum
/// counts a word twice and drowns the rare ones.
void transliterate(Word& word, const Context& context);

/// What a term is in the other script.
std::vector<std::string> transliterations(const std::string& term, const Context& context);

}  // namespace nonmun::plan
