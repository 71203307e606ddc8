#include <fmt/format.h>

#include <array>
#include <nonmun/update.hpp>

#include "indexer/cli/log.hpp"
#include "indexer/cli/signals.hpp"
#include "indexer/cli/words.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"
#include "indexer/system/time.hpp"

namespace nonmun::program {
namespace {

constexpr std::array kVotesOptions = {
    kIndexOption,
    cli::Option{"export", 0, "", "print all refreshed counts, as JSONL for this command"},
    kMaxFileSizeOption,
    kWaitOption,
    kJsonOption,
    kQuietOption,
    kVerboseOption,
    cli::kHelpOption};

int export_votes(const cli::Arguments& arguments) {
  no_words(arguments);
  for (const RefreshedVote& vote : exported_votes(index_of(arguments))) {
    Json line = {{"schema", kSchema}, {"id", vote.id}, {"votes", vote.votes}};
    if (vote.votes_at > 0) line["votes_at"] = system::iso_time(vote.votes_at);
    fmt::print("{}", dump(line));
  }
  return 0;
}

int votes(const cli::Arguments& arguments) {
  if (arguments.has("export")) return export_votes(arguments);
  if (arguments.words.size() != 1) {
    throw Error(Cause::usage,
                arguments.words.empty() ? "no FILE given" : "more than one FILE given",
                "name one file with vote counts, or - for standard input");
  }
  VotesOptions options;
  options.index = index_of(arguments);
  options.source = arguments.words.front();
  options.max_file_size = max_file_size_of(arguments);
  options.wait_seconds = arguments.real("wait", 0, 0, 86400);
  options.interrupted = cli::catch_signals();
  options.warning = [](const std::string& line) { cli::log(cli::Priority::warning, line); };
  options.detail = detail_of(arguments);
  const VotesReport report = refresh_votes(options);
  for (const Reject& r : report.rejects) {
    cli::log(cli::Priority::warning, fmt::format("{}:{}: {}", r.file, r.line, r.reason));
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
    cli::log(cli::Priority::warning, id + ": not in the index");
  }
  if (is_quiet(arguments)) return 0;
  fmt::print("{} changed, {} unchanged, {} for papers not in the index; {} rejected\n{}\n",
             cli::count(report.changed, "vote count"), report.unchanged, report.unknown.size(),
             report.rejected, outcome(report.published, report.generation));
  return 0;
}

}  // namespace

Command votes_command() {
  return {"votes",
          "refresh vote counts only",
          "[OPTION...] FILE|-",
          "Reads vote counts (JSONL lines with id and votes, or the public API's JSON) and\n"
          "publishes them without touching the text index. Papers that the index does not\n"
          "have are listed. --export prints the refreshed counts of the index instead.",
          "  nonmun-index votes votes.jsonl\n"
          "  nonmun-index votes --json - < votes.jsonl\n"
          "  nonmun-index votes --export > votes.jsonl",
          kVotesOptions,
          votes};
}

}  // namespace nonmun::program
