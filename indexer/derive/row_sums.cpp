#include "indexer/derive/row_sums.hpp"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "indexer/system/processor.hpp"

// This file is compiled with NONMUN_EXACT_ARITHMETIC: no fused multiplication and addition.

namespace nonmun::derive {
namespace {

void add_narrow(std::span<const WeightedRow> rows, double* to, std::size_t count) {
  for (const auto& [factor, row] : rows) {
    for (std::size_t i = 0; i < count; ++i) to[i] += factor * row[i];
  }
}

#ifdef __x86_64__

[[gnu::target("avx2"), gnu::always_inline]] inline __m256d plus(__m256d sum, __m256d factor,
                                                                const double* row) {
  return _mm256_add_pd(sum, _mm256_mul_pd(factor, _mm256_loadu_pd(row)));
}

/// Adds all rows to 32 elements of `to`, which stay in registers meanwhile.
[[gnu::target("avx2")]] void add_32(std::span<const WeightedRow> rows, double* to, std::size_t at) {
  double* const part = to + at;
  __m256d a = _mm256_loadu_pd(part);
  __m256d b = _mm256_loadu_pd(part + 4);
  __m256d c = _mm256_loadu_pd(part + 8);
  __m256d d = _mm256_loadu_pd(part + 12);
  __m256d e = _mm256_loadu_pd(part + 16);
  __m256d f = _mm256_loadu_pd(part + 20);
  __m256d g = _mm256_loadu_pd(part + 24);
  __m256d h = _mm256_loadu_pd(part + 28);
  for (const WeightedRow& weighted : rows) {
    const __m256d factor = _mm256_set1_pd(weighted.factor);
    const double* const row = weighted.row + at;
    a = plus(a, factor, row);
    b = plus(b, factor, row + 4);
    c = plus(c, factor, row + 8);
    d = plus(d, factor, row + 12);
    e = plus(e, factor, row + 16);
    f = plus(f, factor, row + 20);
    g = plus(g, factor, row + 24);
    h = plus(h, factor, row + 28);
  }
  _mm256_storeu_pd(part, a);
  _mm256_storeu_pd(part + 4, b);
  _mm256_storeu_pd(part + 8, c);
  _mm256_storeu_pd(part + 12, d);
  _mm256_storeu_pd(part + 16, e);
  _mm256_storeu_pd(part + 20, f);
  _mm256_storeu_pd(part + 24, g);
  _mm256_storeu_pd(part + 28, h);
}

[[gnu::target("avx2")]] void add_4(std::span<const WeightedRow> rows, double* to, std::size_t at) {
  __m256d sum = _mm256_loadu_pd(to + at);
  for (const WeightedRow& weighted : rows) {
    sum = plus(sum, _mm256_set1_pd(weighted.factor), weighted.row + at);
  }
  _mm256_storeu_pd(to + at, sum);
}

void add_wide(std::span<const WeightedRow> rows, double* to, std::size_t count) {
  std::size_t at = 0;
  for (; at + 32 <= count; at += 32) add_32(rows, to, at);
  for (; at + 4 <= count; at += 4) add_4(rows, to, at);
  for (; at < count; ++at) {
    double sum = to[at];
    for (const auto& [factor, row] : rows) sum += factor * row[at];
    to[at] = sum;
  }
}

#endif

}  // namespace

void add_rows(std::span<const WeightedRow> rows, double* to, std::size_t count) {
#ifdef __x86_64__
  if (system::has_avx2()) return add_wide(rows, to, count);
#endif
  add_narrow(rows, to, count);
}

}  // namespace nonmun::derive
