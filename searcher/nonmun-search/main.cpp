// nonmun-search: queries on the command line. Uses the searcher through its public header alone.

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <nonmun/search.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/log.hpp"
#include "indexer/cli/options.hpp"
#include "indexer/cli/program.hpp"
#include "indexer/cli/words.hpp"
#include "searcher/nonmun-search/text_output.hpp"

namespace nonmun::program {
namespace {

constexpr const char* kName = "nonmun-search";

constexpr cli::Option kIndexOption{
    "index", 0, "DIR", "index folder (default: $NONMUN_INDEX, else $XDG_DATA_HOME/nonmun/index)"};

/// What the program has beside the parameters of a search.
constexpr std::array kOwnOptions = {
    cli::Option{"similar", 0, "", "papers like the one whose id is given instead of a query"},
    cli::Option{"suggest", 0, "", "how a half-typed query may go on"},
    cli::Option{"analyze", 0, "", "show the terms of the text instead of searching"},
    cli::Option{"aliases", 0, "", "show the other names of a phrase, and which papers give them"},
    cli::Option{"without", 0, "LIST", "switch mechanisms off, for experiments; see below"},
    cli::Option{"weights", 0, "LIST", "change weights, for experiments; see below"},
    cli::Option{"json", 0, "", "print one JSON object"},
    cli::Option{"jsonl", 0, "", "print one JSON object per paper, each on a line"},
    cli::Option{"color", 0, "WHEN", "auto, always or never (auto: on a terminal)",
                "auto always never"},
    cli::Option{"no-pager", 0, "", "do not use $PAGER, even on a terminal"},
    cli::kHelpOption,
    cli::kVersionOption,
};

const std::vector<cli::Option>& options() {
  static std::vector<std::string> helps;  // what the rows refer to
  static const std::vector<cli::Option> kOptions = [] {
    helps.reserve(search_parameters().size());
    std::vector<cli::Option> all = {kIndexOption};
    for (const SearchParameter& p : search_parameters()) {
      const std::string value = p.default_text();
      helps.push_back(value.empty() ? std::string(p.help) : fmt::format("{} ({})", p.help, value));
      const char letter = p.name == "limit" ? 'n' : '\0';
      all.push_back({p.name, letter, p.value, helps.back(), p.choices});
    }
    all.insert(all.end(), kOwnOptions.begin(), kOwnOptions.end());
    return all;
  }();
  return kOptions;
}

constexpr std::string_view kIntroduction = R"(Usage: nonmun-search [OPTION...] QUERY...

Searches an index of paper digests, in Korean and English.

Examples:
  nonmun-search 강화학습                    any spacing, any particle
  nonmun-search -n 3 diffusion 가속         words are ranked, none is required
  nonmun-search '"확산 모델" -비디오'         a phrase; without a word
  nonmun-search 'LLM AND (양자화 OR pruning)'
  nonmun-search 'author:"Tri Dao" date:2024'
  nonmun-search 'votes:50.. date:2024-02..2024-05'
  nonmun-search https://arxiv.org/abs/2312.00752
  nonmun-search --aliases 강화학습            other names, and who uses them
  nonmun-search --json 모델은 | jq '.hits[].title'

)";

/// What --help has below the options.
std::vector<cli::HelpTable> help_tables() {
  cli::HelpTable fields{"fields", {}};
  for (const FieldHelp& f : query_fields()) fields.rows.emplace_back(f.example, f.help);
  cli::HelpTable switches{"mechanisms", {}};
  for (const Mechanism& m : mechanisms()) switches.rows.emplace_back(m.name, m.help);
  cli::HelpTable numbers{"weights", {}};
  for (const WeightHelp& w : weights()) {
    numbers.rows.emplace_back(fmt::format("{}={:g}", w.name, w.value), w.help);
  }
  return {std::move(fields), std::move(switches), std::move(numbers)};
}

std::string help_text() {
  std::string text(kIntroduction);
  text += "Options:\n" + cli::help(options());
  const std::vector<cli::HelpTable> tables = help_tables();
  constexpr std::array kHeadings = {"Fields", "Mechanisms for --without (separated by commas)",
                                    "Weights for --weights (joined=0.5,alias=0)"};
  for (std::size_t i = 0; i < tables.size(); ++i) {
    text += fmt::format("\n{}:\n", kHeadings[i]);
    for (const auto& [name, help] : tables[i].rows) text += cli::help_row("  " + name, help);
  }
  text +=
      "\nAfter the first query word a dash excludes, or is an option; -- ends options.\n"
      "Exit codes: 0 hits; 1 no hits; 2 usage or query syntax; 66 no index; 74 damaged\n"
      "index; 76 index of another version.\n";
  return text;
}

bool use_colour(const cli::Arguments& arguments) {
  const std::string when = arguments.text("color", "auto");
  if (when != "auto") return when == "always";
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0') &&
         term != nullptr && std::strcmp(term, "dumb") != 0;
}

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> items;
  std::size_t at = 0;
  while (at < list.size()) {
    const std::size_t comma = std::min(list.find(',', at), list.size());
    if (comma > at) items.push_back(list.substr(at, comma - at));
    at = comma + 1;
  }
  return items;
}

std::pair<std::string, double> weight(const std::string& item) {
  const std::size_t equals = item.find('=');
  double value = 0;
  const char* end = item.data() + item.size();
  if (equals == std::string::npos ||
      std::from_chars(item.data() + equals + 1, end, value) != std::from_chars_result{end, {}}) {
    throw Error(ErrorCode::usage,
                fmt::format("invalid value \"{}\" for --weights (expected NAME=NUMBER)", item));
  }
  return {item.substr(0, equals), value};
}

SearchOptions search_options(const cli::Arguments& arguments) {
  SearchOptions options;
  for (const SearchParameter& p : search_parameters()) {
    const std::string name(p.name);
    if (!arguments.has(name)) continue;
    try {
      set_parameter(options, name, p.value.empty() ? "true" : arguments.text(name));
    } catch (const Error& error) {
      throw Error(error.cause(), fmt::format("--{}", error.what()));
    }
  }
  options.without = split(arguments.text("without"));
  for (const std::string& item : split(arguments.text("weights"))) {
    options.weights.push_back(weight(item));
  }
  return options;
}

std::string aliases_text(const std::string& phrase, const std::vector<AliasEvidenceRow>& rows) {
  if (rows.empty())
    return fmt::format("No paper gives another name for {}.\n", cli::display(phrase));
  std::string text = fmt::format("{} is also called\n", cli::display(phrase));
  for (const AliasEvidenceRow& row : rows) {
    text += fmt::format("  {} ({})", cli::display(row.phrase), cli::count(row.papers, "paper"));
    if (!row.paper_ids.empty()) {
      text += fmt::format(": {}", cli::display(fmt::format("{}", fmt::join(row.paper_ids, ", "))));
    }
    text += "\n";
  }
  return text;
}

/// Writes to standard output, through a pager on a terminal.
void show(const std::string& text, bool page) {
  if (page) {
    const char* pager = std::getenv("PAGER");
    const std::string command = pager != nullptr && *pager != '\0' ? pager : "less -FRX";
    std::fflush(stdout);
    if (FILE* pipe = ::popen(command.c_str(), "w")) {
      std::signal(SIGPIPE, SIG_IGN);  // the user may leave the pager early
      std::fwrite(text.data(), 1, text.size(), pipe);
      const int status = ::pclose(pipe);
      if (status == 0 || (WIFEXITED(status) && WEXITSTATUS(status) < 126)) return;
    }
  }
  std::fwrite(text.data(), 1, text.size(), stdout);
}

/// The results; for a query that does not follow the grammar, where that is.
Results answer(const Index& index, const std::string& query, const SearchOptions& settings) {
  try {
    return index.search(query, settings);
  } catch (const Error& error) {
    if (error.cause() != Cause::query_syntax || query.empty()) throw;
    throw Error(error.cause(), error.what(), caret(query, error.column()));
  }
}

int search(const std::vector<std::string>& command_line) {
  const cli::Arguments arguments = cli::parse(options(), command_line);
  if (arguments.has("help")) {
    fmt::print("{}", help_text());
    return 0;
  }
  if (arguments.has("version")) {
    fmt::print("{}", cli::version_text(kName));
    return 0;
  }
  if (arguments.has("help-json")) {
    fmt::print("{}", cli::help_json("[OPTION...] QUERY...", options(), {}, help_tables()));
    return 0;
  }
  const SearchOptions settings = search_options(arguments);
  const bool colour = use_colour(arguments);
  if (arguments.words.empty()) {
    throw Error(ErrorCode::usage, "no query given", "try: nonmun-search --help");
  }
  const std::string query = fmt::format("{}", fmt::join(arguments.words, " "));
  if (arguments.has("analyze")) {
    const std::vector<AnalyzedToken> tokens = analyze_text(query);
    show(arguments.has("json") ? cli::display_json(to_json(tokens)) + "\n" : text_of(tokens),
         false);
    return 0;
  }
  const Index index(arguments.text("index"));
  if (arguments.has("aliases")) {
    const std::vector<AliasEvidenceRow> rows = index.aliases(query);
    show(arguments.has("json") ? cli::display_json(to_json(query, rows)) + "\n"
                               : aliases_text(query, rows),
         false);
    return rows.empty() ? 1 : 0;
  }
  if (arguments.has("suggest")) {
    const std::vector<Completion> completions = index.suggest(query, settings.limit);
    show(arguments.has("json") ? cli::display_json(to_json(query, completions)) + "\n"
                               : text_of(completions),
         false);
    return completions.empty() ? 1 : 0;
  }
  const Results results =
      arguments.has("similar") ? index.similar(query, settings) : answer(index, query, settings);
  if (arguments.has("json")) {
    show(cli::display_json(to_json(results)) + "\n", false);
  } else if (arguments.has("jsonl")) {
    std::string lines;
    for (const Hit& hit : results.hits) lines += cli::display_json(to_json(hit)) + "\n";
    show(lines, false);
  } else {
    if (const std::vector<std::string> notes = other_notes(results); !notes.empty()) {
      cli::log(cli::Priority::warning, fmt::format("{}: {}", kName, fmt::join(notes, "; ")));
    }
    const bool page = ::isatty(STDOUT_FILENO) != 0 && !arguments.has("no-pager");
    show(text_of(results, cli::terminal_width(),
                 colour ? cli::Style::colour() : cli::Style::plain()),
         page);
  }
  return results.found == 0 ? 1 : 0;
}

}  // namespace
}  // namespace nonmun::program

int main(int argc, char** argv) {
  nonmun::cli::open_standard_files();
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return nonmun::cli::run(nonmun::program::kName,
                          [&] { return nonmun::program::search(arguments); });
}
