#include "searcher/plan/long_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace nonmun::plan {

void keep_rarest(std::vector<Word>& sequence, Notes& notes) {
  if (sequence.size() <= kMaxWords) return;
  // Zero less one is the greatest number: words that no paper has come last.
  std::vector<std::pair<std::uint32_t, std::size_t>> ranks;
  for (std::size_t i = 0; i < sequence.size(); ++i) ranks.emplace_back(sequence[i].papers - 1, i);
  const auto end = ranks.begin() + kMaxWords;
  std::nth_element(ranks.begin(), end, ranks.end());
  std::sort(ranks.begin(), end, [](const auto& a, const auto& b) { return a.second < b.second; });
  notes.messages.push_back(
      fmt::format("of {} words, only the {} rarest count", sequence.size(), kMaxWords));
  std::vector<Word> kept;
  for (auto rank = ranks.begin(); rank != end; ++rank) {
    kept.push_back(std::move(sequence[rank->second]));
  }
  sequence = std::move(kept);
}

}  // namespace nonmun::plan
