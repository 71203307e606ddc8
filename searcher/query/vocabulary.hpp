#pragma once

#include <cstdint>
#include <string>

namespace nonmun::query {

/// What planning a query needs to know of the index.
class Vocabulary {
 public:
  virtual ~Vocabulary() = default;

  /// Number of papers that have the term.
  virtual std::uint32_t frequency(const std::string& term) const = 0;
  /// Number of papers.
  virtual std::uint32_t papers() const = 0;
};

}  // namespace nonmun::query
