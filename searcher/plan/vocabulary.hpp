#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/index/derived.hpp"

namespace nonmun::plan {

/// How often terms occur in the index.
class TermStatistics {
 public:
  virtual ~TermStatistics() = default;

  /// Number of papers that have the term.
  virtual std::uint32_t frequency(const std::string& term) const = 0;
  /// Number of papers.
  virtual std::uint32_t papers() const = 0;
};

/// Terms that begin alike.
struct Beginning {
  std::vector<std::string> terms;
  std::size_t all = 0;
};

/// What planning a query needs to know of the index.
class Vocabulary : public TermStatistics {
 public:
  /// Number of papers that have a term of each set.
  virtual std::uint32_t papers_with_both(const std::vector<std::string>& left,
                                         const std::vector<std::string>& right) const = 0;
  /// Number of papers that have the terms side by side, in this order.
  virtual std::uint32_t papers_with_phrase(const std::vector<std::string>& terms) const = 0;
  /// The terms that begin so, those in most papers first, at most so many; and how many there are.
  virtual Beginning terms_with_prefix(const std::string& prefix, std::size_t max) const = 0;
  /// The name of the author with this term (index::kAuthorNamePrefix), as a paper writes it; empty
  /// when no paper has it.
  virtual std::string author_name(const std::string& term) const = 0;
  /// What was derived from all papers together.
  virtual const index::DerivedTables& derived() const = 0;
};

}  // namespace nonmun::plan
