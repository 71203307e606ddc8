#include "searcher/nonmun-serve/mcp_tools.hpp"

#include <fmt/format.h>

#include "searcher/nonmun-serve/problem.hpp"

namespace nonmun::program {
namespace {

Parameter id_parameter() {
  Parameter p{"id", Parameter::Type::text,
              "id of the paper, such as 1707.06347, or the address of its page"};
  p.required = true;
  return p;
}

std::vector<Parameter> with_first(Parameter first, std::vector<Parameter> rows) {
  rows.insert(rows.begin(), std::move(first));
  return rows;
}

PaperDetails paper(const Index& index, const Values& values) {
  const std::string id = value_of(values, "id");
  std::optional<PaperDetails> found = index.paper(id);
  if (!found) throw HttpError(404, fmt::format("no paper has the id \"{}\"", id));
  return *std::move(found);
}

std::string search_papers(const Index& index, const Values& values, const SearchOptions& options) {
  return to_json(index.search(value_of(values, "query"), options));
}

std::string get_paper(const Index& index, const Values& values, const SearchOptions& /*options*/) {
  return to_json(paper(index, values));
}

std::string similar_papers(const Index& index, const Values& values, const SearchOptions& options) {
  return to_json(index.similar(paper(index, values).id, options));
}

std::string recent_papers(const Index& index, const Values& values, const SearchOptions& options) {
  SearchOptions ordered = options;
  ordered.sort = value_of(values, "trending") == "true" ? Sort::trending : Sort::date;
  return to_json(index.search("", ordered));
}

std::vector<Tool> table() {
  Parameter trending{"trending", Parameter::Type::truth, "by votes and age instead of by day"};
  trending.fallback = "false";
  std::vector<Parameter> recent =
      search_rows({"limit", "offset", "since", "until", "min-votes", "passages"});
  recent.push_back(trending);
  return {
      {"search_papers", "Search papers",
       "Searches digests of research papers, in Korean and English. Words in either language find "
       "papers in both. Also: \"phrases\", -exclusion, author:NAME, title:WORD, date:2024-02.., "
       "votes:50..",
       with_first(query_parameter("query", true, ""),
                  search_rows({"limit", "offset", "sort", "since", "until", "min-votes", "any",
                               "passages"})),
       "Results", search_papers},
      {"get_paper",
       "Get a paper",
       "Everything known of one paper: title, authors, votes, days listed, the whole summary.",
       {id_parameter()},
       "Paper",
       get_paper},
      {"similar_papers", "Similar papers", "Papers like one, most similar first.",
       with_first(id_parameter(),
                  search_rows({"limit", "offset", "since", "until", "min-votes", "passages"})),
       "Results", similar_papers},
      {"recent_papers", "Recent papers",
       "Papers listed most recently, or those with many votes for their age.", std::move(recent),
       "Results", recent_papers},
  };
}

}  // namespace

const std::vector<Tool>& tools() {
  static const std::vector<Tool> kTools = table();
  return kTools;
}

}  // namespace nonmun::program
