#include "searcher/nonmun-search/histogram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace nonmun::program {

std::string histogram(const Facet& months, std::size_t width) {
  constexpr std::array kBlocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  constexpr std::size_t kMinMonths = 3;
  constexpr std::size_t kMaxMerged = 12;
  constexpr std::size_t kLabels = 16;  ///< columns of two months and the spaces between
  const std::size_t count = months.values.size();
  if (count < kMinMonths || width <= kLabels) return {};
  const std::size_t room = width - kLabels;
  const std::size_t merged = (count + room - 1) / room;
  if (merged > kMaxMerged) return {};
  std::vector<std::uint64_t> bars((count + merged - 1) / merged);
  for (std::size_t i = 0; i < count; ++i) bars[i / merged] += months.values[i].second;
  const std::uint64_t most =
      std::max<std::uint64_t>(1, *std::max_element(bars.begin(), bars.end()));
  std::string blocks;
  for (const std::uint64_t papers : bars) {
    // Any paper shows, and only the highest bars are full.
    blocks += papers == 0 ? " " : kBlocks[(papers * kBlocks.size() - 1) / most];
  }
  return fmt::format("{} {} {}", months.values.front().first, blocks, months.values.back().first);
}

}  // namespace nonmun::program
