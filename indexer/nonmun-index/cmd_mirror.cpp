#include <fmt/format.h>

#include <array>
#include <nonmun/update.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/log.hpp"
#include "indexer/cli/signals.hpp"
#include "indexer/cli/words.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"

namespace nonmun::program {
namespace {

constexpr std::array kMirrorOptions = {
    cli::Option{"remote", 0, "ADDRESS", "HOST:PORT, where xapian-tcpsrv serves the database"},
    cli::Option{"postings", 0, "",
                "copy the postings too: the searching machine matches, the server gives texts"},
    kWaitOption,
    kJsonOption,
    kQuietOption,
    cli::kHelpOption,
};

int mirror(const cli::Arguments& arguments) {
  constexpr std::size_t kFolders = 2;
  if (arguments.words.size() != kFolders) {
    throw Error(ErrorCode::usage, "expected two folders: the shard and its mirror");
  }
  if (!arguments.has("remote")) throw Error(ErrorCode::usage, "no --remote HOST:PORT given");
  MirrorOptions options;
  options.shard = arguments.words[0];
  options.mirror = arguments.words[1];
  options.remote = arguments.text("remote");
  options.postings = arguments.has("postings");
  options.wait_seconds = arguments.real("wait", 0, 0, 86400);
  options.interrupted = cli::catch_signals();
  options.warning = [](const std::string& line) { cli::log(cli::Priority::warning, line); };
  const MirrorReport report = mirror_index(options);
  if (arguments.has("json")) {
    fmt::print("{}", dump({{"schema", kSchema},
                           {"generation", report.generation},
                           {"documents", report.documents},
                           {"bytes", report.bytes},
                           {"published", report.published}}));
  } else if (!is_quiet(arguments)) {
    fmt::print("{}: {}\n", cli::count(report.documents, "paper"),
               outcome(report.published, report.generation));
  }
  return 0;
}

}  // namespace

Command mirror_command() {
  return {"mirror",
          "make or refresh the mirror of a shard on a server",
          "[OPTION...] SHARD MIRROR --remote ADDRESS",
          "Makes an index folder MIRROR for machines that search the papers of SHARD without\n"
          "having them: with verified copies of its votes and derived tables, and the address\n"
          "of a xapian-tcpsrv over the db/ of its current generation in place of the database.",
          "  nonmun-index mirror papers.index/shards/1 mirrors/1 --remote node1:7001\n"
          "  nonmun-search --index mirrors/1 --index mirrors/2 양자화",
          kMirrorOptions,
          mirror};
}

}  // namespace nonmun::program
