#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace nonmun::derive {

/// A sparse matrix, row by row.
struct SparseMatrix {
  struct Entry {
    std::uint32_t column = 0;
    float value = 0;
  };
  std::size_t columns = 0;
  std::vector<Entry> entries;
  std::vector<std::size_t> ends;  ///< of each row, in `entries`

  std::size_t rows() const { return ends.size(); }
};

/// Right singular vectors of a matrix.
struct SingularVectors {
  std::size_t count = 0;       ///< the rank of the matrix, if that is less than what was asked for
  std::size_t stride = 0;      ///< from one column of the matrix to the next in `values`
  std::vector<double> values;  ///< per column of the matrix: its place in each vector

  const double* row(std::size_t column) const { return values.data() + column * stride; }
};

/// The singular vectors of the greatest singular values, in descending order: randomised subspace
/// iteration (Halko, Martinsson & Tropp 2011, algorithm 4.4, oversampling 20, 3 iterations), with a
/// fixed seed. The element of each vector that is greatest in magnitude is positive.
///
/// Equal matrices give equal bits on every machine: sums are made in one order whatever the vector
/// instructions. Memory: 8 (most + 20) bytes per row and per column, and the entries once more.
/// @param check called now and then; may throw
SingularVectors singular_vectors(const SparseMatrix& matrix, std::size_t most,
                                 const std::function<void()>& check);

/// The natural logarithm of a number above 0, to 1e-15 of its value. Those of C libraries differ in
/// the last bit from processor to processor.
double natural_log(double x);

}  // namespace nonmun::derive
