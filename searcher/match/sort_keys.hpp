#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>

#include "searcher/match/documents.hpp"
#include "searcher/match/matcher.hpp"

namespace nonmun::match {

/// Reads the sort keys of documents (sort_key() of their papers), fastest in ascending order.
class SortKeys {
 public:
  /// `documents` must outlive the object.
  explicit SortKeys(const Documents& documents) : documents_(&documents) {}

  std::string operator()(const Document& document);

 private:
  const Documents* documents_;
  Xapian::ValueIterator at_;  ///< goes forwards only
  std::size_t shard_ = 0;     ///< of `at_`
  Xapian::docid docid_ = 0;   ///< of `at_`; 0: not begun
};

}  // namespace nonmun::match
