#include "searcher/nonmun-search/interactive/facet_terms.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "searcher/nonmun-search/interactive/texts.hpp"

namespace nonmun::program::interactive {
namespace {

/// A value as a phrase, which has no quotes in it.
std::string quoted(std::string_view value) {
  std::string text(value);
  std::replace(text.begin(), text.end(), '"', ' ');
  return fmt::format("\"{}\"", text);
}

bool is_word(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

}  // namespace

std::string term_of(std::string_view facet, std::string_view value) {
  if (facet == "month") return fmt::format("date:{}", value);
  if (facet == "author") return fmt::format("author:{}", quoted(value));
  if (facet == "section") {
    return fmt::format("section:{}", is_word(value) ? std::string(value) : quoted(value));
  }
  return fmt::format("+{}", quoted(value));
}

std::vector<FacetRow> facet_rows(const std::vector<Facet>& facets) {
  std::vector<FacetRow> rows;
  for (const Facet& facet : facets) {
    std::vector<FacetRow> values;
    for (const auto& [value, papers] : facet.values) {
      if (papers > 0) values.push_back({value, papers, term_of(facet.name, value)});
    }
    if (values.empty()) continue;
    if (facet.name == "month") std::reverse(values.begin(), values.end());
    rows.push_back({facet_heading(facet.name), 0, {}});
    rows.insert(rows.end(), values.begin(), values.end());
  }
  return rows;
}

std::string with_term(std::string_view query, const std::string& term) {
  std::string text(query);
  text.erase(text.find_last_not_of(' ') + 1);
  if (fmt::format(" {} ", text).find(fmt::format(" {} ", term)) != std::string::npos) return text;
  return text.empty() ? term : fmt::format("{} {}", text, term);
}

}  // namespace nonmun::program::interactive
