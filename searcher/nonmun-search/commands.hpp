#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/cli/options.hpp"

namespace nonmun::program {

inline constexpr const char* kName = "nonmun-search";

/// A command: the first argument names it, and the rest has its form. Everything else is a query,
/// so that a word that happens to be a command's can be searched for.
struct Command {
  std::string_view name, usage, summary, description, examples;
  std::vector<cli::Option> options;
  bool (*has_form)(const std::vector<std::string>& words);  ///< those after the name
  int (*run)(const cli::Arguments& arguments);
};

const Command& show_command();
const Command& new_command();
const Command& alerts_command();

/// All of them, in the order of help.
std::span<const Command* const> commands();

/// Runs a command line without the name of the program, and returns its exit code.
int run_line(const std::vector<std::string>& line);

/// Searches, or does what the options ask instead.
int run_search(const cli::Arguments& arguments);

/// @throws Error(usage) for options that have no place beside --interactive
void require_interactive_options(const cli::Arguments& arguments);

/// Lets somebody search on the whole screen, and prints what they choose.
/// @param is_limited whether --limit was given: a default of it is for printed pages
/// @return 0, or that of ErrorCode::interrupted when they chose nothing
int run_interactive(const cli::Arguments& arguments, bool is_limited);

}  // namespace nonmun::program
