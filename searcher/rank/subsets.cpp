#include "searcher/rank/subsets.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "searcher/plan/scope.hpp"

namespace nonmun::rank {

std::vector<Subset> largest_subsets(const plan::Node& query,
                                    const std::vector<std::vector<plan::Node>>& parts,
                                    match::Matcher& matcher) {
  using Held = std::uint8_t;
  static_assert(kMaxParts <= 8 * sizeof(Held));
  std::vector<Held> held;  // by document
  for (std::size_t i = 0; i < std::min(parts.size(), kMaxParts); ++i) {
    const match::Matches holders =
        matcher.match(plan::holding(query, parts[i]), match::Wanted::unscored());
    for (const match::Match& match : holders.list) {
      if (held.size() <= match.document.docid) held.resize(match.document.docid + 1);
      held[match.document.docid] |= static_cast<Held>(1U << i);
    }
  }
  std::array<std::uint64_t, std::size_t{1} << kMaxParts> papers{};
  for (const Held parts_held : held) ++papers[parts_held];
  int most = 1;
  for (std::uint32_t set = 1; set < papers.size(); ++set) {
    if (papers[set] > 0) most = std::max(most, std::popcount(set));
  }
  std::vector<Subset> largest;
  for (std::uint32_t set = 1; set < papers.size(); ++set) {
    if (papers[set] > 0 && std::popcount(set) == most) largest.push_back({set, papers[set]});
  }
  std::stable_sort(largest.begin(), largest.end(),
                   [](const Subset& a, const Subset& b) { return a.papers > b.papers; });
  return largest;
}

}  // namespace nonmun::rank
