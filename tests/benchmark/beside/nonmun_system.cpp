// nonmun in process, for the benchmark beside other engines: answers queries by class over the line
// protocol of protocol.hpp. No snippets, as the peers make none; hits still carry the stored paper.
// Building and updating is measured with nonmun-index, cold processes with nonmun-search.
//
// Usage: nonmun_system query INDEX QUERIES WARM_UP_SECONDS [plain]
//   plain: every mechanism off

#include <iostream>
#include <nonmun/search.hpp>
#include <sstream>
#include <string>
#include <string_view>

#include "tests/benchmark/beside/protocol.hpp"

namespace {

std::string in_query_language(const beside::Query& query) {
  if (query.kind == "phrase") return '"' + query.text + '"';
  if (query.kind == "author") return "author:\"" + query.text + '"';
  if (query.kind != "and") return query.text;
  std::istringstream words(query.text);
  std::string joined;
  for (std::string word; words >> word;) joined += (joined.empty() ? "" : " AND ") + word;
  return joined;
}

beside::Answer ask(const nonmun::Index& index, nonmun::SearchOptions options,
                   const beside::Query& query, unsigned k) {
  options.limit = k;
  options.since = query.since;
  options.until = query.until;
  const nonmun::Results results = index.search(in_query_language(query), options);
  beside::Answer answer;
  answer.found = results.found;
  for (const nonmun::Hit& hit : results.hits) answer.ids.push_back(hit.id);
  return answer;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 5 || argc > 6 || std::string_view(argv[1]) != "query" ||
      (argc == 6 && std::string_view(argv[5]) != "plain")) {
    std::cerr << "usage: nonmun_system query INDEX QUERIES WARM_UP_SECONDS [plain]\n";
    return 2;
  }
  const nonmun::Index index(argv[2]);
  nonmun::SearchOptions options;
  options.as_of = "2030-01-01";
  options.passages = 0;
  if (argc == 6) {
    for (const nonmun::Mechanism& m : nonmun::mechanisms()) options.without.push_back(m.name);
  }
  beside::serve(beside::read_queries(argv[3]), [&](const beside::Query& query, unsigned k) {
    return ask(index, options, query, k);
  });
  return 0;
} catch (const nonmun::Error& error) {
  std::cerr << "nonmun_system: " << error.what() << '\n';
  return error.exit_code();
}
