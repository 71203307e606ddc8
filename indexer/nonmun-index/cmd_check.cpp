#include <fmt/format.h>

#include <array>
#include <nonmun/update.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/words.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"

namespace nonmun::program {
namespace {

constexpr std::array kCheckOptions = {kIndexOption, kJsonOption, cli::kHelpOption};

int check(const cli::Arguments& arguments) {
  no_words(arguments);
  const CheckReport report = check_index(index_of(arguments));
  if (arguments.has("json")) {
    fmt::print("{}", dump({{"schema", kSchema},
                           {"generation", report.generation},
                           {"files", report.files},
                           {"bytes", report.bytes},
                           {"ok", report.damage.empty()},
                           {"damage", report.damage}}));
  } else if (report.damage.empty()) {
    fmt::print("generation {} is intact: {}, {} bytes\n", cli::display(report.generation),
               cli::count(report.files, "file"), report.bytes);
  }
  if (report.damage.empty()) return 0;
  throw Error(Cause::damaged, "the index is damaged", report.damage);
}

}  // namespace

Command check_command() {
  return {"check",
          "verify every file of the index",
          "[OPTION...]",
          "Compares every file with the hash in the manifest and runs Xapian's own check.",
          "  nonmun-index check\n"
          "  nonmun-index check --json --index /srv/nonmun/index",
          kCheckOptions,
          check};
}

}  // namespace nonmun::program
