#pragma once

#include <nonmun/search.hpp>
#include <string>
#include <vector>

namespace nonmun::program {

/// A section of the file of saved searches.
struct SavedSearch {
  std::string name, query;
  SearchOptions settings;  ///< sorted by date and without a limit unless the file says otherwise
};

/// $XDG_CONFIG_HOME/nonmun/searches.ini
std::string saved_searches_path();

/// Reads the file: [NAME], then "query = ..." and parameters by their names.
/// @throws Error(usage) when it is not there or has no searches; "FILE:LINE: ..." for what is wrong
///         in it
std::vector<SavedSearch> read_saved_searches();

}  // namespace nonmun::program
