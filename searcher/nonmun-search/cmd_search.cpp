#include <fmt/format.h>

#include <nonmun/search.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/pager.hpp"
#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/browser.hpp"
#include "searcher/nonmun-search/commands.hpp"
#include "searcher/nonmun-search/formats.hpp"
#include "searcher/nonmun-search/library_texts.hpp"
#include "searcher/nonmun-search/lines.hpp"
#include "searcher/nonmun-search/open_index.hpp"
#include "searcher/nonmun-search/option_table.hpp"
#include "searcher/nonmun-search/print_results.hpp"
#include "searcher/nonmun-search/state.hpp"
#include "searcher/nonmun-search/text_output.hpp"

namespace nonmun::program {
namespace {

std::string aliases_text(const std::string& phrase, const std::vector<AliasEvidenceRow>& rows) {
  if (rows.empty())
    return cli::translated("No paper gives another name for {}.", cli::display(phrase)) + "\n";
  std::string text = cli::translated("{} is also called", cli::display(phrase)) + "\n";
  for (const AliasEvidenceRow& row : rows) {
    text += fmt::format("  {} ({})", cli::display(row.phrase), papers_text(row.papers));
    if (!row.paper_ids.empty()) {
      text += fmt::format(": {}", cli::display(fmt::format("{}", fmt::join(row.paper_ids, ", "))));
    }
    text += "\n";
  }
  return text;
}

int analyze(const std::string& query, const cli::Arguments& arguments) {
  const std::vector<AnalyzedToken> tokens = analyze_text(query);
  cli::print(arguments.has("json") ? cli::display_json(to_json(tokens)) + "\n" : text_of(tokens));
  return 0;
}

int aliases(const Index& index, const std::string& query, const cli::Arguments& arguments) {
  const std::vector<AliasEvidenceRow> rows = index.aliases(query);
  cli::print(arguments.has("json") ? cli::display_json(to_json(query, rows)) + "\n"
                                   : aliases_text(query, rows));
  return rows.empty() ? 1 : 0;
}

int suggest(const Index& index, const std::string& query, std::size_t limit,
            const cli::Arguments& arguments) {
  const std::vector<Completion> completions = index.suggest(query, limit);
  cli::print(arguments.has("json") ? cli::display_json(to_json(query, completions)) + "\n"
                                   : text_of(completions));
  return completions.empty() ? 1 : 0;
}

/// Whether the options say which papers come first, so that a search needs no words.
bool searches_without_words(const SearchOptions& options) {
  return options.sort != Sort::relevance || !options.since.empty() || !options.until.empty() ||
         options.min_votes || options.recency_weight > 0;
}

/// The results; for a query that does not follow the grammar, where that is.
Results search(const Index& index, const std::string& query, const SearchOptions& settings) {
  try {
    return index.search(query, settings);
  } catch (const Error& error) {
    if (error.cause() != Cause::query_syntax || query.empty()) throw;
    throw Error(error.cause(), library_text(error.what()), caret(query, error.column()));
  }
}

}  // namespace

int run_search(const cli::Arguments& arguments) {
  require_text_to_group(arguments);
  SearchOptions settings = search_options(arguments);
  const std::string query = fmt::format("{}", fmt::join(arguments.words, " "));
  // Facets alone are a way to look around; so are papers, newest first.
  if (arguments.words.empty() && !settings.facets.empty() && !searches_without_words(settings)) {
    settings.sort = Sort::date;
  }
  if (arguments.words.empty() && !searches_without_words(settings)) {
    throw Error(ErrorCode::usage, cli::translate("no query given"),
                cli::translate("try: nonmun-search --help"));
  }
  if (arguments.has("analyze")) return analyze(query, arguments);
  Layout layout;
  layout.by_month = arguments.has("group-by");
  layout.histogram = settings.facets.empty() && prints_text(arguments) && is_capable_terminal();
  if (layout.histogram) settings.facets = "month";
  if (arguments.has("open")) {
    // The rank counts over all pages, so the hit is a page of its own.
    constexpr std::int64_t kMaxRank = 100'000'000;
    settings.offset = static_cast<std::size_t>(arguments.number("open", 1, 1, kMaxRank)) - 1;
    settings.limit = 1;
  }
  const std::string folder = index_names(arguments);
  const Index index = open_index(folder, arguments);
  if (arguments.has("aliases")) return finish(index, aliases(index, query, arguments));
  if (arguments.has("suggest")) {
    return finish(index, suggest(index, query, settings.limit, arguments));
  }
  const bool similar = arguments.has("similar");
  const Results results = similar ? index.similar(query, settings) : search(index, query, settings);
  if (arguments.has("open")) {
    if (results.hits.empty()) {
      throw Error(ErrorCode::usage,
                  cli::translated_plural("no hit {}: {} paper found", "no hit {}: {} papers found",
                                         results.listed, settings.offset + 1, results.listed));
    }
    open_in_browser(results.hits.front().url);
    return finish(index, 0);
  }
  // The id of --similar is not a text whose words could be marked.
  remember(folder, similar ? "" : query, results);
  return finish(index, print_results(results, arguments, layout));
}

}  // namespace nonmun::program
