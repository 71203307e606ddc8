#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/plan/word.hpp"

// Korean compounds and names are written with or without spaces, as one likes.
namespace nonmun::plan {

/// 강화 학습 for 강화학습: as a phrase where the index has both forms, as words where it has only
/// these.
void split(Word& word, const Context& context);

/// The word inside a long run of text without spaces.
void find_unspaced(Word& word, const Context& context);

/// 강화학습 for 강화 학습, DeepSeek for deep seek, Qwen2.5-VL for qwen 2.5 vl: a paper that has
/// neighbouring words as one term holds each of them.
void join_neighbours(std::vector<Word>& sequence, const Context& context);

/// The other spellings of a phrase: the same syllables in other words, or Latin words as one.
/// @param text the phrase as typed
std::vector<Node> respaced(const std::vector<std::string>& phrase, std::string_view text,
                           const Context& context);

/// Takes back what split() guessed, for a better guess.
void undo_split(Word& word, const Context& context);

}  // namespace nonmun::plan
