#pragma once

#include "indexer/derive/decomposition.hpp"

namespace nonmun::derive {

/// A sparse matrix of 700 rows and 500 columns, the same everywhere.
inline SparseMatrix sample_matrix() {
  SparseMatrix matrix;
  matrix.columns = 500;
  std::uint32_t state = 1;
  const auto next = [&](std::uint32_t n) {
    state = state * 1'664'525U + 1'013'904'223U;
    return (state >> 8U) % n;
  };
  for (int i = 0; i < 700; ++i) {
    for (std::uint32_t column = next(20); column < matrix.columns; column += 1 + next(40)) {
      matrix.entries.push_back({column, static_cast<float>(1 + next(1000)) / 1000});
    }
    matrix.ends.push_back(matrix.entries.size());
  }
  return matrix;
}

/// The bits of its singular vectors.
inline std::vector<double> sample_vectors() {
  return singular_vectors(sample_matrix(), 100, [] {}).values;
}

}  // namespace nonmun::derive
