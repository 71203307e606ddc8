#pragma once

#include <string>
#include <string_view>

#include "analyzers/korean/flat_map.hpp"
#include "analyzers/korean/tails.hpp"

namespace nonmun::korean {

/// What the vocabulary knows about a word beginning.
struct Entry {
  bool noun = false;      ///< a noun: only a josa or copula may follow
  Roles endings = 0;      ///< a predicate form: endings that may follow
  std::u32string stem{};  ///< the stem of the predicate
};

using Vocabulary = FlatMap<Entry, /*Backwards=*/false>;

/// The words that the rules alone would get wrong, built once: nouns that look inflected (고양이,
/// 정확도, 몬테카를로), and the common predicates without 하다, in all their forms. It is part of
/// the analyzer, not derived from any corpus.
const Vocabulary& vocabulary();

/// Nouns in 도 'degree' (속도, 정확도) and a few others that keep their meaning at the end of a
/// compound (추론속도, 초해상도): whether `word` ends in one.
bool ends_in_bound_noun(std::u32string_view word);

}  // namespace nonmun::korean
