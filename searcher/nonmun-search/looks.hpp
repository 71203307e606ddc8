#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace nonmun::program {

/// When somebody last looked at what was new.
struct Look {
  std::string day;               ///< the newest day of the index then, ISO
  std::vector<std::string> ids;  ///< papers of that day that were seen
};

/// The last look of a name at an index (empty: the default one); nothing when there was none.
std::optional<Look> last_look(const std::string& index, const std::string& name);

/// Remembers looks, by name, beside those of other names and indexes.
void remember_looks(const std::string& index,
                    const std::vector<std::pair<std::string, Look>>& looks);

}  // namespace nonmun::program
