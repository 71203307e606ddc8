#include <fmt/format.h>

#include "searcher/nonmun-serve/atom.hpp"
#include "searcher/nonmun-serve/handlers.hpp"
#include "searcher/nonmun-serve/service.hpp"

// Routes that answer with a list of papers.
namespace nonmun::program {
namespace {

Response json(const Results& results) {
  return {200, kJson, to_json(results), {}};
}

Results search(Call& call, const SearchOptions& options) {
  return call.service.index().get()->search(value_of(call.values, "q"), options);
}

/// The names of all facets, as SearchOptions::facets takes them.
std::string all_facets() {
  std::string names;
  for (const FieldHelp& facet : facet_names()) {
    names += fmt::format("{}{}", names.empty() ? "" : ",", facet.name);
  }
  return names;
}

}  // namespace

Response answer_search(Call& call) {
  return json(search(call, call.service.options_of(call)));
}

Response answer_facets(Call& call) {
  SearchOptions options = call.service.options_of(call);
  options.limit = 0;
  options.passages = 0;
  if (options.facets.empty()) options.facets = all_facets();
  // An order lets a search without words list all papers; no hit is shown for it to matter.
  if (value_of(call.values, "q").empty()) options.sort = Sort::date;
  return json(search(call, options));
}

Response answer_recent(Call& call) {
  SearchOptions options = call.service.options_of(call);
  options.sort = value_of(call.values, "trending") == "true" ? Sort::trending : Sort::date;
  return json(call.service.index().get()->search("", options));
}

Response answer_atom(Call& call) {
  SearchOptions options = call.service.options_of(call);
  if (!call.values.contains("sort")) options.sort = Sort::date;
  const Results results = search(call, options);
  const std::string base = call.service.base_url(call.request);
  return {200,
          std::string(call.request.route->media_type),
          atom_feed(results, base,
                    base + call.request.path +
                        (call.request.query.empty() ? "" : "?" + call.request.query)),
          {}};
}

}  // namespace nonmun::program
