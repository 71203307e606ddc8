#pragma once

#include <xapian.h>

#include <string>

#include "searcher/match/matcher.hpp"

namespace nonmun::match {

/// Reads the sort keys of documents (sort_key() of their papers), fastest in ascending order.
class SortKeys {
 public:
  /// `database` must outlive the object.
  explicit SortKeys(const Xapian::Database& database) : database_(database) {}

  std::string operator()(const Document& document);

 private:
  const Xapian::Database& database_;
  Xapian::ValueIterator at_;  ///< goes forwards only
  Xapian::docid docid_ = 0;   ///< of `at_`; 0: not begun
};

}  // namespace nonmun::match
