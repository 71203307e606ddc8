#pragma once

#include <cstddef>
#include <nonmun/results.hpp>
#include <string>
#include <string_view>

/// What the screen says to people, apart from the help of keys: that is in the table of bindings.
namespace nonmun::program::interactive {

/// "211 papers, sorted by relevance", and how many are marked.
std::string status_text(const Results& results, Sort sort, std::size_t marks);
/// "papers similar to TITLE", in the place of the query.
std::string similar_text(std::string_view title);
/// Above the values of a facet.
std::string facet_heading(std::string_view facet);
/// The most important keys, as many as there is room for.
std::string hints_text(std::size_t columns);
std::string facets_text();  ///< what to do in the list of facets
std::string help_text();    ///< and in that of keys
std::string searching_text();
std::string copied_text(std::size_t papers);
std::string opening_text(std::string_view url);
std::string not_opened_text(std::string_view url);
std::string nothing_to_choose_text();
std::string no_facets_text();
std::string facets_of_query_only_text();
std::string query_too_long_text();

}  // namespace nonmun::program::interactive
