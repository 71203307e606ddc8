// CPU time of each query, in process: one line "KIND BEST_US FOUND QUERY" for each query and kind,
// where the best of some rounds counts, so that the figures differ by query and not by luck.
// Kinds take turns within a round: "all" has every mechanism on, "plain" none, "hits0" all but asks
// for no hits (no stored papers decoded, no snippets made).
//
// Usage: query_latency INDEX QUERIES ROUNDS [LIMIT]
//   QUERIES: tab-separated, the text last.

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <limits>
#include <nonmun/search.hpp>
#include <string>
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
  nonmun::SearchOptions options;
};

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

  std::vector<Kind> kinds(3);
  kinds[0].name = "all";
  kinds[1].name = "plain";
  kinds[2].name = "hits0";
  for (Kind& kind : kinds) {
    kind.options.as_of = "2025-01-01";
    if (argc == 5) kind.options.limit = static_cast<std::size_t>(std::atoi(argv[4]));
  }
  for (const nonmun::Mechanism& m : nonmun::mechanisms())
    kinds[1].options.without.push_back(m.name);
  kinds[2].options.limit = 0;

  for (const std::string& query : queries) {
    std::vector<double> best(kinds.size(), std::numeric_limits<double>::max());
    std::vector<std::uint64_t> found(kinds.size());
    for (int round = 0; round < rounds; ++round) {
      for (std::size_t i = 0; i < kinds.size(); ++i) {
        const double start = thread_microseconds();
        const nonmun::Results results = index.search(query, kinds[i].options);
        best[i] = std::min(best[i], thread_microseconds() - start);
        found[i] = results.found;
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
