#include "indexer/derive/decomposition.hpp"

// Eigen solves one small problem here, in scalar code: its products add up in an order that depends
// on the vector instructions it is compiled for. This file is compiled with
// NONMUN_EXACT_ARITHMETIC.
#define EIGEN_DONT_VECTORIZE
#define EIGEN_DONT_PARALLELIZE
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "indexer/derive/row_sums.hpp"

namespace nonmun::derive {
namespace {

constexpr std::size_t kOversampling = 20;
constexpr int kIterations = 3;
constexpr std::size_t kRowsBetweenChecks = 1024;
/// Rows that are added together: few enough to stay in the processor's second cache.
constexpr std::size_t kRowsTogether = 64;
/// Columns of a triangular matrix that are eliminated together.
constexpr std::size_t kColumnsTogether = 8;
/// What is left of a squared length by rounding, when a vector depends on those before it.
constexpr double kRounding = 1e-12;

/// A dense matrix, row by row. Every operation below adds row after row, so vector instructions do
/// not change the order of additions.
class Dense {
 public:
  Dense(std::size_t rows, std::size_t columns)
      : rows_(rows), columns_(columns), values_(rows * columns) {}

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  double* row(std::size_t i) { return values_.data() + i * columns_; }
  const double* row(std::size_t i) const { return values_.data() + i * columns_; }
  void clear() { std::fill(values_.begin(), values_.end(), 0.0); }
  std::vector<double> release() && { return std::move(values_); }

 private:
  std::size_t rows_;
  std::size_t columns_;
  std::vector<double> values_;
};

void add(double factor, const double* from, double* to, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) to[i] += factor * from[i];
}

/// Numbers from -0.5 to 0.5 (Steele, Lea & Flood 2014, SplitMix).
void randomise(Dense& matrix) {
  std::uint64_t state = 0;
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    for (std::size_t j = 0; j < matrix.columns(); ++j) {
      std::uint64_t x = state += 0x9E3779B97F4A7C15U;
      x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
      x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
      x ^= x >> 31U;
      matrix.row(i)[j] = static_cast<double>(x >> 11U) * 0x1p-53 - 0.5;
    }
  }
}

class Decomposition {
 public:
  Decomposition(const SparseMatrix& matrix, std::size_t most, const std::function<void()>& check)
      : matrix_(matrix),
        check_(check),
        width_(std::min({most + kOversampling, matrix.rows(), matrix.columns})),
        transposed_(transpose(matrix)),
        left_(matrix.rows(), width_),
        right_(matrix.columns, width_) {}

  SingularVectors run(std::size_t most) && {
    randomise(right_);
    for (int i = 0; i <= kIterations; ++i) {
      multiply(matrix_, right_, left_);
      orthonormalise();
      orthonormalise();  // once is not enough where columns are nearly parallel
      multiply(transposed_, left_, right_);
    }
    return finish(most);
  }

 private:
  /// The same matrix column by column; the `column` of its entries is the row.
  static SparseMatrix transpose(const SparseMatrix& matrix) {
    SparseMatrix transposed;
    transposed.columns = matrix.rows();
    std::vector<std::size_t> next(matrix.columns + 1);
    for (const SparseMatrix::Entry& entry : matrix.entries) ++next[entry.column + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    transposed.ends.assign(next.begin() + 1, next.end());
    transposed.entries.resize(matrix.entries.size());
    std::size_t entry = 0;
    for (std::size_t i = 0; i < matrix.rows(); ++i) {
      for (; entry < matrix.ends[i]; ++entry) {
        const auto& [column, value] = matrix.entries[entry];
        transposed.entries[next[column]++] = {static_cast<std::uint32_t>(i), value};
      }
    }
    return transposed;
  }

  void check_at(std::size_t row) const {
    if (row % kRowsBetweenChecks == 0) check_();
  }

  /// product = sparse * dense
  void multiply(const SparseMatrix& sparse, const Dense& dense, Dense& product) {
    product.clear();
    std::size_t entry = 0;
    for (std::size_t i = 0; i < sparse.rows(); ++i) {
      check_at(i);
      rows_.clear();
      for (; entry < sparse.ends[i]; ++entry) {
        rows_.push_back({sparse.entries[entry].value, dense.row(sparse.entries[entry].column)});
      }
      add_rows(rows_, product.row(i), width_);
    }
  }

  /// The upper half of the products of all columns with each other.
  Dense gram(const Dense& tall) {
    Dense products(width_, width_);
    for (std::size_t first = 0; first < tall.rows(); first += kRowsTogether) {
      check_at(first);
      const std::size_t end = std::min(first + kRowsTogether, tall.rows());
      for (std::size_t j = 0; j < width_; ++j) {
        rows_.clear();
        for (std::size_t i = first; i < end; ++i) {
          rows_.push_back({tall.row(i)[j], tall.row(i) + j});
        }
        add_rows(rows_, products.row(j) + j, width_ - j);
      }
    }
    return products;
  }

  /// Makes the columns of `left` orthogonal and of length 1 (Cholesky QR); those that depend on
  /// others become 0.
  void orthonormalise() {
    Dense factor = gram(left_);
    std::vector<double> inverse(width_);
    std::vector<double> squared(width_);
    for (std::size_t j = 0; j < width_; ++j) squared[j] = factor.row(j)[j];
    for (std::size_t j = 0; j < width_; ++j) {
      double* row = factor.row(j);
      if (!(row[j] > kRounding * squared[j])) continue;  // its inverse stays 0
      inverse[j] = 1 / std::sqrt(row[j]);
      for (std::size_t k = j; k < width_; ++k) row[k] *= inverse[j];
      for (std::size_t i = j + 1; i < width_; ++i)
        add(-row[i], row + i, factor.row(i) + i, width_ - i);
    }
    for (std::size_t i = 0; i < left_.rows(); ++i) {
      check_at(i);
      eliminate(factor, inverse, left_.row(i));
    }
  }

  /// Solves x * factor = row in place, for the upper triangle of the factor.
  void eliminate(const Dense& factor, const std::vector<double>& inverse, double* row) {
    for (std::size_t first = 0; first < width_; first += kColumnsTogether) {
      const std::size_t end = std::min(first + kColumnsTogether, width_);
      rows_.clear();
      for (std::size_t j = first; j < end; ++j) {
        row[j] *= inverse[j];
        if (row[j] == 0) continue;
        add(-row[j], factor.row(j) + j + 1, row + j + 1, end - j - 1);
        rows_.push_back({-row[j], factor.row(j) + end});
      }
      add_rows(rows_, row + end, width_ - end);
    }
  }

  /// The matrix is about left * transposed right, so their vectors are those of `right`.
  SingularVectors finish(std::size_t most) {
    const Dense products = gram(right_);
    Eigen::MatrixXd symmetric(width_, width_);
    for (std::size_t i = 0; i < width_; ++i) {
      for (std::size_t j = i; j < width_; ++j) {
        symmetric(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(i)) = products.row(i)[j];
      }
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(symmetric);  // reads the lower half
    SingularVectors vectors;
    vectors.stride = width_;
    Dense turn(width_, width_);  // from the columns of `right` to its singular vectors
    for (; vectors.count < std::min(most, width_); ++vectors.count) {
      // Eigen orders ascending.
      const auto column = static_cast<Eigen::Index>(width_ - 1 - vectors.count);
      const double squared = solver.eigenvalues()(column);
      if (!(squared > kRounding * solver.eigenvalues()(static_cast<Eigen::Index>(width_) - 1)))
        break;
      for (std::size_t i = 0; i < width_; ++i) {
        turn.row(i)[vectors.count] =
            solver.eigenvectors()(static_cast<Eigen::Index>(i), column) / std::sqrt(squared);
      }
    }
    std::vector<double> turned(width_);
    for (std::size_t i = 0; i < right_.rows(); ++i) {
      check_at(i);
      double* row = right_.row(i);
      std::fill(turned.begin(), turned.end(), 0.0);
      rows_.clear();
      for (std::size_t j = 0; j < width_; ++j) rows_.push_back({row[j], turn.row(j)});
      add_rows(rows_, turned.data(), vectors.count);
      std::copy(turned.begin(), turned.end(), row);
    }
    fix_signs(vectors.count);
    vectors.values = std::move(right_).release();
    return vectors;
  }

  void fix_signs(std::size_t count) {
    std::vector<double> greatest(count);
    for (std::size_t i = 0; i < right_.rows(); ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        if (std::abs(right_.row(i)[j]) > std::abs(greatest[j])) greatest[j] = right_.row(i)[j];
      }
    }
    for (std::size_t i = 0; i < right_.rows(); ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        if (greatest[j] < 0) right_.row(i)[j] = -right_.row(i)[j];
      }
    }
  }

  const SparseMatrix& matrix_;
  const std::function<void()>& check_;
  std::size_t width_;
  const SparseMatrix transposed_;
  std::vector<WeightedRow> rows_;  // of one sum
  Dense left_;
  Dense right_;
};

}  // namespace

SingularVectors singular_vectors(const SparseMatrix& matrix, std::size_t most,
                                 const std::function<void()>& check) {
  if (matrix.rows() == 0 || matrix.columns == 0 || most == 0) return {};
  return Decomposition(matrix, most, check).run(most);
}

double natural_log(double x) {
  constexpr double kLn2 = 0x1.62e42fefa39efp-1;
  constexpr int kTerms = 11;
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);  // 0.5 to 1
  if (mantissa < 0.70710678118654752) {
    mantissa *= 2;
    --exponent;
  }
  // ln m = 2 (s + s³/3 + s⁵/5 + …) with s = (m - 1) / (m + 1), at most 0.172 here.
  const double s = (mantissa - 1) / (mantissa + 1);
  double sum = 0;
  for (int i = kTerms - 1; i >= 0; --i) sum = sum * s * s + 1.0 / (2 * i + 1);
  return exponent * kLn2 + 2 * s * sum;
}

}  // namespace nonmun::derive
