// nonmun-index: builds and looks after an index.

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>

#include "indexer/cli/log.hpp"
#include "indexer/cli/nearest.hpp"
#include "indexer/cli/options.hpp"
#include "indexer/cli/program.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/last_words.hpp"
#include "indexer/reader/keys.hpp"

namespace nonmun::program {
namespace {

constexpr const char* kName = "nonmun-index";

constexpr std::string_view kIntroduction = R"(Usage: nonmun-index COMMAND [OPTION...] [SOURCE...]

Reads digests of papers and keeps a search index of them up to date.

Examples:
  nonmun-index update ~/digests             index a folder, or its changes
  nonmun-index update --rebuild ~/digests   start again from this folder alone
  nonmun-index votes votes.jsonl            refresh vote counts only
  nonmun-index stats --json                 what the index holds
  nonmun-index check                        verify every file of the index

Commands:
)";

constexpr std::string_view kConclusion = R"(
A SOURCE is a file, a folder (searched for *.md, *.json, *.jsonl), or - for
standard input. `nonmun-index COMMAND --help` describes a command.

Exit codes: 0 done; 1 older than --max-age; 2 usage; 65 bad input; 66 no index;
70 internal; 74 input/output, damaged index; 75 locked by another run;
76 index of another version; 130 interrupted.
)";

constexpr std::array kOptions = {cli::kHelpOption, cli::kVersionOption};

std::string help_text() {
  std::string text(kIntroduction);
  for (const Command& command : commands()) {
    text += fmt::format("  {:10}{}\n", command.name, command.summary);
  }
  return text + std::string(kConclusion);
}

/// What the manual pages are made from.
std::string help_json() {
  cli::HelpTable commands_table{"commands", {}};
  for (const Command& command : commands())
    commands_table.rows.emplace_back(command.name, command.summary);
  cli::HelpTable jsonl_table{"jsonl", {}};
  for (const reader::JsonKey& key : reader::jsonl_keys()) {
    jsonl_table.rows.emplace_back(fmt::format("\"{}\"", key.name),
                                  fmt::format("{}: {}.++\nExample: {}++\nSeveral listings: {}.",
                                              key.type, key.meaning, key.example, key.merge));
  }
  return cli::help_json("COMMAND [OPTION...] [SOURCE...]", kOptions, {},
                        {commands_table, jsonl_table});
}

int run_timed(const Command& command, const cli::Arguments& arguments) {
  if (arguments.has("verbose") && arguments.has("quiet")) {
    throw Error(ErrorCode::usage, "--quiet and --verbose exclude each other");
  }
  const auto began = std::chrono::steady_clock::now();
  const int code = command.run(arguments);
  if (arguments.has("verbose")) {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    cli::log(cli::Priority::debug, fmt::format("{}: {:.3f} s", command.name, took.count()));
  }
  return code;
}

int run_command(const std::vector<std::string>& arguments) {
  if (arguments.empty()) {
    throw Error(ErrorCode::usage, "no COMMAND given", "try: nonmun-index --help");
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h") {
    fmt::print("{}", help_text());
    return 0;
  }
  if (name == "--help-json") {
    fmt::print("{}", help_json());
    return 0;
  }
  if (name == "--version" || name == "-V") {
    fmt::print("{}", cli::version_text(kName));
    return 0;
  }
  for (const Command& command : commands()) {
    if (command.name != name) continue;
    if (arguments.size() == 2 && (arguments[1] == "--version" || arguments[1] == "-V")) {
      fmt::print("{}", cli::version_text(kName));
      return 0;
    }
    const cli::Arguments parsed =
        cli::parse(command.options, {arguments.begin() + 1, arguments.end()});
    if (parsed.has("help")) {
      fmt::print("Usage: nonmun-index {} {}\n\n{}\n\nExamples:\n{}\n\nOptions:\n{}", command.name,
                 command.usage, command.description, command.examples, cli::help(command.options));
      return 0;
    }
    if (parsed.has("help-json")) {
      fmt::print("{}", cli::help_json(command.usage, command.options,
                                      {{"description", std::string(command.description)},
                                       {"examples", std::string(command.examples)}}));
      return 0;
    }
    return run_timed(command, parsed);
  }
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  // "nonmun-index --index DIR stats": the option is right, but it follows the command.
  const std::string meant = name.starts_with('-') ? "" : cli::nearest(name, names);
  throw Error(ErrorCode::usage, "unknown command \"" + name + "\"",
              name.starts_with('-') ? "the command comes first: nonmun-index COMMAND [OPTION...]"
              : meant.empty()
                  ? "try: nonmun-index --help"
                  : fmt::format("did you mean {}? nonmun-index --help lists the commands", meant));
}

}  // namespace
}  // namespace nonmun::program

int main(int argc, char** argv) {
  nonmun::cli::open_standard_files();
  nonmun::program::catch_xapian_giving_up();
  // A reader that closes its pipe must not stop an update half-way.
  std::signal(SIGPIPE, SIG_IGN);
  // A limit on the size of files is an error of the write, not the end of the program.
  std::signal(SIGXFSZ, SIG_IGN);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return nonmun::cli::run(nonmun::program::kName,
                          [&] { return nonmun::program::run_command(arguments); });
}
