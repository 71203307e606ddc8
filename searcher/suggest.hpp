#pragma once

#include <cstddef>
#include <nonmun/search.hpp>
#include <string_view>
#include <vector>

#include "indexer/index/suggestions.hpp"

namespace nonmun {

inline constexpr std::size_t kMaxCompletions = 100;

/// How the last word of a text may go on; see Index::suggest().
std::vector<Completion> suggest(const index::SuggestionTable& table, std::string_view text,
                                std::size_t limit);

}  // namespace nonmun
