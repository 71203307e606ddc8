#include "searcher/nonmun-search/interactive/texts.hpp"

#include <fmt/format.h>

#include <array>
#include <nonmun/search.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/translation.hpp"

namespace nonmun::program::interactive {
namespace {

std::string_view order_text(Sort sort) {
  switch (sort) {
    case Sort::votes:
      return cli::to_translate("sorted by votes");
    case Sort::date:
      return cli::to_translate("newest first");
    case Sort::trending:
      return cli::to_translate("sorted by trend");
    case Sort::relevance:
      break;
  }
  return cli::to_translate("sorted by relevance");
}

std::string count_text(const Results& results) {
  if (results.listed == 0) return cli::translate("no papers");
  if (results.scope == Scope::most) {
    return cli::translated("no paper with all words, {} with the most", results.listed);
  }
  return cli::translated_plural("{} paper", "{} papers", results.listed, results.listed);
}

}  // namespace

std::string status_text(const Results& results, Sort sort, std::size_t marks) {
  std::string text = count_text(results);
  if (results.listed > 0) text += fmt::format(", {}", cli::translate(order_text(sort)));
  if (marks > 0) text += fmt::format(" · {}", cli::translated("{} marked", marks));
  for (const FailedShard& it : results.failed_shards) {
    text += fmt::format(" · {}",
                        cli::translated("the papers of {} are missing: {}", it.index, it.error));
  }
  for (const std::string& note : results.notes) text += fmt::format(" · {}", note);
  if (results.listed == 0 && results.did_you_mean) {
    text += fmt::format(" · {}", cli::translated("did you mean: {}", *results.did_you_mean));
  }
  return text;
}

std::string similar_text(std::string_view title) {
  return cli::translated("similar to {}", title);
}

std::string facet_heading(std::string_view facet) {
  if (facet == "month") return cli::translate("Months");
  if (facet == "author") return cli::translate("Authors");
  if (facet == "section") return cli::translate("Sections");
  return cli::translate("Methods");
}

std::string hints_text(std::size_t columns) {
  constexpr std::array kHints = {
      cli::to_translate("Enter choose"),  cli::to_translate("F1 keys"),
      cli::to_translate("Esc leave"),     cli::to_translate("Tab mark"),
      cli::to_translate("Ctrl-R read"),   cli::to_translate("Ctrl-T order"),
      cli::to_translate("Ctrl-F facets"), cli::to_translate("Ctrl-S similar"),
      cli::to_translate("Ctrl-O open")};
  std::string text;
  for (const std::string_view hint : kHints) {
    const std::string more = fmt::format("{}{}", text.empty() ? "" : "  ", cli::translate(hint));
    if (cli::columns(text) + cli::columns(more) > columns) break;
    text += more;
  }
  return text;
}

std::string facets_text() {
  return cli::translate("Enter adds to the query, Esc goes back");
}

std::string help_text() {
  return cli::translate("Esc goes back");
}

std::string searching_text() {
  return cli::translate("searching");
}

std::string copied_text(std::size_t papers) {
  if (papers == 1) return cli::translate("BibTeX copied");
  return cli::translated("BibTeX copied: {} papers", papers);
}

std::string opening_text(std::string_view url) {
  return cli::translated("opening {}", url);
}

std::string not_opened_text(std::string_view url) {
  return cli::translated("xdg-open could not open {}", url);
}

std::string nothing_to_choose_text() {
  return cli::translate("there is no paper to choose");
}

std::string no_facets_text() {
  return cli::translate("no papers to count");
}

std::string facets_of_query_only_text() {
  return cli::translate("only papers of a query are counted; Esc goes back to it");
}

std::string query_too_long_text() {
  return cli::translated("a query has at most {} bytes", kMaxQueryBytes);
}

}  // namespace nonmun::program::interactive
