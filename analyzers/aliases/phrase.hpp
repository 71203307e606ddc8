#pragma once

#include <span>
#include <string_view>

namespace nonmun::aliases {

/// Whether a Korean phrase of these (case-folded) words can be a term: it does not begin inside a
/// clause (를, 위한, 학습하는, 기반, …), nor end in a particle or verb ending, nor consist of
/// words that only point at things. A genitive may begin one (사고의 연쇄, chain of thought).
/// Statistics decide among the phrases that pass.
bool is_term_shaped(std::span<const std::u32string_view> words);

}  // namespace nonmun::aliases
