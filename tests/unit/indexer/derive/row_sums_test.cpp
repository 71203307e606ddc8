#include "indexer/derive/row_sums.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace nonmun::derive {
namespace {

TEST(RowSums, AreThoseOfOneAdditionAfterAnother) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> number(-1, 1);
  for (std::size_t count = 0; count < 140; ++count) {
    const std::size_t rows = random() % 9;
    std::vector<double> values(rows * count);
    for (double& value : values) value = number(random) * static_cast<double>(random() % 1000);
    std::vector<WeightedRow> weighted;
    for (std::size_t i = 0; i < rows; ++i) {
      weighted.push_back({number(random), values.data() + i * count});
    }
    std::vector<double> sums(count + 1);
    for (double& sum : sums) sum = number(random);
    std::vector<double> expected = sums;
    for (const WeightedRow& row : weighted) {
      for (std::size_t i = 0; i < count; ++i) {
        const volatile double product = row.factor * row.row[i];  // rounded by itself
        expected[i] += product;
      }
    }
    add_rows(weighted, sums.data(), count);
    EXPECT_EQ(sums, expected) << count << " elements, " << rows << " rows";
  }
}

}  // namespace
}  // namespace nonmun::derive
