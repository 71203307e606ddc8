#pragma once

#include <nonmun/search.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/cli/config_file.hpp"
#include "indexer/cli/options.hpp"

/// The user's files in $XDG_CONFIG_HOME/nonmun.
namespace nonmun::program {

/// The content of one of them; nothing when there is no such file. @throws Error(io)
std::optional<std::string> read_config_file(const std::string& path);

/// Sets a parameter of a search from a line of a file.
/// @throws Error(usage) "FILE:LINE: ..." for a name or value that is wrong
void set_from_line(SearchOptions& options, const cli::Setting& line, const std::string& file);

/// Takes the defaults in the file `config` for the options of a table that the arguments do not
/// have. $NONMUN_INDEX comes before an index that the file names.
/// @throws Error(usage) "FILE:LINE: ..." for what is wrong in the file
void add_defaults(cli::Arguments& arguments, const std::vector<cli::Option>& table);

/// The settings that --config shows: what is set, and as comments what could be, in the form of the
/// file.
std::string config_text();

}  // namespace nonmun::program
