#include "indexer/cli/nearest.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

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

}  // namespace

std::string nearest(std::string_view name, std::span<const std::string_view> candidates) {
  constexpr std::size_t kMinPrefix = 3;
  constexpr std::size_t kMaxName = 64;  // no name of an option is longer; bounds the work
  if (name.empty() || name.size() > kMaxName) return {};
  std::size_t best = std::max<std::size_t>(1, name.size() / 3) + 1;
  std::string_view found;
  for (const std::string_view candidate : candidates) {
    const bool begins = name.size() >= kMinPrefix && candidate.starts_with(name);
    const std::size_t edits = begins ? 1 : distance(name, candidate);
    // One letter is a part of everything.
    if (edits >= best || edits >= std::max(name.size(), candidate.size())) continue;
    best = edits;
    found = candidate;
  }
  return std::string(found);
}

}  // namespace nonmun::cli
