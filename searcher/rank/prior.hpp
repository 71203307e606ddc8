#pragma once

#include <cstdint>

namespace nonmun::rank {

/// The parts of a score beside relevance: a * v/(v+k) + b * 2^(-age/h).
struct Prior {
  double votes_weight = 0;    ///< a
  double recency_weight = 0;  ///< b
  double half_life_days = 1;  ///< h
  std::int64_t as_of = 0;     ///< days since 1970-01-01

  /// Half of `a` is reached at k votes: about the geometric mean of real vote counts.
  static constexpr double kPivot = 8;

  /// Unknown votes count as none.
  double votes(std::int32_t count) const;
  /// Days in the future count as age 0.
  double recency(std::int64_t day) const;
  /// v / (age + 2)^1.8 with the age in days: the order of Hacker News' front page (news.arc, where
  /// the age is in hours and the exponent is called gravity).
  double trend(std::int32_t count, std::int64_t day) const;
};

}  // namespace nonmun::rank
