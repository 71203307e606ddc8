#include "indexer/program/commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "indexer/format/files.hpp"
#include "indexer/format/generation.hpp"
#include "indexer/nonmun/update.hpp"
#include "indexer/program/canaries.hpp"
#include "indexer/program/progress.hpp"

namespace nonmun::program {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchema = 1;

constexpr Option kIndexOption{"index", 0, "DIR",
                              "index folder (default: $NONMUN_INDEX, else "
                              "$XDG_DATA_HOME/nonmun/index)"};
constexpr Option kJsonOption{"json", 0, "", "one JSON object on standard output"};
constexpr Option kWaitOption{"wait", 0, "S", "wait up to S seconds for another run to end (0)"};
constexpr Option kHelpOption{"help", 'h', "", "this text"};

std::atomic<bool> interrupted{false};

extern "C" void on_signal(int signal) {
  // The second signal ends at once; the first lets the run end cleanly, unpublished.
  if (interrupted.exchange(true)) std::_Exit(128 + signal);
}

void catch_signals() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

std::string index_of(const Arguments& arguments) {
  std::string index = arguments.text("index", default_index_directory());
  // An unset shell variable; it would make an index in the root folder.
  if (index.empty()) throw Error(ErrorCode::usage, "--index needs the name of a folder");
  return index;
}

void no_words(const Arguments& arguments) {
  if (arguments.words.empty()) return;
  throw Error(ErrorCode::usage, "unexpected argument \"" + arguments.words.front() + "\"",
              "--help lists what the command takes");
}

std::string dump(const Json& j) {
  return j.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

void write_rejects(const std::string& path, const std::vector<RejectReport>& rejects) {
  std::string lines;
  for (const RejectReport& r : rejects) {
    lines += dump({{"file", r.file}, {"line", r.line}, {"reason", r.reason}});
  }
  write_file(path, lines);
}

// --- update

constexpr std::array kUpdateOptions = {
    kIndexOption,
    Option{"rebuild", 0, "", "start from the given sources alone"},
    Option{"prune", 0, "", "drop files below the given sources that have vanished"},
    Option{"jobs", 0, "N", "threads that analyze text (one per core)"},
    Option{"rejects", 0, "FILE", "write rejected entries to FILE as JSONL"},
    Option{"strict", 0, "", "publish nothing when any entry is rejected"},
    Option{"canary", 0, "FILE",
           "publish only if the queries of FILE (query TAB id a line) find their paper first"},
    Option{"max-drop", 0, "PCT", "publish only if at most PCT percent of the papers go (2)"},
    kWaitOption,
    kJsonOption,
    Option{"progress", 0, "WHEN", "auto, always or never (auto: on a terminal)"},
    kHelpOption,
};

void print_summary(const UpdateReport& report) {
  fmt::print("{} papers: {} added, {} changed, {} unchanged, {} removed; {} rejected",
             report.documents, report.added, report.changed, report.unchanged, report.removed,
             report.rejected);
  if (report.skipped_files > 0) fmt::print("; {} files are no digests", report.skipped_files);
  fmt::print("\n{} {} in {:.1f} s\n",
             report.published ? "published generation" : "nothing changed; still generation",
             report.generation, report.seconds);
}

int update(const Arguments& arguments) {
  if (arguments.words.empty()) {
    throw Error(ErrorCode::usage, "a source is missing",
                "name a digest file, a folder, or - for standard input");
  }
  const std::string progress = arguments.choice("progress", "auto", {"auto", "always", "never"});
  ProgressBar bar(progress == "always" || (progress == "auto" && ::isatty(STDERR_FILENO) != 0));

  UpdateOptions options;
  options.index = index_of(arguments);
  options.sources = arguments.words;
  options.rebuild = arguments.has("rebuild");
  options.prune = arguments.has("prune");
  options.strict = arguments.has("strict");
  options.jobs = static_cast<unsigned>(arguments.number("jobs", 0, 1, 256));
  options.wait_seconds = arguments.real("wait", 0, 0, 86400);
  options.max_drop_percent = arguments.real("max-drop", 2, 0, 100);
  if (arguments.has("canary")) options.gate = canary_gate(arguments.text("canary"));
  options.progress = [&](const Progress& p) { bar.show(p); };
  options.warning = [&](const std::string& line) {
    bar.wipe();
    fmt::print(stderr, "{}\n", line);
  };
  options.interrupted = &interrupted;
  catch_signals();

  const UpdateReport report = update_index(options);
  bar.wipe();
  if (arguments.has("rejects")) write_rejects(arguments.text("rejects"), report.rejects);
  if (arguments.has("json")) {
    fmt::print("{}", dump({{"schema", kSchema},
                           {"added", report.added},
                           {"changed", report.changed},
                           {"unchanged", report.unchanged},
                           {"removed", report.removed},
                           {"rejected", report.rejected},
                           {"seconds", report.seconds},
                           {"generation", report.generation}}));
  } else {
    print_summary(report);
  }
  return 0;
}

// --- votes

constexpr std::array kVotesOptions = {kIndexOption, kWaitOption, kJsonOption, kHelpOption};

int votes(const Arguments& arguments) {
  if (arguments.words.size() != 1) {
    throw Error(ErrorCode::usage, "one file with vote counts is wanted, or -",
                "nonmun-index votes --help");
  }
  catch_signals();
  const VotesReport report =
      refresh_votes({index_of(arguments), arguments.words.front(),
                     arguments.real("wait", 0, 0, 86400), &interrupted});
  for (const RejectReport& r : report.rejects) {
    fmt::print(stderr, "{}:{}: {}\n", r.file, r.line, r.reason);
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
    fmt::print(stderr, "{}: not in the index\n", id);
  }
  fmt::print("{} vote counts changed, {} unchanged, {} of unknown papers; {} rejected\n{} {}\n",
             report.changed, report.unchanged, report.unknown.size(), report.rejected,
             report.published ? "published generation" : "nothing changed; still generation",
             report.generation);
  return 0;
}

// --- check

constexpr std::array kCheckOptions = {kIndexOption, kJsonOption, kHelpOption};

int check(const Arguments& arguments) {
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
    fmt::print("{} files, {} bytes of generation {}: all is well\n", report.files, report.bytes,
               report.generation);
  }
  if (report.damage.empty()) return 0;
  throw Error(ErrorCode::io,
              fmt::format("the index is damaged:\n  {}", fmt::join(report.damage, "\n  ")),
              "go back with `nonmun-index rollback`, or make it anew with "
              "`nonmun-index update --rebuild SOURCE...`");
}

// --- stats

constexpr std::array kStatsOptions = {kIndexOption, kJsonOption, kHelpOption};

int stats(const Arguments& arguments) {
  no_words(arguments);
  const IndexStats s = index_stats(index_of(arguments));
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
  };
  if (arguments.has("json")) {
    fmt::print("{}", dump({{"schema", kSchema},
                           {"documents", s.documents},
                           {"generation", s.generation},
                           {"built_at", s.built_at},
                           {"index", s.index},
                           {"analyzer", s.analyzer},
                           {"terms", s.terms},
                           {"average_length", s.average_length},
                           {"sources", s.sources},
                           {"rejected", s.rejected},
                           {"votes_known", s.votes_known},
                           {"votes_refreshed", s.votes_refreshed},
                           {"first_day", text_or_null(s.first_day)},
                           {"last_day", text_or_null(s.last_day)},
                           {"bytes", s.bytes},
                           {"previous_generation", text_or_null(s.previous)}}));
    return 0;
  }
  fmt::print("index        {}\n", s.index);
  fmt::print("papers       {} from {} sources, {} to {}\n", s.documents, s.sources, s.first_day,
             s.last_day);
  fmt::print("votes        known of {}, {} of them refreshed\n", s.votes_known, s.votes_refreshed);
  fmt::print("terms        {} distinct, {:.0f} a paper\n", s.terms, s.average_length);
  fmt::print("rejected     {} entries of the sources\n", s.rejected);
  fmt::print("size         {:.1f} MB\n", static_cast<double>(s.bytes) / 1e6);
  fmt::print("generation   {}, built {}\n", s.generation, s.built_at);
  fmt::print("rollback to  {}\n", s.previous.empty() ? "nothing" : s.previous);
  fmt::print("analyzer     {}\n", s.analyzer);
  return 0;
}

// --- rollback

constexpr std::array kRollbackOptions = {kIndexOption, kWaitOption, kHelpOption};

int rollback(const Arguments& arguments) {
  no_words(arguments);
  const std::string generation =
      rollback_index(index_of(arguments), arguments.real("wait", 0, 0, 86400));
  fmt::print("generation {} is published again\n", generation);
  return 0;
}

const std::array kCommands = {
    Command{"update", "bring the index up to date with its sources",
            "[OPTION...] SOURCE...",
            "Reads the sources and publishes a new generation of the index, unless nothing\n"
            "changed. A supplied file replaces what it said before; files not supplied stay.",
            kUpdateOptions, update},
    Command{"votes", "refresh vote counts only", "[OPTION...] FILE|-",
            "Reads vote counts (JSONL lines with id and votes, or the public API's JSON) and\n"
            "publishes them without touching the text index. Papers not in the index are named.",
            kVotesOptions, votes},
    Command{"check", "verify every file of the index", "[OPTION...]",
            "Compares every file with the hash in the manifest and runs Xapian's own check.",
            kCheckOptions, check},
    Command{"stats", "what the index holds", "[OPTION...]", "Shows what the index holds.",
            kStatsOptions, stats},
    Command{"rollback", "go back to the previous generation", "[OPTION...]",
            "Publishes the previous generation of the index again.", kRollbackOptions, rollback},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace nonmun::program
