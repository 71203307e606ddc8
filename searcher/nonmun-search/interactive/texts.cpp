#include "searcher/nonmun-search/interactive/texts.hpp"

#include <fmt/format.h>

#include <array>
#include <nonmun/search.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/words.hpp"

namespace nonmun::program::interactive {
namespace {

std::string_view order_text(Sort sort) {
  switch (sort) {
    case Sort::votes:
      return "sorted by votes";
    case Sort::date:
      return "newest first";
    case Sort::trending:
      return "sorted by trend";
    case Sort::relevance:
      break;
  }
  return "sorted by relevance";
}

std::string count_text(const Results& results) {
  if (results.listed == 0) return "no papers";
  const std::string count = cli::count(results.listed, "paper");
  if (results.scope != Scope::most) return count;
  return fmt::format("no paper with all words, {} with the most", count);
}

}  // namespace

std::string status_text(const Results& results, Sort sort, std::size_t marks) {
  std::string text = count_text(results);
  if (results.listed > 0) text += fmt::format(", {}", order_text(sort));
  if (marks > 0) text += fmt::format(" · {} marked", marks);
  for (const std::string& note : results.notes) text += fmt::format(" · {}", note);
  if (results.listed == 0 && results.did_you_mean) {
    text += fmt::format(" · did you mean: {}", *results.did_you_mean);
  }
  return text;
}

std::string similar_text(std::string_view title) {
  return fmt::format("similar to {}", title);
}

std::string facet_heading(std::string_view facet) {
  if (facet == "month") return "Months";
  if (facet == "author") return "Authors";
  if (facet == "section") return "Sections";
  return "Methods";
}

std::string hints_text(std::size_t columns) {
  constexpr std::array<std::string_view, 9> kHints = {
      "Enter choose", "F1 keys",       "Esc leave",      "Tab mark",   "Ctrl-R read",
      "Ctrl-T order", "Ctrl-F facets", "Ctrl-S similar", "Ctrl-O open"};
  std::string text;
  for (const std::string_view hint : kHints) {
    const std::string more = fmt::format("{}{}", text.empty() ? "" : "  ", hint);
    if (cli::columns(text) + cli::columns(more) > columns) break;
    text += more;
  }
  return text;
}

std::string facets_text() {
  return "Enter adds to the query, Esc goes back";
}

std::string help_text() {
  return "Esc goes back";
}

std::string searching_text() {
  return "searching";
}

std::string copied_text(std::size_t papers) {
  return papers == 1 ? "BibTeX copied" : fmt::format("BibTeX copied: {} papers", papers);
}

std::string opening_text(std::string_view url) {
  return fmt::format("opening {}", url);
}

std::string not_opened_text(std::string_view url) {
  return fmt::format("xdg-open could not open {}", url);
}

std::string nothing_to_choose_text() {
  return "there is no paper to choose";
}

std::string no_facets_text() {
  return "no papers to count";
}

std::string facets_of_query_only_text() {
  return "only papers of a query are counted; Esc goes back to it";
}

std::string query_too_long_text() {
  return fmt::format("a query has at most {} bytes", kMaxQueryBytes);
}

}  // namespace nonmun::program::interactive
