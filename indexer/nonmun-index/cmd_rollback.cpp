#include <fmt/format.h>

#include <array>
#include <nonmun/update.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/log.hpp"
#include "indexer/cli/signals.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"

namespace nonmun::program {
namespace {

constexpr std::array kRollbackOptions = {kIndexOption, kWaitOption, kQuietOption, kVerboseOption,
                                         cli::kHelpOption};

int rollback(const cli::Arguments& arguments) {
  no_words(arguments);
  const auto warn = [](const std::string& line) { cli::log(cli::Priority::warning, line); };
  const std::string generation = rollback_index(
      index_of(arguments), arguments.real("wait", 0, 0, 86400), cli::catch_signals(), warn);
  if (!is_quiet(arguments))
    fmt::print("generation {} is current again\n", cli::display(generation));
  return 0;
}

}  // namespace

Command rollback_command() {
  return {"rollback",
          "go back to the previous generation",
          "[OPTION...]",
          "Publishes the previous generation of the index again.",
          "  nonmun-index rollback\n"
          "  nonmun-index rollback --wait 60",
          kRollbackOptions,
          rollback};
}

}  // namespace nonmun::program
