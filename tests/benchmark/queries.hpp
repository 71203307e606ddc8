#pragma once

#include <fstream>
#include <string>
#include <vector>

/// The queries of a file, one per line: what follows the last tab.
inline std::vector<std::string> read_queries(const std::string& file) {
  std::vector<std::string> queries;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) queries.push_back(line.substr(line.rfind('\t') + 1));
  }
  return queries;
}
