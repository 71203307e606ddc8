#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <nonmun/search.hpp>

#include "indexer/cli/pager.hpp"
#include "indexer/cli/translation.hpp"
#include "indexer/system/user_folders.hpp"
#include "searcher/nonmun-search/browser.hpp"
#include "searcher/nonmun-search/commands.hpp"
#include "searcher/nonmun-search/formats.hpp"
#include "searcher/nonmun-search/interactive/session.hpp"
#include "searcher/nonmun-search/library_texts.hpp"
#include "searcher/nonmun-search/open_index.hpp"
#include "searcher/nonmun-search/option_table.hpp"
#include "searcher/nonmun-search/paper_output.hpp"
#include "searcher/nonmun-search/print_results.hpp"

namespace nonmun::program {
namespace {

/// What the mode does in a way of its own, or not at all.
constexpr std::array kOthers = {"offset",  "passages", "facets", "explain", "similar", "suggest",
                                "analyze", "aliases",  "json",   "jsonl",   "open",    "group-by"};

bool wants_colour(const cli::Arguments& arguments) {
  const std::string when = arguments.text("color", "auto");
  return when == "always" || (when == "auto" && system::environment("NO_COLOR").empty());
}

std::string ids(const std::vector<Hit>& papers) {
  std::string text;
  for (const Hit& paper : papers) text += paper.id + "\n";
  return text;
}

}  // namespace

void require_interactive_options(const cli::Arguments& arguments) {
  for (const char* other : kOthers) {
    if (arguments.has(other)) {
      throw Error(Cause::usage,
                  cli::translated("--interactive and --{} exclude each other", other));
    }
  }
  chosen_format(arguments);
}

int run_interactive(const cli::Arguments& arguments, bool is_limited) {
  interactive::Model::Start start{fmt::format("{}", fmt::join(arguments.words, " ")),
                                  search_options(arguments), is_limited};
  constexpr std::size_t kFacetValues = 20;  // there is a whole screen for them
  if (!arguments.has("facet-limit")) start.options.facet_limit = kFacetValues;
  const interactive::Tools tools{
      [](const PaperDetails& paper, std::size_t columns, const cli::Style& style) {
        return text_of(paper, columns, style);
      },
      [](const std::vector<Hit>& papers) { return bibtex(citations(papers)); }, start_browser,
      library_text};
  std::optional<interactive::Tty> tty(std::in_place);
  const Index index = open_index(index_names(arguments), arguments);
  const std::optional<std::vector<Hit>> chosen =
      interactive::run(index, *tty, std::move(start), tools, wants_colour(arguments));
  tty.reset();  // what is printed is for the screen before
  if (!chosen) return static_cast<int>(ErrorCode::interrupted);
  const auto text = formatted(citations(*chosen), arguments, terminal_columns());
  cli::print(text ? *text : ids(*chosen));
  return finish(index, 0);
}

}  // namespace nonmun::program
