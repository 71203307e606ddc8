// What the ways to call a search in one process cost: one line "KIND BEST_US HITS QUERY" for each
// query and kind, in CPU time of the thread, where the best of some rounds counts. Kinds take
// turns: "library" is Index::search, "json" the same and to_json, "c" nonmun_search.
//
// Usage: call_overhead INDEX QUERIES ROUNDS
//   QUERIES: tab-separated, the text last.

#include <nonmun/nonmun.h>

#include <algorithm>
#include <array>
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

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4) {
    std::cerr << "usage: call_overhead INDEX QUERIES ROUNDS\n";
    return 2;
  }
  const std::vector<std::string> queries = read_queries(argv[2]);
  const int rounds = std::atoi(argv[3]);
  const nonmun::Index index(argv[1]);
  nonmun_index* c_index = nullptr;
  if (const nonmun_status status = nonmun_open(argv[1], &c_index, nullptr)) return status;

  // What keeps the compiler from leaving anything out: the sizes of the answers.
  std::size_t size = 0;
  using Search = std::function<void(const std::string&)>;
  const std::array<std::pair<const char*, Search>, 3> kinds = {{
      {"library", [&](const std::string& query) { size += index.search(query).hits.size(); }},
      {"json",
       [&](const std::string& query) { size += nonmun::to_json(index.search(query)).size(); }},
      {"c",
       [&](const std::string& query) {
         char* json = nullptr;
         if (nonmun_search(c_index, query.c_str(), nullptr, nullptr, &json, nullptr) == NONMUN_OK) {
           size += std::string_view(json).size();
         }
         nonmun_free(json);
       }},
  }};
  // Each kind goes through all queries before the next one does: each has an index of its own in
  // the processor's caches or not, alike.
  std::vector<std::array<double, 3>> best(queries.size());
  for (auto& row : best) row.fill(std::numeric_limits<double>::max());
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
      for (std::size_t i = 0; i < queries.size(); ++i) {
        const double start = thread_microseconds();
        kinds[kind].second(queries[i]);
        best[i][kind] = std::min(best[i][kind], thread_microseconds() - start);
      }
    }
  }
  for (std::size_t i = 0; i < queries.size(); ++i) {
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
      std::cout << kinds[kind].first << ' ' << best[i][kind] << ' '
                << index.search(queries[i]).hits.size() << ' ' << queries[i] << '\n';
    }
  }
  nonmun_close(c_index);
  return size == 0 ? 70 : 0;
} catch (const nonmun::Error& error) {
  std::cerr << "call_overhead: " << error.what() << '\n';
  return error.exit_code();
}
