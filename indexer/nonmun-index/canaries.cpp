#include "indexer/nonmun-index/canaries.hpp"

#include <fmt/format.h>

#include <nonmun/search.hpp>
#include <sstream>

#include "indexer/system/files.hpp"

namespace nonmun::program {
namespace {

struct Canary {
  std::string query;
  std::string id;
};

std::vector<Canary> read_canaries(const std::string& file) {
  std::vector<Canary> canaries;
  std::istringstream lines(system::read_file(file));
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line[0] == '#') continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos || tab == 0 || tab + 1 == line.size()) {
      throw Error(ErrorCode::usage, fmt::format("{}:{}: expected \"query TAB id\"", file, number),
                  "a canary file has a query, a tab and an arXiv id on each line");
    }
    canaries.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return canaries;
}

}  // namespace

std::function<std::vector<std::string>(const std::string&)> canary_gate(const std::string& file) {
  return [canaries = read_canaries(file)](const std::string& folder) {
    std::vector<std::string> complaints;
    const Index index = Index::open_generation(folder);
    SearchOptions options;
    options.limit = 1;
    for (const Canary& canary : canaries) {
      const Results results = index.search(canary.query, options);
      const std::string first = results.hits.empty() ? "nothing" : results.hits.front().id;
      if (first == canary.id) continue;
      complaints.push_back(
          fmt::format("\"{}\" found {} instead of {}", canary.query, first, canary.id));
    }
    return complaints;
  };
}

}  // namespace nonmun::program
