#include "searcher/nonmun-search/commands.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "indexer/cli/pager.hpp"
#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/help.hpp"
#include "searcher/nonmun-search/option_table.hpp"
#include "searcher/nonmun-search/user_config.hpp"

namespace nonmun::program {
namespace {

bool asks_for_help(const cli::Arguments& arguments) {
  return arguments.words.empty() && (arguments.has("help") || arguments.has("help-json"));
}

/// The arguments of a command; nothing when the line does not have the command's form.
std::optional<cli::Arguments> arguments_of(const Command& command,
                                           const std::vector<std::string>& line) {
  try {
    cli::Arguments arguments = cli::parse(command.options, {line.begin() + 1, line.end()});
    if (command.has_form(arguments.words) || asks_for_help(arguments)) return arguments;
    return std::nullopt;
  } catch (const Error&) {
    // A bad option. It may be one of a search that begins with the command's name.
    std::vector<std::string> words;
    try {
      words = cli::parse(search_table(), line).words;
    } catch (const Error&) {
    }
    if (!words.empty() && !command.has_form({words.begin() + 1, words.end()})) return std::nullopt;
    throw;
  }
}

int run_command(const Command& command, cli::Arguments arguments) {
  if (arguments.has("help")) {
    cli::print(help_text(command));
  } else if (arguments.has("help-json")) {
    cli::print(help_json(command));
  } else {
    add_defaults(arguments, command.options);
    return command.run(arguments);
  }
  return 0;
}

}  // namespace

std::span<const Command* const> commands() {
  static const std::array kCommands = {&show_command(), &new_command(), &alerts_command()};
  return kCommands;
}

int run_line(const std::vector<std::string>& line) {
  for (const Command* command : commands()) {
    if (line.empty() || line.front() != command->name) continue;
    if (std::optional<cli::Arguments> arguments = arguments_of(*command, line)) {
      return run_command(*command, std::move(*arguments));
    }
  }
  cli::Arguments arguments = cli::parse(search_table(), line);
  if (arguments.has("help")) {
    const std::vector<std::string>& topic = arguments.words;
    cli::print(!topic.empty()           ? topic_help_text(topic.front())
               : arguments.short_help() ? short_help_text()
                                        : help_text());
  } else if (arguments.has("version")) {
    cli::print(version_text());
  } else if (arguments.has("help-json")) {
    cli::print(help_json());
  } else if (arguments.has("config")) {
    cli::print(config_text());
  } else {
    if (arguments.has("trending")) {
      if (arguments.text("sort", "trending") != "trending") {
        throw Error(Cause::usage,
                    cli::translated("--{} and --{} exclude each other", "trending", "sort"));
      }
      arguments.set_default("sort", "trending");
    }
    // What the user's file says is a default, and never too much.
    const bool interactive = arguments.has("interactive");
    const bool is_limited = arguments.has("limit");
    if (interactive) require_interactive_options(arguments);
    add_defaults(arguments, search_table());
    return interactive ? run_interactive(arguments, is_limited) : run_search(arguments);
  }
  return 0;
}

}  // namespace nonmun::program
