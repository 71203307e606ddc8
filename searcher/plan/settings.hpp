#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "searcher/plan/mechanisms.hpp"
#include "searcher/plan/weights.hpp"

namespace nonmun::plan {

/// Which mechanisms a search uses, and how much each counts.
class Settings {
 public:
  /// Every mechanism, with the weights of the table.
  Settings() { on_.set(); }

  /// @param without names of mechanisms to switch off
  /// @param weights names of weights, and what to use instead of the table's values
  /// @throws Error(usage) for an unknown mechanism or weight, or a weight out of range.
  Settings(const std::vector<std::string>& without,
           const std::vector<std::pair<std::string, double>>& weights);

  /// No mechanism at all: the words as they stand.
  static Settings literal();

  bool on(Mechanism mechanism) const { return on_.test(static_cast<std::size_t>(mechanism)); }
  const Weights& weights() const { return weights_; }

 private:
  std::bitset<kMechanisms.size()> on_;
  Weights weights_;
};

}  // namespace nonmun::plan
