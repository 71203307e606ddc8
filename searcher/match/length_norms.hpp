#pragma once

#include <cstdint>
#include <vector>

#include "indexer/index/postings.hpp"

namespace nonmun::match {

/// What BM25 adds to how often a paper has a word because of the paper's length:
/// k1 * (1 - b + b * length / average length). Worked out once for each paper, when its window is
/// first looked at. For one thread at a time.
class LengthNorms {
 public:
  explicit LengthNorms(const index::PostingTable& table);

  /// Of the papers of a window, by their number in it.
  const double* of_window(std::uint32_t window);
  double of(std::uint32_t docid) const;

 private:
  index::PostingTable table_;
  double length_factor_;  ///< 1 / average length
  std::vector<std::vector<double>> windows_;
};

}  // namespace nonmun::match
