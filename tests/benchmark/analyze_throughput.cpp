// Analyzes the lines of a file once for each line on standard input, and answers each with
// "BYTES TOKENS CPU_SECONDS": the program of the other side does the same, so that the two can take
// turns. Usage: analyze_throughput FILE

#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "analyzers/analyzer.hpp"

namespace {

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: analyze_throughput FILE\n";
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  if (!in) {
    std::cerr << "cannot read " << argv[1] << '\n';
    return 74;
  }
  std::vector<std::string> lines;
  std::size_t bytes = 0;
  for (std::string line; std::getline(in, line);) {
    bytes += line.size();
    lines.push_back(std::move(line));
  }
  nonmun::Analyzer analyzer;
  std::vector<nonmun::Token> tokens;
  for (std::string turn; std::getline(std::cin, turn);) {
    std::size_t count = 0;
    const double start = cpu_seconds();
    for (const std::string& line : lines) {
      tokens.clear();
      analyzer.analyze(line, tokens);
      count += tokens.size();
    }
    std::cout << bytes << ' ' << count << ' ' << cpu_seconds() - start << std::endl;
  }
  return 0;
}
