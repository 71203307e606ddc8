#include "indexer/derive/decomposition.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>
#include <stdexcept>

#include "tests/support/folder.hpp"
#include "tests/unit/indexer/derive/sample_matrix.hpp"

namespace nonmun::derive {
namespace {

SparseMatrix sparse(const std::vector<std::vector<double>>& rows) {
  SparseMatrix matrix;
  for (const auto& row : rows) {
    matrix.columns = row.size();
    for (std::uint32_t j = 0; j < row.size(); ++j) {
      if (row[j] != 0) matrix.entries.push_back({j, static_cast<float>(row[j])});
    }
    matrix.ends.push_back(matrix.entries.size());
  }
  return matrix;
}

SingularVectors vectors_of(const SparseMatrix& matrix, std::size_t most) {
  return singular_vectors(matrix, most, [] {});
}

std::vector<std::vector<double>> random_rows(std::size_t rows, std::size_t columns) {
  std::mt19937 random(3);
  std::vector<std::vector<double>> matrix(rows, std::vector<double>(columns));
  for (auto& row : matrix) {
    for (double& value : row) value = random() % 3 == 0 ? static_cast<double>(random() % 9) - 2 : 0;
  }
  return matrix;
}

TEST(SingularVectors, OfADiagonalMatrixAreItsAxes) {
  const SingularVectors v = vectors_of(sparse({{1, 0, 0}, {0, -3, 0}, {0, 0, 2}}), 2);
  ASSERT_EQ(v.count, 2U);
  const double expected[3][2] = {{0, 0}, {1, 0}, {0, 1}};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 2; ++j) EXPECT_NEAR(v.row(i)[j], expected[i][j], 1e-12);
  }
}

// [[2, 1], [1, 2], [0, 0]]: squared, eigenvalues 9 and 1, eigenvectors (1, 1) and (1, -1).
TEST(SingularVectors, OfAKnownMatrix) {
  const SingularVectors v = vectors_of(sparse({{2, 1}, {1, 2}, {0, 0}}), 100);
  ASSERT_EQ(v.count, 2U);
  const double half = std::sqrt(0.5);
  EXPECT_NEAR(v.row(0)[0], half, 1e-12);
  EXPECT_NEAR(v.row(1)[0], half, 1e-12);
  EXPECT_NEAR(std::abs(v.row(0)[1]), half, 1e-12);
  EXPECT_NEAR(v.row(0)[1], -v.row(1)[1], 1e-12);
}

TEST(SingularVectors, AreOrthogonalAndTurnedOnlyInLength) {
  const auto rows = random_rows(60, 40);
  const SingularVectors v = vectors_of(sparse(rows), 30);
  ASSERT_EQ(v.count, 30U);
  double before = 1e300;
  for (std::size_t k = 0; k < v.count; ++k) {
    for (std::size_t l = 0; l <= k; ++l) {
      double product = 0;
      for (std::size_t j = 0; j < 40; ++j) product += v.row(j)[k] * v.row(j)[l];
      EXPECT_NEAR(product, k == l ? 1 : 0, 1e-9);
    }
    std::vector<double> back(40);  // transposed A * A * v
    double squared = 0;
    for (const auto& row : rows) {
      double product = 0;
      for (std::size_t j = 0; j < 40; ++j) product += row[j] * v.row(j)[k];
      squared += product * product;
      for (std::size_t j = 0; j < 40; ++j) back[j] += product * row[j];
    }
    EXPECT_LE(squared, before * (1 + 1e-9)) << "descending";
    before = squared;
    for (std::size_t j = 0; j < 40; ++j)
      EXPECT_NEAR(back[j], squared * v.row(j)[k], 1e-6 * squared);
    double greatest = 0;
    for (std::size_t j = 0; j < 40; ++j) {
      if (std::abs(v.row(j)[k]) > std::abs(greatest)) greatest = v.row(j)[k];
    }
    EXPECT_GT(greatest, 0);
  }
}

TEST(SingularVectors, AreNoMoreThanTheRank) {
  auto rows = random_rows(3, 30);
  for (int i = 0; i < 40; ++i) rows.push_back(rows[static_cast<std::size_t>(i % 3)]);
  EXPECT_EQ(vectors_of(sparse(rows), 20).count, 3U);
  EXPECT_EQ(vectors_of(sparse({{0, 0}, {0, 0}}), 20).count, 0U);
  EXPECT_EQ(vectors_of(SparseMatrix(), 20).count, 0U);
}

// The same source compiled for this very processor, with every instruction that it has.
TEST(SingularVectors, HaveTheSameBitsWithOtherInstructions) {
  const testing_support::Folder folder;
  const std::string command =
      std::string("'") + NONMUN_WRITE_SIMILARITY + "' '" + folder.path() + "'";
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
  const std::vector<double> values = sample_vectors();
  ASSERT_EQ(values.size(), 500U * 120);
  EXPECT_TRUE(folder.read("vectors") == std::string(reinterpret_cast<const char*>(values.data()),
                                                    values.size() * sizeof(double)));
}

TEST(SingularVectors, EndWhenTheyAreTold) {
  const SparseMatrix matrix = sparse(random_rows(20, 20));
  int calls = 0;
  singular_vectors(matrix, 10, [&] { ++calls; });
  ASSERT_GT(calls, 10);
  for (int stop = 1; stop <= calls; ++stop) {
    int left = stop;
    EXPECT_THROW(singular_vectors(matrix, 10,
                                  [&] {
                                    if (--left == 0) throw std::runtime_error("stop");
                                  }),
                 std::runtime_error);
  }
}

TEST(NaturalLog, AgreesWithTheLibrary) {
  for (const double x : {0.5, 0.7, 0.71, 1.0, 1.0001, 1.4142, 2.0, 3.0, 7.5, 1e6, 1e-6}) {
    EXPECT_NEAR(natural_log(x), std::log(x), 1e-15 * std::max(1.0, std::abs(std::log(x)))) << x;
  }
  EXPECT_EQ(natural_log(1), 0);
}

}  // namespace
}  // namespace nonmun::derive
