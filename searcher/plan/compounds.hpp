#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/plan/vocabulary.hpp"

namespace nonmun::plan {

/// The most likely way to write a Hangul word as a sequence of words of the index, e.g. 강화, 학습
/// for 강화학습; empty when there is none. A Viterbi search for the split with the largest product
/// of word probabilities; words of one syllable are used only where nothing else fits.
std::vector<std::string> split_compound(std::string_view word, const TermStatistics& terms);

}  // namespace nonmun::plan
