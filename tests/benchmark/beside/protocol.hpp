#pragma once

#include <unistd.h>

#include <cstdint>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

/// The line protocol of the systems that are measured beside each other; child.py describes it.
namespace beside {

struct Query {
  std::string qid;
  std::string kind;  ///< a class of workload.py
  std::string text;
  std::string since;  ///< a day, or empty
  std::string until;
};

struct Answer {
  std::uint64_t found = 0;
  std::vector<std::string> ids;     ///< best first
  std::vector<std::string> papers;  ///< their texts, read as for a page of results
};

inline std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  std::size_t start = 0;
  for (std::size_t tab; (tab = line.find('\t', start)) != std::string::npos; start = tab + 1) {
    cells.push_back(line.substr(start, tab - start));
  }
  cells.push_back(line.substr(start));
  return cells;
}

inline std::vector<Query> read_queries(const std::string& file) {
  std::vector<Query> queries;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const std::vector<std::string> cells = split(line);
    queries.push_back({cells.at(0), cells.at(1), cells.at(2), cells.at(3), cells.at(4)});
  }
  return queries;
}

inline double thread_microseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e6 * static_cast<double>(now.tv_sec) + 1e-3 * static_cast<double>(now.tv_nsec);
}

inline void print(const Query& query, double microseconds, const Answer& answer) {
  std::cout << query.qid << ' ' << microseconds << ' ' << answer.found;
  for (const std::string& id : answer.ids) std::cout << ' ' << id;
  std::cout << '\n';
}

/// Answers requests until standard input ends. `ask(query, k)` gives an Answer.
template <typename Ask>
void serve(const std::vector<Query>& queries, Ask ask) {
  std::cout << "ready " << ::getpid() << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream request(line);
    std::string kind;
    unsigned k = 0;
    request >> kind >> k;
    for (const Query& query : queries) {
      if (query.kind != kind) continue;
      const double start = thread_microseconds();
      const Answer answer = ask(query, k);
      print(query, thread_microseconds() - start, answer);
    }
    std::cout << std::endl;
  }
}

}  // namespace beside
