#pragma once

#include <string>

#include "searcher/plan/word.hpp"

namespace nonmun::plan {

/// What the word means when it was typed in the wrong keyboard layout, if the index knows that;
/// else nothing.
std::string other_layout(const std::string& typed, const Context& context);

}  // namespace nonmun::plan
