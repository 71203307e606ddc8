// CPU time of each query, in process: one line "KIND BEST_US FOUND QUERY" for each query and kind,
// where the best of some rounds counts, so that the figures differ by query and not by luck.
// Kinds take turns within a round: "all" has every mechanism on, "plain" none, "hits0" all but asks
// for no hits (no stored papers decoded, no snippets made), "facets" counts all facets besides, and
// "suggest" completes the first half of the query.
//
// Usage: query_latency INDEX QUERIES ROUNDS [LIMIT]
//   QUERIES: tab-separated, the text last.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <iostream>
#include <limits>
#include <nonmun/search.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/benchmark/queries.hpp"

namespace {

double thread_microseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e6 * static_cast<double>(now.tv_sec) + 1e-3 * static_cast<double>(now.tv_nsec);
}

struct Kind {
  std::string name;
  std::function<std::uint64_t(const std::string&)> ask;  ///< how many were found
};

Kind search(std::string name, const nonmun::Index& index, nonmun::SearchOptions options) {
  return {std::move(name), [&index, options = std::move(options)](const std::string& query) {
            return index.search(query, options).found;
          }};
}

/// The first half of a query, in whole characters.
std::string half(const std::string& query) {
  std::size_t end = query.size() / 2;
  while (end < query.size() && (query[end] & 0xC0) == 0x80) ++end;
  return query.substr(0, end);
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 4 || argc > 5) {
    std::cerr << "usage: query_latency INDEX QUERIES ROUNDS [LIMIT]\n";
    return 2;
  }
  const std::vector<std::string> queries = read_queries(argv[2]);
  const int rounds = std::atoi(argv[3]);

  const double opening = thread_microseconds();
  const nonmun::Index index(argv[1]);
  std::cout << "open " << thread_microseconds() - opening << " 0 -\n";

  nonmun::SearchOptions all;
  all.as_of = "2025-01-01";
  if (argc == 5) all.limit = static_cast<std::size_t>(std::atoi(argv[4]));
  nonmun::SearchOptions plain = all;
  for (const nonmun::Mechanism& m : nonmun::mechanisms()) plain.without.push_back(m.name);
  nonmun::SearchOptions hits0 = all;
  hits0.limit = 0;
  nonmun::SearchOptions facets = hits0;
  facets.facets = "month,votes,author,section,name";
  const std::vector<Kind> kinds = {
      search("all", index, all),
      search("plain", index, plain),
      search("hits0", index, hits0),
      search("facets", index, facets),
      {"suggest", [&](const std::string& query) { return index.suggest(half(query)).size(); }}};

  for (const std::string& query : queries) {
    std::vector<double> best(kinds.size(), std::numeric_limits<double>::max());
    std::vector<std::uint64_t> found(kinds.size());
    for (int round = 0; round < rounds; ++round) {
      for (std::size_t i = 0; i < kinds.size(); ++i) {
        const double start = thread_microseconds();
        found[i] = kinds[i].ask(query);
        best[i] = std::min(best[i], thread_microseconds() - start);
      }
    }
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      std::cout << kinds[i].name << ' ' << best[i] << ' ' << found[i] << ' ' << query << '\n';
    }
  }
  return 0;
} catch (const nonmun::Error& error) {
  std::cerr << "query_latency: " << error.what() << '\n';
  return error.exit_code();
}
