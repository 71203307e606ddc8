#pragma once

#include <string>
#include <vector>

#include "indexer/cli/options.hpp"

namespace nonmun::cli {

/// The folders that the options --index name, in their order; an empty name, for the default, when
/// there is none. FOLDER/* stands for every index in the folder, by name, numbers in their order:
/// a shell that finds nothing to replace in "--index=shards/*" leaves it to the program.
/// @throws Error(no_index) when FOLDER/* has none.
std::vector<std::string> index_folders(const Arguments& arguments);

}  // namespace nonmun::cli
