#include "indexer/cli/nearest.hpp"

#include <algorithm>
#include <utility>

#include "analyzers/text/ascii.hpp"

namespace nonmun::cli {
namespace {

/// Damerau-Levenshtein distance in the form that edits no substring twice (optimal string
/// alignment).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        next[j] = std::min(next[j], before[j - 2] + 1);
      }
    }
    before.swap(row);
    row.swap(next);
  }
  return row[b.size()];
}

std::string folded(std::string_view name) {
  std::string text = text::ascii_lowered(name);
  std::replace(text.begin(), text.end(), '_', '-');
  return text;
}

}  // namespace

std::vector<std::string> nearest_names(std::string_view name,
                                       std::span<const std::string_view> candidates,
                                       std::size_t max) {
  constexpr std::size_t kMinPrefix = 3;
  constexpr std::size_t kMaxName = 64;  // no name of an option is longer; bounds the work
  if (name.empty() || name.size() > kMaxName) return {};
  const std::string wanted = folded(name);
  const std::size_t max_edits = std::max<std::size_t>(1, wanted.size() / 3);
  std::vector<std::pair<std::size_t, std::string_view>> near;
  for (const std::string_view candidate : candidates) {
    const std::string other = folded(candidate);
    const bool begins = wanted.size() >= kMinPrefix && other.starts_with(wanted);
    const std::size_t edits =
        begins ? std::min<std::size_t>(1, other.size() - wanted.size()) : distance(wanted, other);
    // One letter is a part of everything.
    if (edits > max_edits || edits >= std::max(wanted.size(), other.size())) continue;
    near.emplace_back(edits, candidate);
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> found;
  for (std::size_t i = 0; i < std::min(max, near.size()); ++i) found.emplace_back(near[i].second);
  return found;
}

std::string nearest(std::string_view name, std::span<const std::string_view> candidates) {
  const std::vector<std::string> found = nearest_names(name, candidates, 1);
  return found.empty() ? std::string() : found.front();
}

}  // namespace nonmun::cli
