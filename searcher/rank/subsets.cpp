#include "searcher/rank/subsets.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "searcher/plan/scope.hpp"

namespace nonmun::rank {
namespace {

using Held = std::uint8_t;
constexpr std::size_t kSets = std::size_t{1} << kMaxParts;
static_assert(kMaxParts <= 8 * sizeof(Held));

/// How many papers hold each set of parts but the empty one.
std::array<std::uint64_t, kSets> count(const std::vector<Held>& held) {
  // Neighbours often hold the same: two counters, so that one need not wait for the other. More
  // often yet they hold nothing.
  std::array<std::array<std::uint64_t, kSets>, 2> papers{};
  constexpr std::size_t kStep = sizeof(std::uint64_t);
  for (std::size_t begin = 0; begin < held.size(); begin += kStep) {
    const std::size_t end = std::min(begin + kStep, held.size());
    std::uint64_t any = 0;
    std::memcpy(&any, held.data() + begin, end - begin);
    if (any == 0) continue;
    for (std::size_t i = begin; i < end; ++i) ++papers[i % 2][held[i]];
  }
  for (std::size_t set = 0; set < kSets; ++set) papers[0][set] += papers[1][set];
  return papers[0];
}

}  // namespace

std::vector<Subset> largest_subsets(const plan::Node& query,
                                    const std::vector<std::vector<plan::Node>>& parts,
                                    match::Matcher& matcher) {
  std::vector<Held> held;  // by document
  for (std::size_t i = 0; i < std::min(parts.size(), kMaxParts); ++i) {
    matcher.mark_matches(plan::holding(query, parts[i]), static_cast<Held>(1U << i), held);
  }
  const std::array<std::uint64_t, kSets> papers = count(held);
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
