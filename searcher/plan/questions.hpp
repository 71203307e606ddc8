#pragma once

#include <string_view>

namespace nonmun::plan {

/// Whether a word (as the analyzer leaves it) asks instead of naming what is wanted. Only true
/// question words, request verbs and light verbs do: 없이 and 일부, say, carry meaning.
bool is_question_word(std::string_view term);

}  // namespace nonmun::plan
