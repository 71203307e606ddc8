#include "searcher/match/length_norms.hpp"

#include <algorithm>

#include "searcher/match/bm25.hpp"

namespace nonmun::match {

LengthNorms::LengthNorms(const index::PostingTable& table)
    : table_(table),
      length_factor_(table.average_length() > 0 ? 1 / table.average_length() : 0),
      windows_(table.windows()) {}

const double* LengthNorms::of_window(std::uint32_t window) {
  std::vector<double>& norms = windows_[window];
  if (norms.empty()) {
    norms.resize(index::kWindowSize);
    const std::uint32_t first = index::docid_at(window, 0);
    for (std::uint32_t i = 0; i < index::kWindowSize; ++i) norms[i] = of(first + i);
  }
  return norms.data();
}

// As Xapian works it out, operation by operation: the scores of both matchers are to be the same.
double LengthNorms::of(std::uint32_t docid) const {
  const double length = std::max(table_.length(docid) * length_factor_, kMinLength);
  return kK1 * (length * kB + (1 - kB));
}

}  // namespace nonmun::match
