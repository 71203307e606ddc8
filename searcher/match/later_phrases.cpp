#include "searcher/match/later_phrases.hpp"

#include <algorithm>

namespace nonmun::match {

void LaterPhrases::clear() {
  phrases_.clear();
  additions_.clear();
}

const LaterPhrases::Addition* LaterPhrases::find(std::size_t phrase, std::uint32_t local) const {
  const auto begin = additions_.begin() + static_cast<std::ptrdiff_t>(phrases_[phrase].begin);
  const auto end =
      phrase + 1 < phrases_.size()
          ? additions_.begin() + static_cast<std::ptrdiff_t>(phrases_[phrase + 1].begin)
          : additions_.end();
  const auto at = std::lower_bound(begin, end, local,
                                   [](const Addition& a, std::uint32_t l) { return a.local < l; });
  return at != end && at->local == local ? &*at : nullptr;
}

std::optional<double> LaterPhrases::exact(std::uint32_t local, double score,
                                          const index::ForwardRecord& record) const {
  std::optional<double> all;  // with every phrase
  double held = 0;            // with those that the paper has
  for (std::size_t phrase = 0; phrase < phrases_.size(); ++phrase) {
    const Addition* const addition = find(phrase, local);
    if (addition == nullptr) continue;
    if (!all) all = held = addition->before;
    if (addition->before != *all) return std::nullopt;
    *all += addition->bonus;
    if (addition->is_known || phrases_[phrase].words->holds(record)) held += addition->bonus;
  }
  if (all != score) return std::nullopt;
  return held;
}

}  // namespace nonmun::match
