#pragma once

#include <cstdint>

#include "searcher/match/document.hpp"

namespace nonmun::match {

/// What the order of papers depends on beside BM25: the score of one is
/// (BM25 / highest BM25 of all + bonus) * factor. A matcher that knows the bounds can leave out
/// papers that cannot be among the first.
class Scoring {
 public:
  virtual ~Scoring() = default;

  /// Above 0.
  virtual double factor(const Document& document) const = 0;
  virtual double max_factor() const = 0;
  /// 0 or more.
  virtual double bonus(const Document& document) const = 0;
  virtual double max_bonus() const = 0;
  /// Says that bonus() will soon be asked for: what it reads may be far away.
  virtual void prefetch(const Document& /*document*/) const {}
};

}  // namespace nonmun::match
