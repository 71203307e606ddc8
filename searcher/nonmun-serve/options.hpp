#pragma once

#include <span>
#include <string>
#include <vector>

#include "indexer/cli/options.hpp"
#include "searcher/nonmun-serve/settings.hpp"

namespace nonmun::program {

inline constexpr const char* kName = "nonmun-serve";

/// The options of the program.
std::span<const cli::Option> options();

/// What --help prints.
std::string help_text();

/// What --help-json prints.
std::string help_json();

/// @throws Error(usage), Error(io) for a token that cannot be read.
Settings settings_of(const cli::Arguments& arguments);

/// The same for `nonmun-serve mcp`, which has no network. @throws Error(usage)
Settings mcp_settings_of(const cli::Arguments& arguments);

}  // namespace nonmun::program
