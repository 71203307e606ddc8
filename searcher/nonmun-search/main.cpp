// nonmun-search: queries on the command line. Uses the searcher through its public header alone.

#include "indexer/cli/program.hpp"
#include "searcher/nonmun-search/commands.hpp"

int main(int argc, char** argv) {
  nonmun::cli::open_standard_files();
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return nonmun::cli::run(nonmun::program::kName,
                          [&] { return nonmun::program::run_line(arguments); });
}
