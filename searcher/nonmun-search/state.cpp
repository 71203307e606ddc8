#include "searcher/nonmun-search/state.hpp"

#include <nlohmann/json.hpp>
#include <nonmun/search.hpp>

#include "searcher/nonmun-search/state_file.hpp"

namespace nonmun::program {
namespace {

constexpr const char* kFile = "last.json";

using Json = nlohmann::ordered_json;

}  // namespace

void remember(const std::string& index, const std::string& query, const Results& results) {
  Json hits = Json::array();
  for (const Hit& hit : results.hits) hits.push_back({hit.rank, hit.id});
  const Json last = {
      {"schema", kStateSchema}, {"query", query}, {"index", absolute_index(index)}, {"hits", hits}};
  write_state(kFile, last.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

std::optional<LastSearch> last_search() {
  const std::optional<std::string> content = read_state(kFile);
  if (!content) return std::nullopt;
  try {
    const Json last = Json::parse(*content);
    if (last.at("schema") != kStateSchema) return std::nullopt;
    LastSearch search{last.at("query"), last.at("index"), {}};
    for (const Json& hit : last.at("hits")) search.hits.emplace_back(hit.at(0), hit.at(1));
    return search;
  } catch (const Json::exception&) {
    return std::nullopt;  // another version's, or damaged: as if it were not there
  }
}

}  // namespace nonmun::program
