#pragma once

#include <string>
#include <vector>

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// The words that a half-typed Korean word may become, those of most papers first: of initial
/// consonants (ㄱㅎㅎㅅ for 강화학습), or of a text whose last syllable is not complete (강화하,
/// 강화ㅎ). Empty when it is neither, or no word begins so.
std::vector<std::string> completions(const std::string& typed, const Context& context);

}  // namespace nonmun::plan
