#include "searcher/nonmun-serve/near_names.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "analyzers/text/ascii.hpp"

namespace nonmun::program {
namespace {

constexpr std::size_t kMaxNames = 3;
constexpr std::size_t kMaxLength = 64;  ///< no name is longer, and the table stays small

std::string folded(std::string_view name) {
  std::string text = text::ascii_lowered(name);
  std::replace(text.begin(), text.end(), '_', '-');
  return text;
}

std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t change = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& names) {
  if (name.empty() || name.size() > kMaxLength) return {};
  const std::string wanted = folded(name);
  const std::size_t max_distance = 1 + wanted.size() / 4;
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& candidate : names) {
    const std::size_t far = distance(wanted, folded(candidate));
    if (far <= max_distance) near.emplace_back(far, candidate);
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  if (near.size() > kMaxNames) near.resize(kMaxNames);
  std::vector<std::string> found;
  for (auto& [far, candidate] : near) found.push_back(std::move(candidate));
  return found;
}

}  // namespace nonmun::program
