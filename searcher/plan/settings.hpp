#pragma once

#include <nonmun/search.hpp>
#include <string_view>
#include <vector>

#include "searcher/plan/weights.hpp"

namespace nonmun::query {

/// Which mechanisms a search uses, and how much each counts.
class Settings {
 public:
  /// @throws Error(usage) for an unknown mechanism or weight, or a weight out of range.
  explicit Settings(const SearchOptions& options);

  /// No mechanism at all: the words as they stand.
  static Settings literal();

  /// @param mechanism a name of kMechanisms
  bool on(std::string_view mechanism) const;
  const Weights& weights() const { return weights_; }

 private:
  Settings() = default;

  std::vector<std::string_view> off_;
  Weights weights_;
};

}  // namespace nonmun::query
