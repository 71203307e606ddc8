#include "searcher/plan/names.hpp"

#include <algorithm>

#include "indexer/index/fields.hpp"

namespace nonmun::plan {
namespace {

/// A name rather than a word: capitals inside or digits.
bool looks_like_name(std::string_view typed) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::any_of(typed.begin(), typed.end(), digit) ||
         (typed.size() > 1 && std::any_of(typed.begin() + 1, typed.end(), upper));
}

}  // namespace

void prefer_exact_name(Word& word, const Context& context) {
  if (word.surface == word.term || !looks_like_name(word.typed)) return;
  word.alternatives.push_back(added_by(
      Mechanism::names, context.weights.name,
      over(Op::filter,
           {words({word.term}), words({std::string(index::kSurfacePrefix) + word.surface})})));
}

}  // namespace nonmun::plan
