#pragma once

#include <string>
#include <string_view>

#include "searcher/nonmun-search/commands.hpp"

namespace nonmun::program {

/// What -h prints: what one needs most days, on one screen.
std::string short_help_text();

/// What --help prints: everything, and what only experiments need at the end.
std::string help_text();
std::string help_text(const Command& command);

/// What --help TOPIC prints: a part of --help, or the keys of --interactive.
/// @throws Error(usage) when there is no such topic
std::string topic_help_text(std::string_view name);

/// What --help-json prints: what manual pages and completions are made from.
std::string help_json();
std::string help_json(const Command& command);

std::string version_text();

}  // namespace nonmun::program
