#include "searcher/nonmun-search/histogram.hpp"

#include <gtest/gtest.h>

#include "indexer/cli/display.hpp"

namespace nonmun::program {
namespace {

Facet months(const std::vector<std::uint64_t>& papers) {
  Facet facet{"month", {}, papers.size()};
  for (std::size_t i = 0; i < papers.size(); ++i) {
    facet.values.emplace_back("20" + std::to_string(10 + i / 12) + "-" + (i % 12 < 9 ? "0" : "") +
                                  std::to_string(i % 12 + 1),
                              papers[i]);
  }
  return facet;
}

TEST(Histogram, ABlockForEachMonth) {
  EXPECT_EQ(histogram(months({1, 0, 8, 4}), 80), "2010-01 ▁ █▄ 2010-04");
  EXPECT_EQ(histogram(months({5, 5, 5}), 80), "2010-01 ███ 2010-03");
  EXPECT_EQ(histogram(months({1, 1000, 1}), 80), "2010-01 ▁█▁ 2010-03");
}

TEST(Histogram, NothingForFewMonthsOrLittleRoom) {
  EXPECT_EQ(histogram(months({}), 80), "");
  EXPECT_EQ(histogram(months({1, 2}), 80), "");
  EXPECT_EQ(histogram(months({1, 2, 3}), 16), "");
  EXPECT_EQ(histogram(months({0, 0, 0}), 80), "2010-01     2010-03");
}

TEST(Histogram, PutsMonthsTogetherToFit) {
  for (const std::size_t count : {3U, 4U, 5U, 24U, 25U, 120U}) {
    for (std::size_t width = 20; width < 110; ++width) {
      const std::string line = histogram(months(std::vector<std::uint64_t>(count, 3)), width);
      EXPECT_LE(cli::columns(line), width) << count;
    }
  }
  EXPECT_EQ(histogram(months({1, 1, 2, 2, 4, 4}), 19), "2010-01 ▂▄█ 2010-06");
}

}  // namespace
}  // namespace nonmun::program
