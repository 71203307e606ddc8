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
#include <nlohmann/json.hpp>
#include <nonmun/search.hpp>

#include "indexer/cli/program.hpp"
#include "searcher/nonmun-search/text_output.hpp"

namespace nonmun::program {
namespace {

constexpr const char* kName = "nonmun-search";

constexpr std::array kOptions = {
    Option{"index", 0, "DIR",
           "index folder (default: $NONMUN_INDEX, else $XDG_DATA_HOME/nonmun/index)"},
    Option{"limit", 'n', "N", "show at most N papers (10)"},
    Option{"offset", 0, "N", "skip the first N papers (0)"},
    Option{"sort", 0, "ORDER", "relevance, votes or date (relevance)"},
    Option{"since", 0, "D", "listed on D or later: YYYY-MM-DD, YYYY-MM or YYYY"},
    Option{"until", 0, "D", "listed on D or earlier"},
    Option{"min-votes", 0, "N", "at least N votes"},
    Option{"votes-weight", 0, "A", "how much votes count (0.15; 0: not at all)"},
    Option{"recency-weight", 0, "B", "how much it counts to be new (0)"},
    Option{"half-life", 0, "DAYS", "age at which being new counts half (180)"},
    Option{"as-of", 0, "DATE", "the day that ages are counted from (today)"},
    Option{"explain", 0, "", "show how each score came about"},
    Option{"analyze", 0, "", "show the terms of the text instead of searching"},
    Option{"aliases", 0, "", "show the other names of a phrase, and which papers give them"},
    Option{"without", 0, "LIST", "switch mechanisms off, for experiments; see below"},
    Option{"weights", 0, "LIST", "change weights, for experiments; see below"},
    Option{"json", 0, "", "one JSON object"},
    Option{"jsonl", 0, "", "one JSON object a paper, a line each"},
    Option{"color", 0, "WHEN", "auto, always or never (auto: on a terminal)"},
    Option{"no-pager", 0, "", "do not use $PAGER, even on a terminal"},
    Option{"help", 'h', "", "this text"},
    Option{"version", 'V', "", "versions of the program and of what it depends on"},
};

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

std::string help_text() {
  std::string text(kIntroduction);
  text += "Options:\n" + help(kOptions) + "\nFields:\n";
  for (const FieldHelp& f : query_fields()) {
    text += help_row("  " + f.example, f.help);
  }
  text += "\nMechanisms for --without (separated by commas):\n";
  for (const Mechanism& m : mechanisms()) text += help_row("  " + m.name, m.help);
  text += "\nWeights for --weights (joined=0.5,alias=0):\n";
  for (const WeightHelp& w : weights()) {
    text += help_row(fmt::format("  {}={:g}", w.name, w.value), w.help);
  }
  text +=
      "\nAfter the first query word, a word with a single dash excludes; -- ends options.\n"
      "Exit codes: 0 hits; 1 no hits; 2 usage or query syntax; 66 no index; 74 damaged\n"
      "index; 76 index of another version.\n";
  return text;
}

bool use_colour(const Arguments& arguments) {
  const std::string when = arguments.choice("color", "auto", {"auto", "always", "never"});
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
    throw Error(ErrorCode::usage, fmt::format("--weights takes NAME=NUMBER, not \"{}\"", item));
  }
  return {item.substr(0, equals), value};
}

SearchOptions options_of(const Arguments& arguments) {
  SearchOptions options;
  options.limit = static_cast<std::size_t>(
      arguments.number("limit", 10, 0, static_cast<std::int64_t>(kGreatestLimit)));
  options.offset = static_cast<std::size_t>(arguments.number("offset", 0, 0, 100'000'000));
  const std::string sort = arguments.choice("sort", "relevance", {"relevance", "votes", "date"});
  options.sort = sort == "votes" ? Sort::votes : sort == "date" ? Sort::date : Sort::relevance;
  options.since = arguments.text("since");
  options.until = arguments.text("until");
  if (arguments.has("min-votes")) {
    options.min_votes = arguments.number("min-votes", 0, 0, 1'000'000'000);
  }
  options.votes_weight = arguments.real("votes-weight", options.votes_weight, 0, 1000);
  options.recency_weight = arguments.real("recency-weight", options.recency_weight, 0, 1000);
  options.half_life_days = arguments.real("half-life", options.half_life_days, 1e-6, 1e6);
  options.as_of = arguments.text("as-of");
  options.explain = arguments.has("explain");
  options.without = split(arguments.text("without"));
  for (const std::string& item : split(arguments.text("weights"))) {
    options.weights.push_back(weight(item));
  }
  return options;
}

std::string json_of(const std::vector<AnalyzedToken>& tokens) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const AnalyzedToken& t : tokens) {
    list.push_back({{"term", t.term},
                    {"kind", t.kind},
                    {"begin", t.begin},
                    {"end", t.end},
                    {"position", t.position}});
  }
  const nlohmann::ordered_json j = {{"schema", 1}, {"tokens", std::move(list)}};
  return j.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string aliases_json(const std::string& phrase, const std::vector<AliasEvidenceRow>& rows) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const AliasEvidenceRow& row : rows) {
    list.push_back({{"phrase", row.phrase},
                    {"papers", row.papers},
                    {"confidence", row.confidence},
                    {"paper_ids", row.paper_ids}});
  }
  const nlohmann::ordered_json j = {
      {"schema", 1}, {"phrase", phrase}, {"aliases", std::move(list)}};
  return j.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string aliases_text(const std::string& phrase, const std::vector<AliasEvidenceRow>& rows) {
  if (rows.empty()) return fmt::format("No paper gives another name of {}.\n", phrase);
  std::string text = fmt::format("{} is also called\n", phrase);
  for (const AliasEvidenceRow& row : rows) {
    text += fmt::format("  {} ({} paper{})", row.phrase, row.papers, row.papers == 1 ? "" : "s");
    if (!row.paper_ids.empty()) text += fmt::format(": {}", fmt::join(row.paper_ids, ", "));
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

int search(const std::vector<std::string>& command_line) {
  const Arguments arguments = parse(kOptions, command_line);
  if (arguments.has("help")) {
    fmt::print("{}", help_text());
    return 0;
  }
  if (arguments.has("version")) {
    fmt::print("{}", version(kName));
    return 0;
  }
  const SearchOptions options = options_of(arguments);
  const bool colour = use_colour(arguments);
  if (arguments.words.empty()) {
    throw Error(ErrorCode::usage, "a query is missing", "try: nonmun-search --help");
  }
  const std::string query = fmt::format("{}", fmt::join(arguments.words, " "));
  if (arguments.has("analyze")) {
    const std::vector<AnalyzedToken> tokens = analyze_text(query);
    show(arguments.has("json") ? json_of(tokens) : text_of(tokens), false);
    return 0;
  }
  const Index index(arguments.text("index"));
  if (arguments.has("aliases")) {
    const std::vector<AliasEvidenceRow> rows = index.aliases(query);
    show(arguments.has("json") ? aliases_json(query, rows) : aliases_text(query, rows), false);
    return rows.empty() ? 1 : 0;
  }
  const Results results = index.search(query, options);
  if (arguments.has("json")) {
    show(to_json(results) + "\n", false);
  } else if (arguments.has("jsonl")) {
    std::string lines;
    for (const Hit& hit : results.hits) lines += to_json(hit) + "\n";
    show(lines, false);
  } else {
    const bool page = ::isatty(STDOUT_FILENO) != 0 && !arguments.has("no-pager");
    show(text_of(results, terminal_width(), colour ? Style::colour() : Style::plain()), page);
  }
  return results.found == 0 ? 1 : 0;
}

}  // namespace
}  // namespace nonmun::program

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return nonmun::program::run(nonmun::program::kName,
                              [&] { return nonmun::program::search(arguments); });
}
