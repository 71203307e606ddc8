#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <exception>
#include <nonmun/update.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/log.hpp"
#include "indexer/cli/signals.hpp"
#include "indexer/cli/words.hpp"
#include "indexer/nonmun-index/canaries.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"
#include "indexer/nonmun-index/last_words.hpp"
#include "indexer/nonmun-index/metrics.hpp"
#include "indexer/nonmun-index/output_file.hpp"
#include "indexer/nonmun-index/progress.hpp"
#include "indexer/nonmun-index/run_report.hpp"
#include "indexer/system/files.hpp"

namespace nonmun::program {
namespace {

void write_rejects(const std::string& path, const std::vector<Reject>& rejects) {
  std::string lines;
  for (const Reject& r : rejects) {
    lines += dump({{"file", r.file}, {"line", r.line}, {"reason", r.reason}});
  }
  replace_file(path, lines);
}

/// What the caller must do something about though all else was published; null when all is well.
std::exception_ptr unfinished(const UpdateReport& report) {
  if (report.missing.empty()) return nullptr;
  std::vector<std::string> details;
  for (const MissingSource& m : report.missing) {
    details.push_back(
        fmt::format("{} ({} files, {} papers, which are kept)", m.name, m.files, m.papers));
  }
  return std::make_exception_ptr(
      Error(Cause::bad_input, "none of the known files is left in", std::move(details),
            "see that it is mounted; if it is gone, nonmun-index forget removes its papers"));
}

/// Each is a folder with open files, and a connection where it is remote.
constexpr std::int64_t kMaxShards = 256;

constexpr std::array kUpdateOptions = {
    kIndexOption,
    cli::Option{"rebuild", 0, "", "start from the given sources alone"},
    cli::Option{"prune", 0, "", "drop files below the given sources that have vanished"},
    kMaxFileSizeOption,
    cli::Option{"jobs", 0, "N", "threads that analyze text (one per core)"},
    cli::Option{
        "shards", 0, "N",
        "publish the papers as N shards too, in DIR/shards/1 to N, for a search over several "
        "machines"},
    cli::Option{"rejects", 0, "FILE", "write rejected entries to FILE as JSONL"},
    cli::Option{"report", 0, "FILE", "write what the run did to FILE as JSON, also when it fails"},
    cli::Option{"metrics", 0, "FILE",
                "write metrics of the run to FILE for Prometheus, also when it fails"},
    cli::Option{"dry-run", 0, "", "say what would change and what would refuse it; write nothing"},
    cli::Option{"source-name", 0, "NAME", "name of standard input as a source (stdin)"},
    cli::Option{"no-upgrade", 0, "", "refuse an index of an older version instead of upgrading it"},
    cli::Option{"memory", 0, "MIB",
                "text of new papers to hold in memory (16); the rest waits on disk"},
    cli::Option{"strict", 0, "", "publish nothing if any entry is rejected"},
    cli::Option{"canary", 0, "FILE",
                "publish only if each query of FILE (lines of query TAB id) finds its paper first"},
    cli::Option{"max-drop", 0, "PCT",
                "publish only if at most PCT percent of the papers are lost (2)"},
    kWaitOption,
    kJsonOption,
    cli::Option{"progress", 0, "WHEN", "auto, always or never (auto: on a terminal)",
                "auto always never"},
    kQuietOption,
    kVerboseOption,
    cli::kHelpOption,
};

/// How a run ended, or would have ended.
std::string ending(const UpdateReport& report, bool refused) {
  if (!report.compared) {
    const std::string shards =
        report.published_shards > 0
            ? fmt::format(", with {}", cli::count(report.published_shards, "shard"))
            : std::string();
    return fmt::format("{}{} in {:.1f} s", outcome(report.published, report.generation), shards,
                       report.seconds);
  }
  return std::string("dry run, nothing was written: an update ") +
         (refused                ? "would be refused"
          : report.would_publish ? "would publish a new generation"
                                 : "would change nothing");
}

/// What the run did to the papers, and how it ended.
std::array<std::string, 2> summary(const UpdateReport& report, bool refused) {
  std::string papers =
      fmt::format("{}: {} added, {} changed, {} unchanged, {} removed; {} rejected",
                  cli::count(report.documents, "paper"), report.added, report.changed,
                  report.unchanged, report.removed, report.rejected);
  if (report.rejected_before > 0) papers += fmt::format(" ({} as before)", report.rejected_before);
  if (report.skipped_files > 0) {
    papers +=
        fmt::format("; skipped {}", cli::count(report.skipped_files, "file that is not a digest",
                                               "files that are not digests"));
  }
  return {std::move(papers), ending(report, refused)};
}

/// The library does not know the option that made rejects an error.
std::exception_ptr in_words_of_options(const std::exception_ptr& exception,
                                       const UpdateReport& report) {
  try {
    std::rethrow_exception(exception);
  } catch (const Error& error) {
    if (error.cause() != Cause::rejects) return exception;
    return std::make_exception_ptr(
        Error(error.cause(),
              fmt::format("{} rejected (--strict): nothing was published",
                          cli::count(report.rejected, "entry", "entries")),
              error.details()));
  } catch (...) {
    return exception;
  }
}

/// Runs the update and leaves the files that --rejects and --report ask for, however it ends.
/// @return what is still to be said though the run was published, or null.
std::exception_ptr run_update(const UpdateOptions& options, const cli::Arguments& arguments,
                              UpdateReport& report) {
  const std::time_t started_at = std::time(nullptr);
  const auto leave_rejects = [&] {
    if (arguments.has("rejects")) write_rejects(arguments.text("rejects"), report.rejects);
  };
  const auto leave_report = [&](const std::exception_ptr& error) {
    const RunReport run{options.index, options.sources, started_at, options.dry_run, report, error};
    if (arguments.has("report")) replace_file(arguments.text("report"), run.encode());
    if (arguments.has("metrics")) write_metrics(arguments.text("metrics"), run);
  };
  // The run's own error is the one to end with.
  const auto attempt = [](const auto& leave) {
    try {
      leave();
    } catch (const Error& error) {
      cli::log(cli::Priority::error, error.what());
    }
  };
  const LastWords last_words(options.index, [&](const Error& error) {
    attempt(leave_rejects);
    leave_report(std::make_exception_ptr(error));
  });
  // What cannot be written is an error before anything is published.
  for (const char* option : {"report", "metrics"}) {
    if (arguments.has(option)) check_replaceable(arguments.text(option));
  }
  try {
    if (arguments.has("rejects")) check_replaceable(arguments.text("rejects"));
    update_index(options, report);
  } catch (...) {
    const std::exception_ptr error = in_words_of_options(std::current_exception(), report);
    attempt(leave_rejects);
    attempt([&] { leave_report(error); });
    std::rethrow_exception(error);
  }
  try {
    leave_rejects();
  } catch (...) {
    const std::exception_ptr error = std::current_exception();
    attempt([&] { leave_report(error); });
    throw;
  }
  const std::exception_ptr rest = unfinished(report);
  leave_report(rest);
  return rest;
}

std::string source_name_of(const cli::Arguments& arguments) {
  std::string name = arguments.text("source-name");
  const bool piped =
      std::find(arguments.words.begin(), arguments.words.end(), "-") != arguments.words.end();
  if (!piped) throw Error(ErrorCode::usage, "--source-name is for standard input, -");
  if (name.empty() || name[0] == '/') {
    throw Error(ErrorCode::usage, "--source-name takes a name that does not begin with /");
  }
  return name;
}

std::string_view name_of(Difference difference) {
  switch (difference) {
    case Difference::added:
      return "added";
    case Difference::changed:
      return "changed";
    case Difference::removed:
      break;
  }
  return "removed";
}

Json json_of(const UpdateReport& report) {
  Json json = {{"schema", kSchema},
               {"added", report.added},
               {"changed", report.changed},
               {"unchanged", report.unchanged},
               {"removed", report.removed},
               {"rejected", report.rejected},
               {"rejected_before", report.rejected_before},
               {"skipped_files", report.skipped_files},
               {"documents", report.documents},
               {"published", report.published},
               {"seconds", report.seconds},
               {"generation", report.generation}};
  if (report.published_shards > 0) json["published_shards"] = report.published_shards;
  if (!report.compared) return json;
  json["dry_run"] = true;
  json["would_publish"] = report.would_publish;
  json["differences"] = {
      {"added", Json::array()}, {"changed", Json::array()}, {"removed", Json::array()}};
  for (const PaperDifference& d : report.differences) {
    json["differences"][std::string(name_of(d.difference))].push_back(d.id);
  }
  return json;
}

void print_result(const cli::Arguments& arguments, const UpdateReport& report, bool refused) {
  const bool in_journal = cli::stderr_is_journal();
  if (arguments.has("json")) {
    fmt::print("{}", dump(json_of(report)));
  } else if (!is_quiet(arguments) && (!in_journal || !cli::stdout_is_stderr())) {
    if (arguments.has("verbose")) {
      for (const PaperDifference& d : report.differences) {
        fmt::print("{:8} {}\n", name_of(d.difference), cli::display(d.id));
      }
    }
    fmt::print("{}\n", fmt::join(summary(report, refused), "\n"));
  }
  if (in_journal && !is_quiet(arguments)) {
    const auto [papers, end] = summary(report, refused);
    cli::log(cli::Priority::info, papers, {&end, 1});
  }
}

int update(const cli::Arguments& arguments) {
  if (arguments.words.empty()) {
    throw Error(ErrorCode::usage, "no SOURCE given",
                "name a digest file, a folder, or - for standard input");
  }
  const std::string progress = arguments.text("progress", "auto");
  ProgressBar bar(progress == "always" ||
                  (progress == "auto" && !is_quiet(arguments) && ::isatty(STDERR_FILENO) != 0));

  UpdateOptions options;
  options.index = index_of(arguments);
  options.sources = arguments.words;
  options.rebuild = arguments.has("rebuild");
  options.prune = arguments.has("prune");
  options.upgrade = !arguments.has("no-upgrade");
  options.memory_bytes = static_cast<std::uint64_t>(arguments.number("memory", 16, 1, 1 << 20))
                         << 20;
  for (const char* option : {"rejects", "report", "metrics"}) {
    if (arguments.has(option)) options.not_sources.push_back(arguments.text(option));
  }
  if (arguments.has("source-name")) options.source_name = source_name_of(arguments);
  options.dry_run = arguments.has("dry-run");
  if (options.dry_run && arguments.has("metrics")) {
    throw Error(ErrorCode::usage, "--dry-run and --metrics exclude each other",
                "metrics are of the last update, which a dry run is not");
  }
  options.strict = arguments.has("strict");
  options.max_file_size = max_file_size_of(arguments);
  options.jobs = static_cast<unsigned>(arguments.number("jobs", 0, 1, 256));
  options.wait_seconds = arguments.real("wait", 0, 0, 86400);
  options.shards = static_cast<unsigned>(arguments.number("shards", 0, 1, kMaxShards));
  options.max_drop_percent = arguments.real("max-drop", 2, 0, 100);
  if (arguments.has("canary")) options.gate = canary_gate(arguments.text("canary"));
  options.progress = [&](const Progress& p) { bar.show(p); };
  options.warning = [&](const std::string& line) {
    bar.wipe();
    cli::log(cli::Priority::warning, line);
  };
  if (const auto detail = detail_of(arguments)) {
    options.detail = [&bar, detail](const std::string& line) {
      bar.wipe();
      detail(line);
    };
  }
  options.interrupted = cli::catch_signals();

  UpdateReport report;
  std::exception_ptr rest;
  try {
    rest = run_update(options, arguments, report);
  } catch (const Error&) {
    // A dry run that is refused has something to say all the same.
    if (!report.compared) throw;
    rest = std::current_exception();
  }
  bar.wipe();
  print_result(arguments, report, rest != nullptr);
  if (rest) std::rethrow_exception(rest);
  return 0;
}
}  // namespace

Command update_command() {
  return {"update",
          "bring the index up to date with its sources",
          "[OPTION...] SOURCE...",
          "Reads the sources and publishes a new generation of the index, unless nothing\n"
          "changed. A supplied file replaces what it said before; other files stay.",
          "  nonmun-index update ~/digests\n"
          "  nonmun-index update --prune --strict ~/digests\n"
          "  nonmun-index update --dry-run --verbose ~/digests\n"
          "  curl -s https://example.org/papers.jsonl | nonmun-index update -",
          kUpdateOptions,
          update};
}

}  // namespace nonmun::program
