#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <nonmun/search.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/log.hpp"
#include "indexer/cli/pager.hpp"
#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/atom.hpp"
#include "searcher/nonmun-search/commands.hpp"
#include "searcher/nonmun-search/formats.hpp"
#include "searcher/nonmun-search/new_papers.hpp"
#include "searcher/nonmun-search/open_index.hpp"
#include "searcher/nonmun-search/option_table.hpp"
#include "searcher/nonmun-search/print_results.hpp"
#include "searcher/nonmun-search/saved_searches.hpp"
#include "searcher/nonmun-search/text_output.hpp"

namespace nonmun::program {
namespace {

bool has_form(const std::vector<std::string>& words) {
  return words.empty();
}

/// What a saved search found; never without papers.
struct Alert {
  std::string name;
  NewPapers papers;
};

std::string as_jsonl(const std::vector<Alert>& alerts) {
  std::string text;
  for (const Alert& alert : alerts) {
    for (const Hit& hit : alert.papers.results.hits) {
      nlohmann::ordered_json line = {{"search", alert.name}};
      line.update(nlohmann::ordered_json::parse(to_json(hit)));
      text += cli::display_json(line.dump()) + "\n";
    }
  }
  return text;
}

std::string as_markdown(const std::vector<Alert>& alerts) {
  std::string text;
  for (const Alert& alert : alerts) {
    text += fmt::format("{}## {}\n\n{}", text.empty() ? "" : "\n", markdown_escaped(alert.name),
                        markdown(citations(alert.papers.results.hits)));
  }
  return text;
}

std::string as_atom(const std::vector<Alert>& alerts, const IndexInfo& info) {
  std::vector<std::pair<std::string, std::vector<Citation>>> found;
  for (const Alert& alert : alerts) {
    found.emplace_back(alert.name, citations(alert.papers.results.hits));
  }
  return atom(found, info.built_at);
}

std::string as_text(const std::vector<Alert>& alerts, const cli::Style& style) {
  std::string text;
  for (const Alert& alert : alerts) {
    const Results& results = alert.papers.results;
    Layout layout;
    layout.header = cli::translated_plural("{}: {} new paper listed since {}",
                                           "{}: {} new papers listed since {}", results.listed,
                                           alert.name, results.listed, alert.papers.since);
    if (!text.empty()) text += "\n";
    text += text_of(results, cli::terminal_width(), style, layout);
  }
  return text;
}

int run(const cli::Arguments& arguments) {
  chosen_format(arguments);
  const std::vector<SavedSearch> searches = read_saved_searches();
  const bool since_last = arguments.has("since-last");
  const std::string folder = index_names(arguments);
  const Index index = open_index(folder, arguments);
  std::vector<Alert> alerts;
  std::vector<std::pair<std::string, Look>> looks;
  for (const SavedSearch& search : searches) {
    const std::string key = "alert " + search.name;
    NewPapers papers = new_papers(index, search.query, search.settings,
                                  since_last ? last_look(folder, key) : std::nullopt);
    looks.emplace_back(key, papers.look);
    if (papers.results.listed > 0) alerts.push_back({search.name, std::move(papers)});
  }
  if (arguments.has("atom")) {
    cli::print(as_atom(alerts, index.info()));
  } else if (arguments.has("jsonl")) {
    cli::print(as_jsonl(alerts));
  } else if (arguments.has("markdown")) {
    cli::print(as_markdown(alerts));
  } else if (!alerts.empty()) {
    show_text(as_text(alerts, style_of(arguments)), arguments);
  } else if (terminal_columns()) {
    // Not into a pipe or file: cron mails what is printed.
    cli::log(cli::Priority::info, cli::translate("nothing new"));
  }
  // What could not be printed was not seen.
  if (since_last && std::fflush(stdout) == 0) remember_looks(folder, looks);
  return finish(index, alerts.empty() ? 1 : 0);
}

std::vector<cli::Option> table() {
  return {kIndexOption,
          kRemoteTimeoutOption,
          kSinceLastOption,
          {"markdown", 0, "", "print a Markdown list for each search"},
          {"jsonl", 0, "", "print one JSON object per paper, with the name of its search"},
          {"atom", 0, "", "print an Atom feed"},
          kColorOption,
          kNoPagerOption,
          cli::kHelpOption};
}

}  // namespace

const Command& alerts_command() {
  static const Command kCommand{
      "alerts",
      "[OPTION...]",
      "new papers for each saved search",
      "Runs the searches saved in $XDG_CONFIG_HOME/nonmun/searches.ini and prints the "
      "new papers of each: those of the newest day, or with --since-last those that "
      "were not there when it was last asked so, as the command new does. A paper must "
      "hold all words of the query. Prints nothing and exits with 1 when nothing is "
      "new.",
      "  nonmun-search alerts                      what the newest day has for you\n"
      "  nonmun-search alerts --since-last --markdown | mail -E -s papers $USER",
      table(),
      has_form,
      run};
  return kCommand;
}

}  // namespace nonmun::program
