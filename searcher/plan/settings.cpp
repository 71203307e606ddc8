#include "searcher/plan/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "searcher/plan/mechanisms.hpp"

namespace nonmun::query {
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

Settings::Settings(const SearchOptions& options) {
  for (const std::string& name : options.without) {
    off_.push_back(entry(kMechanisms, name, "mechanism").name);
  }
  for (const auto& [name, value] : options.weights) {
    const WeightInfo& weight = entry(kWeights, name, "weight");
    if (!(value >= 0 && value <= kGreatestWeight)) {
      throw Error(ErrorCode::usage, fmt::format("the weight \"{}\" must lie between 0 and {:g}",
                                                name, kGreatestWeight));
    }
    weights_.*weight.member = value;
  }
}

Settings Settings::literal() {
  Settings settings;
  for (const MechanismInfo& mechanism : kMechanisms) settings.off_.push_back(mechanism.name);
  return settings;
}

bool Settings::on(std::string_view mechanism) const {
  return std::find(off_.begin(), off_.end(), mechanism) == off_.end();
}

}  // namespace nonmun::query
