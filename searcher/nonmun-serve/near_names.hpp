#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nonmun::program {

/// Those of `names` that may have been meant by `name`, nearest first, three at most: by
/// Levenshtein distance, with '_' and '-' and letters of either case alike.
std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& names);

}  // namespace nonmun::program
