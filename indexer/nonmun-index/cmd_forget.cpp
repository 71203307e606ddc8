#include <fmt/format.h>

#include <array>
#include <nonmun/update.hpp>

#include "indexer/cli/log.hpp"
#include "indexer/cli/signals.hpp"
#include "indexer/nonmun-index/canaries.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"

namespace nonmun::program {
namespace {

constexpr std::array kForgetOptions = {
    kIndexOption,
    cli::Option{"canary", 0, "FILE", "publish only if the queries of FILE find their paper"},
    kWaitOption,
    kJsonOption,
    kQuietOption,
    kVerboseOption,
    cli::kHelpOption};

int forget(const cli::Arguments& arguments) {
  if (arguments.words.empty()) {
    throw Error(ErrorCode::usage, "no PATH or NAME given", "nonmun-index sources lists them");
  }
  UpdateOptions options;
  options.index = index_of(arguments);
  options.wait_seconds = arguments.real("wait", 0, 0, 86400);
  if (arguments.has("canary")) options.gate = canary_gate(arguments.text("canary"));
  options.warning = [](const std::string& line) { cli::log(cli::Priority::warning, line); };
  options.detail = detail_of(arguments);
  options.interrupted = cli::catch_signals();
  UpdateReport report;
  forget_sources(options, arguments.words, report);
  if (arguments.has("json")) {
    fmt::print("{}", dump({{"schema", kSchema},
                           {"documents", report.documents},
                           {"changed", report.changed},
                           {"removed", report.removed},
                           {"published", report.published},
                           {"generation", report.generation}}));
  } else if (!is_quiet(arguments)) {
    fmt::print("{} papers: {} changed, {} removed\npublished generation {}\n", report.documents,
               report.changed, report.removed, report.generation);
  }
  return 0;
}

}  // namespace

Command forget_command() {
  return {"forget",
          "remove sources that are gone",
          "[OPTION...] PATH|NAME...",
          "Removes sources from the index, and the papers that no other source lists: the\n"
          "file PATH or everything below the folder PATH, or the pipe NAME. The files\n"
          "themselves are not touched, and need not exist.",
          "  nonmun-index forget /mnt/old-digests\n"
          "  nonmun-index forget stdin",
          kForgetOptions,
          forget};
}

}  // namespace nonmun::program
