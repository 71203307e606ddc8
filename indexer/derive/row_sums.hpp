#pragma once

#include <cstddef>
#include <span>

namespace nonmun::derive {

/// A row of a dense matrix, and what it is multiplied by.
struct WeightedRow {
  double factor = 0;
  const double* row = nullptr;
};

/// to[i] += factor * row[i] for the first `count` elements, row after row. Each product and each
/// sum is rounded by itself and in this order, so that the bits do not depend on the processor: its
/// widest vector instructions are used. `to` must not overlap a row.
void add_rows(std::span<const WeightedRow> rows, double* to, std::size_t count);

}  // namespace nonmun::derive
