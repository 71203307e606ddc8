#include "indexer/derive/decomposition.hpp"

// Eigen solves one small problem here, in scalar code: its products add up in an order that depends
// on the vector instructions it is compiled for. This file is compiled with
// NONMUN_EXACT_ARITHMETIC.
#define EIGEN_DONT_VECTORIZE
#define EIGEN_DONT_PARALLELIZE
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

namespace nonmun::derive {
namespace {

constexpr std::size_t kOversampling = 20;
constexpr int kIterations = 3;
constexpr std::size_t kRowsBetweenChecks = 1024;
/// What is left of a squared length by rounding, when a vector depends on those before it.
constexpr double kRounding = 1e-12;

/// A dense matrix, row by row. Every operation below goes along a row in its inner loop and adds
/// row after row, so the compiler may use vector instructions without another order of additions.
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
        left_(matrix.rows(), width_),
        right_(matrix.columns, width_) {}

  SingularVectors run(std::size_t most) && {
    randomise(right_);
    for (int i = 0; i <= kIterations; ++i) {
      multiply();
      orthonormalise();
      orthonormalise();  // once is not enough where columns are nearly parallel
      multiply_back();
    }
    return finish(most);
  }

 private:
  /// Calls visit(row, entry) for every entry in its order.
  template <class Visit>
  void for_entries(Visit visit) const {
    std::size_t entry = 0;
    for (std::size_t i = 0; i < matrix_.rows(); ++i) {
      check_at(i);
      for (; entry < matrix_.ends[i]; ++entry) visit(i, matrix_.entries[entry]);
    }
  }

  void check_at(std::size_t row) const {
    if (row % kRowsBetweenChecks == 0) check_();
  }

  /// left = matrix * right
  void multiply() {
    left_.clear();
    for_entries([&](std::size_t row, const SparseMatrix::Entry& entry) {
      add(entry.value, right_.row(entry.column), left_.row(row), width_);
    });
  }

  /// right = transposed matrix * left
  void multiply_back() {
    right_.clear();
    for_entries([&](std::size_t row, const SparseMatrix::Entry& entry) {
      add(entry.value, left_.row(row), right_.row(entry.column), width_);
    });
  }

  /// The upper half of the products of all columns with each other.
  Dense gram(const Dense& tall) const {
    Dense products(width_, width_);
    for (std::size_t i = 0; i < tall.rows(); ++i) {
      check_at(i);
      const double* row = tall.row(i);
      for (std::size_t j = 0; j < width_; ++j) {
        add(row[j], row + j, products.row(j) + j, width_ - j);
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
      double* row = left_.row(i);
      for (std::size_t j = 0; j < width_; ++j) {
        row[j] *= inverse[j];
        if (row[j] != 0) add(-row[j], factor.row(j) + j + 1, row + j + 1, width_ - j - 1);
      }
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
      for (std::size_t j = 0; j < width_; ++j)
        add(row[j], turn.row(j), turned.data(), vectors.count);
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
