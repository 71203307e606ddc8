#include "searcher/nonmun-search/help.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <nonmun/search.hpp>
#include <string_view>
#include <vector>

#include "indexer/cli/nearest.hpp"
#include "indexer/cli/program.hpp"
#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/interactive/bindings.hpp"
#include "searcher/nonmun-search/option_table.hpp"

namespace nonmun::program {
namespace {

using cli::to_translate;

constexpr std::string_view kUsage = to_translate(R"(Usage: nonmun-search [OPTION...] QUERY...
       nonmun-search COMMAND [OPTION...]
)");

constexpr std::string_view kPurpose =
    to_translate("Searches an index of paper digests, in Korean and English.");

constexpr std::string_view kShortExamples = to_translate(R"(Examples:
  nonmun-search 강화학습                    any spacing, any particle
  nonmun-search '"확산 모델" -비디오'         a phrase; without a word
  nonmun-search 'author:"Tri Dao" date:2024'
  nonmun-search show 2                      the second hit, the whole digest
  nonmun-search new                         the papers of the newest day
)");

constexpr std::string_view kExamples = to_translate(R"(Examples:
  nonmun-search 강화학습                    any spacing, any particle
  nonmun-search -n 3 diffusion 가속         words are ranked, none is required
  nonmun-search '"확산 모델" -비디오'         a phrase; without a word
  nonmun-search 'LLM AND (양자화 OR pruning)'
  nonmun-search 'author:"Tri Dao" date:2024'
  nonmun-search 'votes:50.. date:2024-02..2024-05'
  nonmun-search https://arxiv.org/abs/2312.00752
  nonmun-search show 2                      the second hit, the whole digest
  nonmun-search new --since-last            what has come since you last asked
  nonmun-search --trending --since last-month
  nonmun-search --aliases 강화학습            other names, and who uses them
  nonmun-search -i | xargs -n 1 nonmun-search show
  nonmun-search --oneline 양자화 | fzf
  nonmun-search --json 모델은 | jq '.hits[].title'
)");

constexpr std::string_view kDashes = to_translate(
    "After the first query word a dash excludes, or is an option; -- ends options, and lets a "
    "query begin with the name of a command.");
constexpr std::string_view kExitCodes = to_translate(
    "Exit codes: 0 hits; 1 no hits; 2 usage or query syntax; 66 no index; 74 damaged index; 76 "
    "index of another version; 130 left --interactive without a choice.");

/// How --help begins.
std::string head(std::string_view examples) {
  return fmt::format("{}\n{}\n{}\n", cli::translate(kUsage),
                     cli::help_paragraph(cli::translate(kPurpose)), cli::translate(examples));
}

std::string heading(std::string_view text) {
  return cli::help_paragraph(cli::translate(text) + ":");
}

/// What one needs most days.
constexpr std::array<std::string_view, 10> kDaily = {"limit",       "sort",    "since", "min-votes",
                                                     "interactive", "oneline", "json",  "open",
                                                     "help",        "version"};

template <std::size_t N>
std::vector<cli::Option> rows(const std::array<std::string_view, N>& names, bool named) {
  std::vector<cli::Option> chosen;
  for (const cli::Option& o : search_table()) {
    if ((std::find(names.begin(), names.end(), o.name) != names.end()) == named) {
      chosen.push_back(o);
    }
  }
  return chosen;
}

cli::HelpTable command_table() {
  cli::HelpTable table{"commands", {}};
  for (const Command* c : commands()) table.rows.emplace_back(c->name, c->summary);
  return table;
}

std::string command_rows() {
  std::string text = "\n" + heading(to_translate("Commands"));
  for (const Command* c : commands()) {
    text += cli::help_row(fmt::format("  {}{}{}", c->name, c->usage.starts_with('[') ? "" : " ",
                                      c->usage.substr(0, c->usage.find('['))),
                          cli::translate(c->summary));
  }
  return text;
}

/// What there is beside options and commands.
std::vector<cli::HelpTable> help_tables() {
  cli::HelpTable fields{"fields", {}};
  for (const FieldHelp& f : query_fields()) fields.rows.emplace_back(f.example, f.help);
  cli::HelpTable switches{"mechanisms", {}};
  for (const Mechanism& m : mechanisms()) switches.rows.emplace_back(m.name, m.help);
  cli::HelpTable numbers{"weights", {}};
  for (const WeightHelp& w : weights()) {
    numbers.rows.emplace_back(fmt::format("{}={:g}", w.name, w.value), w.help);
  }
  cli::HelpTable keys{"keys", {}};
  for (const interactive::Binding& b : interactive::bindings())
    keys.rows.emplace_back(b.keys, b.help);
  return {std::move(fields), std::move(switches), std::move(numbers), std::move(keys)};
}

std::string table_text(std::string_view title, const cli::HelpTable& table) {
  std::string text = "\n" + heading(title);
  for (const auto& [name, help] : table.rows) {
    text += cli::help_row("  " + name, cli::translate(help));
  }
  return text;
}

/// A part of --help that can be asked for alone.
struct Topic {
  std::string_view name;
  std::string_view title;
  std::string_view table;  ///< of help_tables(); empty: the exit codes
};
constexpr std::array<Topic, 5> kTopics = {{
    {"fields", to_translate("Fields"), "fields"},
    {"keys", to_translate("Keys of --interactive"), "keys"},
    {"mechanisms", to_translate("Mechanisms for --without (separated by commas)"), "mechanisms"},
    {"weights", to_translate("Weights for --weights (joined=0.5,alias=0)"), "weights"},
    {"exit-codes", "", ""},
}};

std::string topic_text(const Topic& topic) {
  if (topic.table.empty()) return cli::help_paragraph(cli::translate(kExitCodes));
  const std::vector<cli::HelpTable> tables = help_tables();
  const auto table = std::find_if(tables.begin(), tables.end(),
                                  [&](const cli::HelpTable& t) { return t.title == topic.table; });
  return table_text(topic.title, *table).substr(1);
}

std::string topic_names() {
  std::vector<std::string_view> names;
  for (const Topic& topic : kTopics) names.push_back(topic.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

std::string topic_help_text(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Topic& topic : kTopics) {
    if (topic.name == name) return topic_text(topic);
    names.push_back(topic.name);
  }
  const std::string meant = cli::nearest(name, names);
  throw Error(Cause::usage, cli::translated("no help topic {}", name),
              meant.empty() ? cli::translated("topics: {}", topic_names())
                            : cli::translated("did you mean {}?", meant));
}

std::string short_help_text() {
  return head(kShortExamples) + heading(to_translate("Options")) + cli::help(rows(kDaily, true)) +
         command_rows() + "\n" +
         cli::help_paragraph(
             cli::translate("--help lists all options; man nonmun-query describes queries."));
}

std::string help_text() {
  std::string text = head(kExamples) + heading(to_translate("Options")) +
                     cli::help(rows(kExperimentOptions, false)) + command_rows();
  text += "\n" + topic_text(kTopics[0]);
  text += "\n" + cli::help_paragraph(cli::translate(kDashes)) +
          cli::help_paragraph(cli::translate(kExitCodes)) +
          cli::help_paragraph(cli::translated(
              "--help TOPIC shows one of: {}. The rest is in man nonmun-search.", topic_names()));
  text +=
      "\n" + heading(to_translate("For experiments")) + cli::help(rows(kExperimentOptions, true));
  text += "\n" + topic_text(kTopics[2]) + "\n" + topic_text(kTopics[3]);
  return text;
}

std::string help_text(const Command& command) {
  return fmt::format(
      "{}\n\n{}\n{}{}\n\n{}{}",
      cli::translated("Usage: nonmun-search {} {}", command.name, cli::translate(command.usage)),
      cli::help_paragraph(cli::translate(command.description)), heading(to_translate("Examples")),
      cli::translate(command.examples), heading(to_translate("Options")),
      cli::help(command.options));
}

std::string help_json() {
  std::vector<cli::HelpTable> tables = help_tables();
  tables.insert(tables.begin(), command_table());
  return cli::help_json("[OPTION...] QUERY...", search_table(), {}, tables);
}

std::string help_json(const Command& command) {
  return cli::help_json(command.usage, command.options,
                        {{"description", std::string(command.description)},
                         {"examples", std::string(command.examples)}});
}

std::string version_text() {
  return cli::version_text(kName);
}

}  // namespace nonmun::program
