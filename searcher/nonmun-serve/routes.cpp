#include "searcher/nonmun-serve/routes.hpp"

#include <algorithm>

#include "searcher/nonmun-serve/assets.hpp"
#include "searcher/nonmun-serve/handlers.hpp"

namespace nonmun::program {
namespace {

constexpr std::string_view kId = "{id}";
constexpr const char* kAtom = "application/atom+xml";
constexpr double kMaxCompletions = 100;

using Rows = std::vector<Parameter>;
using Type = Parameter::Type;

Rows join(Rows rows, Rows more) {
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

Parameter id_parameter() {
  Parameter p{
      "id", Type::text,
      "id of a paper, or the address of its page; a slash may be written as it is or as %2F"};
  p.required = true;
  p.example = "1707.06347";
  return p;
}

Rows searching() {
  Rows rows = join({query_parameter("q", false, "강화학습")}, all_search_rows());
  rows.front().help += "; may be missing where sort, since, until or min-votes is given";
  return rows;
}

Rows counting() {
  return join({query_parameter("q", false, "강화학습")},
              search_rows({"since", "until", "min-votes", "any", "as-of", "strict-query", "facets",
                           "facet-limit"}));
}

Rows completing() {
  Parameter q{"q", Type::text, "what was typed so far"};
  q.required = true;
  q.example = "강화";
  Parameter limit{"limit", Type::whole_number, "completions at most", 1, kMaxCompletions};
  limit.fallback = "10";
  Parameter format{"format", Type::text,
                   "json; or opensearch: the array that a browser's search box takes"};
  format.choices = {"json", "opensearch"};
  format.fallback = "json";
  return {q, limit, format};
}

Rows naming() {
  Parameter q{"q", Type::text, "a Korean or English phrase"};
  q.required = true;
  q.example = "강화학습";
  return {q};
}

Rows marking() {
  Parameter q = query_parameter("q", false, "강화학습");
  q.help = "a query whose words are marked in the texts";
  return {q};
}

Rows recent() {
  Parameter trending{"trending", Type::truth,
                     "by votes and age, as sort=trending does, instead of by day"};
  trending.fallback = "false";
  return join(search_rows({"limit", "offset", "since", "until", "min-votes", "as-of", "passages",
                           "facets", "facet-limit"}),
              {trending});
}

Rows similar() {
  return search_rows({"limit", "offset", "since", "until", "min-votes", "votes-weight",
                      "recency-weight", "half-life", "as-of", "passages", "facets", "facet-limit",
                      "explain"});
}

std::vector<Route> table() {
  constexpr auto kIndexed = Caching::generation;
  std::vector<Route> all = {
      {"GET", "/v1/search", "search", "papers that match a query, best first", kJson, "Results",
       kIndexed, false, false, searching(), answer_search},
      {"POST", "/v1/search", "searchByPost", "the same, with the parameters as a JSON object",
       kJson, "Results", Caching::none, false, false, searching(), answer_search},
      {"GET", "/v1/search.atom", "searchFeed",
       "the same as a feed to subscribe to, newest first unless sort says otherwise", kAtom, "",
       kIndexed, false, false, searching(), answer_atom},
      {"GET", "/v1/papers/{id}", "getPaper", "everything that the index knows of a paper", kJson,
       "Paper", kIndexed, false, false, marking(), answer_paper},
      {"GET", "/v1/papers/{id}/similar", "similarPapers", "papers like one, most similar first",
       kJson, "Results", kIndexed, false, false, similar(), answer_similar},
      {"GET", "/v1/suggest", "suggest", "how the last word of a query may go on", kJson,
       "Completions", kIndexed, false, false, completing(), answer_suggest},
      {"GET", "/v1/aliases", "aliases",
       "other names of a phrase, as papers give them in parentheses, and which do", kJson,
       "Aliases", kIndexed, false, false, naming(), answer_aliases},
      {"GET", "/v1/facets", "facets",
       "counts over all papers that a search lists: all facets, unless facets names some", kJson,
       "Results", kIndexed, false, false, counting(), answer_facets},
      {"GET", "/v1/recent", "recentPapers", "papers listed most recently", kJson, "Results",
       kIndexed, false, false, recent(), answer_recent},
      {"GET",
       "/v1/stats",
       "stats",
       "what the index holds",
       kJson,
       "IndexInfo",
       kIndexed,
       false,
       false,
       {},
       answer_stats},
      {"GET",
       "/healthz",
       "health",
       "200 while the server runs",
       kJson,
       "Status",
       Caching::none,
       true,
       true,
       {},
       answer_health},
      {"GET",
       "/readyz",
       "ready",
       "200 when there is an index to search that is not too old",
       kJson,
       "Status",
       Caching::none,
       true,
       false,
       {},
       answer_ready},
      {"GET",
       "/metrics",
       "metrics",
       "counts and times for Prometheus",
       "text/plain; version=0.0.4; charset=utf-8",
       "",
       Caching::none,
       false,
       false,
       {},
       answer_metrics},
      {"GET",
       "/openapi.yaml",
       "openapi",
       "this description (OpenAPI 3.1)",
       "application/yaml",
       "",
       Caching::content,
       false,
       true,
       {},
       answer_openapi},
      {"GET",
       "/opensearch.xml",
       "opensearch",
       "a search engine for browsers (OpenSearch 1.1)",
       "application/opensearchdescription+xml",
       "",
       Caching::content,
       false,
       true,
       {},
       answer_opensearch},
  };
  for (Route& route : all) {
    if (has_id(route)) {
      route.parameters.insert(route.parameters.begin(), id_parameter());
    }
  }
  for (const Asset& asset : assets()) {
    all.push_back({"GET",
                   asset.path,
                   "asset",
                   "a file of the page",
                   asset.media_type,
                   "",
                   Caching::content,
                   true,
                   true,
                   {},
                   answer_asset});
  }
  return all;
}

/// The characters of a pattern that are not {id}: the more, the more exact it is.
std::size_t literal_length(std::string_view pattern) {
  return pattern.size() - (pattern.find(kId) == std::string_view::npos ? 0 : kId.size());
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> kRoutes = table();
  return kRoutes;
}

bool has_id(const Route& route) {
  return route.path.find(kId) != std::string_view::npos;
}

std::optional<std::string> match(std::string_view pattern, std::string_view path) {
  const std::size_t at = pattern.find(kId);
  if (at == std::string_view::npos) {
    return pattern == path ? std::optional<std::string>("") : std::nullopt;
  }
  const std::string_view before = pattern.substr(0, at);
  const std::string_view after = pattern.substr(at + kId.size());
  if (path.size() <= before.size() + after.size() || !path.starts_with(before) ||
      !path.ends_with(after)) {
    return std::nullopt;
  }
  return std::string(path.substr(before.size(), path.size() - before.size() - after.size()));
}

Found find_route(std::string_view method, std::string_view path) {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  // Of several patterns only the most exact one counts: /v1/papers/X/similar is not a paper.
  std::optional<std::size_t> most_exact;
  for (const Route& route : routes()) {
    if (match(route.path, path)) {
      most_exact = std::max(most_exact.value_or(0), literal_length(route.path));
    }
  }
  Found found;
  for (const Route& route : routes()) {
    const std::optional<std::string> id = match(route.path, path);
    if (!id || literal_length(route.path) != *most_exact) continue;
    found.methods.push_back(route.method);
    if (route.method == "GET") found.methods.push_back("HEAD");
    if (route.method == wanted) {
      found.route = &route;
      found.id = *id;
    }
  }
  if (!found.methods.empty()) found.methods.push_back("OPTIONS");
  return found;
}

}  // namespace nonmun::program
