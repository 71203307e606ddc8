#pragma once

#include <nonmun/search.hpp>
#include <optional>
#include <stop_token>

#include "searcher/nonmun-search/interactive/question.hpp"

namespace nonmun::program::interactive {

/// Asks the index. What goes wrong is in Answer::error; nothing is the answer when the token has
/// asked to stop.
std::optional<Answer> ask_index(const Index& index, const Question& question,
                                const std::stop_token& stop);

}  // namespace nonmun::program::interactive
