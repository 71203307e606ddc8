#include <fmt/format.h>

#include <array>
#include <nonmun/update.hpp>

#include "indexer/cli/log.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"

namespace nonmun::program {
namespace {

constexpr std::array kVotesOptions = {kIndexOption, kWaitOption, kJsonOption, kHelpOption};

int votes(const Arguments& arguments) {
  if (arguments.words.size() != 1) {
    throw Error(ErrorCode::usage, "one file with vote counts is wanted, or -",
                "nonmun-index votes --help");
  }
  const VotesReport report = refresh_votes({index_of(arguments), arguments.words.front(),
                                            arguments.real("wait", 0, 0, 86400), catch_signals()});
  for (const Reject& r : report.rejects) {
    log(Priority::warning, fmt::format("{}:{}: {}", r.file, r.line, r.reason));
  }
  if (arguments.has("json")) {
    fmt::print("{}", dump({{"schema", kSchema},
                           {"changed", report.changed},
                           {"unchanged", report.unchanged},
                           {"unknown", report.unknown},
                           {"rejected", report.rejected},
                           {"seconds", report.seconds},
                           {"generation", report.generation}}));
    return 0;
  }
  for (const std::string& id : report.unknown) {
    log(Priority::warning, id + ": not in the index");
  }
  fmt::print("{} vote counts changed, {} unchanged, {} of unknown papers; {} rejected\n{} {}\n",
             report.changed, report.unchanged, report.unknown.size(), report.rejected,
             report.published ? "published generation" : "nothing changed; still generation",
             report.generation);
  return 0;
}

}  // namespace

Command votes_command() {
  return {"votes",
          "refresh vote counts only",
          "[OPTION...] FILE|-",
          "Reads vote counts (JSONL lines with id and votes, or the public API's JSON) and\n"
          "publishes them without touching the text index. Papers that the index does not\n"
          "have are named.",
          "  nonmun-index votes votes.jsonl\n"
          "  nonmun-index votes --json - < votes.jsonl",
          kVotesOptions,
          votes};
}

}  // namespace nonmun::program
