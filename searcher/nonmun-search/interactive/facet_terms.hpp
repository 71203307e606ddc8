#pragma once

#include <cstdint>
#include <nonmun/results.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::program::interactive {

/// What is counted for a query, as SearchOptions::facets names it.
inline constexpr std::string_view kFacets = "month,author,section,name";

/// A line of the list of facets: a heading, or a value that can be chosen.
struct FacetRow {
  std::string label;
  std::uint64_t papers = 0;
  std::string term;  ///< what it is in the query language; empty: a heading

  bool is_heading() const { return term.empty(); }
};

/// The values of facets below their headings: months from the newest on, and none without papers.
std::vector<FacetRow> facet_rows(const std::vector<Facet>& facets);

/// What a value of a facet is in the query language: author:"Tri Dao".
std::string term_of(std::string_view facet, std::string_view value);

/// A query with a term more at its end, or as it is when it ends with the term or has it before a
/// space.
std::string with_term(std::string_view query, const std::string& term);

}  // namespace nonmun::program::interactive
