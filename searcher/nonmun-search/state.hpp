#pragma once

#include <cstddef>
#include <nonmun/results.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What the program remembers from one run to the next, in $XDG_STATE_HOME/nonmun. Only the user
/// can read it. That it cannot be written is never an error: a search has its answer all the same.
namespace nonmun::program {

/// The last search: what `show N` counts on, and whose words it marks.
struct LastSearch {
  std::string query;
  std::string index;                                      ///< absolute path
  std::vector<std::pair<std::size_t, std::string>> hits;  ///< rank and id
};

/// Remembers the hits of a search in `index` (empty: the default one).
void remember(const std::string& index, const std::string& query, const Results& results);

/// Nothing when there was none, or what is remembered cannot be read.
std::optional<LastSearch> last_search();

}  // namespace nonmun::program
