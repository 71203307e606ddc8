// nonmun-search: queries on the command line. Uses the searcher through its public header alone.

#include "indexer/cli/program.hpp"
#include "indexer/cli/translation.hpp"
#include "searcher/nonmun-search/commands.hpp"
#include "searcher/nonmun-search/library_texts.hpp"

int main(int argc, char** argv) {
  nonmun::cli::open_standard_files();
  nonmun::cli::set_up_translation();
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  using namespace nonmun::program;
  return nonmun::cli::run(
      kName, [&] { return with_translated_errors([&] { return run_line(arguments); }); });
}
