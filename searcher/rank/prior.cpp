#include "searcher/rank/prior.hpp"

#include <algorithm>
#include <cmath>

namespace nonmun::rank {

double Prior::votes(std::int32_t count) const {
  // 1 - k/(v+k) instead of v/(v+k): rounding cannot make it fall while v grows.
  return count <= 0 ? 0 : votes_weight * (1 - kPivot / (count + kPivot));
}

double Prior::trend(std::int32_t count, std::int64_t day) const {
  constexpr double kGravity = 1.8;
  constexpr double kYouth = 2;  // days
  if (count <= 0) return 0;
  const auto age = static_cast<double>(std::max<std::int64_t>(0, as_of - day));
  return count / std::pow(age + kYouth, kGravity);
}

double Prior::recency(std::int64_t day) const {
  if (recency_weight == 0) return 0;
  const auto age = static_cast<double>(std::max<std::int64_t>(0, as_of - day));
  return recency_weight * std::exp2(-age / half_life_days);
}

}  // namespace nonmun::rank
