// crash-answers INDEX: answers the queries on standard input, a line each, with one JSON line each:
// everything that an answer says of the index's content, and nothing that differs between two
// indexes of the same content but "generation".

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <nonmun/search.hpp>
#include <string>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    const nonmun::Index index(argv[1]);
    nonmun::SearchOptions options;
    options.limit = nonmun::kMaxLimit;
    options.as_of = "2025-06-01";
    std::string query;
    while (std::getline(std::cin, query)) {
      const nonmun::Results results = index.search(query, options);
      nlohmann::ordered_json hits = nlohmann::ordered_json::array();
      for (const nonmun::Hit& hit : results.hits) {
        hits.push_back({hit.id, hit.score, hit.votes ? nlohmann::json(*hit.votes) : nullptr,
                        hit.date, hit.title});
      }
      nlohmann::ordered_json expanded = nlohmann::ordered_json::array();
      for (const nonmun::Expansion& e : results.expanded) expanded.push_back({e.from, e.to, e.why});
      const nlohmann::ordered_json answer = {{"query", query},
                                             {"generation", results.generation},
                                             {"found", results.found},
                                             {"out_of", results.out_of},
                                             {"did_you_mean", results.did_you_mean.value_or("")},
                                             {"expanded", std::move(expanded)},
                                             {"hits", std::move(hits)}};
      std::cout << answer.dump() << "\n" << std::flush;
    }
  } catch (const nonmun::Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return error.exit_code();
  }
  return 0;
}
