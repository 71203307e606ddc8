#pragma once

#include <cstddef>
#include <vector>

#include "searcher/plan/word.hpp"

/// A pasted text: no question has so many words, and each costs as much as a search of its own.
namespace nonmun::plan {

/// The words side by side that rank; of more, only the most telling do.
inline constexpr std::size_t kMaxWords = 256;

/// Leaves kMaxWords of the words, in their order: those in the fewest papers, and words that no
/// paper has only where there is room. The notes say so.
void keep_rarest(std::vector<Word>& sequence, Notes& notes);

}  // namespace nonmun::plan
