#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <exception>
#include <nonmun/update.hpp>

#include "indexer/cli/log.hpp"
#include "indexer/nonmun-index/canaries.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"
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
  write_file(path, lines);
}

constexpr std::array kUpdateOptions = {
    kIndexOption,
    Option{"rebuild", 0, "", "start from the given sources alone"},
    Option{"prune", 0, "", "drop files below the given sources that have vanished"},
    Option{"max-file-size", 0, "MIB", "leave out files of more than MIB mebibytes (64)"},
    Option{"jobs", 0, "N", "threads that analyze text (one per core)"},
    Option{"rejects", 0, "FILE", "write rejected entries to FILE as JSONL"},
    Option{"report", 0, "FILE", "write what the run did to FILE as JSON, also when it fails"},
    Option{"strict", 0, "", "publish nothing when any entry is rejected"},
    Option{"canary", 0, "FILE",
           "publish only if the queries of FILE (query TAB id a line) find their paper first"},
    Option{"max-drop", 0, "PCT", "publish only if at most PCT percent of the papers go (2)"},
    kWaitOption,
    kJsonOption,
    Option{"progress", 0, "WHEN", "auto, always or never (auto: on a terminal)"},
    kHelpOption,
};

std::string summary(const UpdateReport& report) {
  std::string text = fmt::format(
      "{} papers: {} added, {} changed, {} unchanged, {} removed; {} rejected", report.documents,
      report.added, report.changed, report.unchanged, report.removed, report.rejected);
  if (report.skipped_files > 0) {
    text += fmt::format("; {} files are no digests", report.skipped_files);
  }
  return text + fmt::format(
                    "\n{} {} in {:.1f} s\n",
                    report.published ? "published generation" : "nothing changed; still generation",
                    report.generation, report.seconds);
}

/// Runs the update and leaves the files that --rejects and --report ask for, however it ends.
void run_update(const UpdateOptions& options, const Arguments& arguments, UpdateReport& report) {
  const std::time_t started_at = std::time(nullptr);
  const auto leave_rejects = [&] {
    if (arguments.has("rejects")) write_rejects(arguments.text("rejects"), report.rejects);
  };
  const auto leave_report = [&](const std::exception_ptr& error) {
    if (!arguments.has("report")) return;
    replace_file(arguments.text("report"),
                 RunReport{options.index, options.sources, started_at, report, error}.encode());
  };
  // The run's own error is the one to end with.
  const auto attempt = [](const auto& leave) {
    try {
      leave();
    } catch (const Error& error) {
      log(Priority::error, error.what());
    }
  };
  try {
    leave_rejects();  // a file that cannot be written is an error before anything is published
    update_index(options, report);
  } catch (...) {
    const std::exception_ptr error = std::current_exception();
    attempt(leave_rejects);
    attempt([&] { leave_report(error); });
    throw;
  }
  try {
    leave_rejects();
  } catch (...) {
    const std::exception_ptr error = std::current_exception();
    attempt([&] { leave_report(error); });
    throw;
  }
  leave_report(nullptr);
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
  options.max_file_size =
      static_cast<std::uint64_t>(arguments.number("max-file-size", 64, 1, 65536)) << 20;
  options.jobs = static_cast<unsigned>(arguments.number("jobs", 0, 1, 256));
  options.wait_seconds = arguments.real("wait", 0, 0, 86400);
  options.max_drop_percent = arguments.real("max-drop", 2, 0, 100);
  if (arguments.has("canary")) options.gate = canary_gate(arguments.text("canary"));
  options.progress = [&](const Progress& p) { bar.show(p); };
  options.warning = [&](const std::string& line) {
    bar.wipe();
    log(Priority::warning, line);
  };
  options.interrupted = catch_signals();

  UpdateReport report;
  run_update(options, arguments, report);
  bar.wipe();
  if (arguments.has("json")) {
    fmt::print("{}", dump({{"schema", kSchema},
                           {"added", report.added},
                           {"changed", report.changed},
                           {"unchanged", report.unchanged},
                           {"removed", report.removed},
                           {"rejected", report.rejected},
                           {"seconds", report.seconds},
                           {"generation", report.generation}}));
  } else if (!stderr_is_journal() || !stdout_is_stderr()) {
    fmt::print("{}", summary(report));
  }
  if (stderr_is_journal()) log(Priority::info, summary(report));
  return 0;
}

}  // namespace

Command update_command() {
  return {"update",
          "bring the index up to date with its sources",
          "[OPTION...] SOURCE...",
          "Reads the sources and publishes a new generation of the index, unless nothing\n"
          "changed. A supplied file replaces what it said before; files not supplied stay.",
          "  nonmun-index update ~/digests\n"
          "  nonmun-index update --prune --strict ~/digests\n"
          "  curl -s https://example.org/papers.jsonl | nonmun-index update -",
          kUpdateOptions,
          update};
}

}  // namespace nonmun::program
