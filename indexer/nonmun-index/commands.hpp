#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "indexer/cli/options.hpp"

namespace nonmun::program {

/// A subcommand of nonmun-index.
struct Command {
  std::string_view name;
  std::string_view summary;
  std::string_view usage;  ///< what follows the name
  std::string_view description;
  std::string_view examples;  ///< one per line
  std::span<const cli::Option> options;
  std::function<int(const cli::Arguments&)> run;
};

/// One function for each file cmd_*.cpp.
Command update_command();
Command votes_command();
Command check_command();
Command doctor_command();
Command stats_command();
Command sources_command();
Command forget_command();
Command rollback_command();
Command mirror_command();

/// All subcommands, in the order of --help.
std::span<const Command> commands();

}  // namespace nonmun::program
