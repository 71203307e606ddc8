#include "searcher/plan/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nonmun/error.hpp>
#include <string_view>

namespace nonmun::plan {
namespace {

template <class Table>
const auto& entry(const Table& table, std::string_view name, std::string_view what) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const auto& e) { return e.name == name; });
  if (found == table.end()) {
    throw Error(ErrorCode::usage, fmt::format("there is no {} \"{}\"", what, name));
  }
  return *found;
}

}  // namespace

Settings::Settings(const std::vector<std::string>& without,
                   const std::vector<std::pair<std::string, double>>& weights)
    : Settings() {
  for (const std::string& name : without) {
    on_.reset(static_cast<std::size_t>(entry(kMechanisms, name, "mechanism").id));
  }
  for (const auto& [name, value] : weights) {
    const WeightInfo& weight = entry(kWeights, name, "weight");
    if (!(value >= 0 && value <= kMaxWeight)) {
      throw Error(ErrorCode::usage,
                  fmt::format("the weight \"{}\" must lie between 0 and {:g}", name, kMaxWeight));
    }
    weights_.*weight.member = value;
  }
}

Settings Settings::literal() {
  Settings settings;
  settings.on_.reset();
  return settings;
}

}  // namespace nonmun::plan
