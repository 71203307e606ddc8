#include <algorithm>
#include <array>
#include <cstdio>
#include <nonmun/search.hpp>

#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/commands.hpp"
#include "searcher/nonmun-search/formats.hpp"
#include "searcher/nonmun-search/new_papers.hpp"
#include "searcher/nonmun-search/open_index.hpp"
#include "searcher/nonmun-search/option_table.hpp"
#include "searcher/nonmun-search/print_results.hpp"
#include "searcher/nonmun-search/state.hpp"

namespace nonmun::program {
namespace {

constexpr const char* kLook = "new";

/// Parameters that a query needs, that what is new decides, or that count more than what is new.
constexpr std::array<std::string_view, 8> kNotForNew = {
    "offset", "since", "until", "any", "strict-query", "synonyms", "facets", "facet-limit"};

bool has_form(const std::vector<std::string>& words) {
  return words.empty();
}

/// The settings of a search without words, where most votes come first unless the options say how.
SearchOptions settings_of(const cli::Arguments& arguments) {
  SearchOptions settings = search_options(arguments);
  const bool weighted = arguments.has("votes-weight") || arguments.has("recency-weight") ||
                        arguments.has("half-life");
  if (!arguments.has("sort") && !weighted) settings.sort = Sort::votes;
  if (!arguments.has("limit")) settings.limit = kMaxLimit;
  return settings;
}

std::string header_of(const NewPapers& found, bool since_last) {
  const std::uint64_t papers = found.results.listed;
  const std::string& day = found.since;
  if (papers == 0) {
    return since_last ? cli::translated("No paper new since the last look, listed since {}.", day)
                      : cli::translated("No paper listed on {}.", day);
  }
  const std::string header =
      since_last ? cli::translated_plural("{} paper new since the last look, listed since {}",
                                          "{} papers new since the last look, listed since {}",
                                          papers, papers, day)
                 : cli::translated_plural("{} paper listed on {}", "{} papers listed on {}", papers,
                                          papers, day);
  const std::size_t shown = found.results.hits.size();
  return shown < papers ? header + cli::translated(", {} shown", shown) : header;
}

int run(const cli::Arguments& arguments) {
  require_text_to_group(arguments);
  const SearchOptions settings = settings_of(arguments);
  const bool since_last = arguments.has("since-last");
  const std::string folder = index_names(arguments);
  const Index index = open_index(folder, arguments);
  const NewPapers found =
      new_papers(index, {}, settings, since_last ? last_look(folder, kLook) : std::nullopt);
  remember(folder, {}, found.results);
  Layout layout;
  layout.header = header_of(found, since_last);
  layout.by_month = arguments.has("group-by");
  const int code = print_results(found.results, arguments, layout);
  // What could not be printed was not seen.
  if (since_last && std::fflush(stdout) == 0) remember_looks(folder, {{kLook, found.look}});
  return finish(index, code);
}

std::vector<cli::Option> table() {
  std::vector<cli::Option> all = {kIndexOption, kRemoteTimeoutOption, kSinceLastOption};
  for (const cli::Option& o : parameter_rows()) {
    if (o.name == "limit") {
      all.push_back({o.name, o.letter, o.argument, "show at most N papers (all)"});
    } else if (o.name == "sort") {
      all.push_back({o.name, o.letter, o.argument,
                     "votes, date, trending (votes per age), or relevance: by weights (votes)",
                     o.choices});
    } else if (std::find(kNotForNew.begin(), kNotForNew.end(), o.name) == kNotForNew.end()) {
      all.push_back(o);
    }
  }
  const auto add = [&](const auto& rows) { all.insert(all.end(), rows.begin(), rows.end()); };
  add(kJsonOptions);
  add(kFormatOptions);
  add(std::array{kGroupByOption, kColorOption, kNoPagerOption, cli::kHelpOption});
  return all;
}

}  // namespace

const Command& new_command() {
  static const Command kCommand{
      "new",
      "[OPTION...]",
      "the papers of the newest day, or since the last look",
      "Lists the papers of the newest day that the index has. With --since-last it "
      "lists those that were not there when it was last asked so: papers listed after "
      "the newest day of then, and papers of that day that were added later. A paper "
      "that is listed again is new again; one that is added with an older day is not "
      "new. The first time, --since-last lists the newest day. Exits with 1 when "
      "nothing is new.",
      "  nonmun-search new                         the newest day, most votes first\n"
      "  nonmun-search new --since-last --markdown",
      table(),
      has_form,
      run};
  return kCommand;
}

}  // namespace nonmun::program
