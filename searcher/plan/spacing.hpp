#pragma once

#include <string>
#include <vector>

#include "searcher/plan/word.hpp"

// Korean compounds are written with or without spaces, as one likes.
namespace nonmun::plan {

/// 강화 학습 for 강화학습: as a phrase where the index has both forms, as words where it has only
/// these.
void split(Word& word, const Context& context);

/// The word inside a long run of text without spaces.
void find_unspaced(Word& word, const Context& context);

/// 강화학습 for 강화 학습.
void concatenate(Word& left, const Word& right, const Context& context);

/// The other spellings of a phrase of Hangul terms.
std::vector<Node> respaced(const std::vector<std::string>& phrase, const Context& context);

/// Takes back what split() guessed, for a better guess.
void undo_split(Word& word, const Context& context);

}  // namespace nonmun::plan
