#include "indexer/nonmun-index/run_report.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include "indexer/cli/hints.hpp"
#include "indexer/nonmun-index/common.hpp"

namespace nonmun::program {
namespace {

std::string iso(std::time_t time) {
  return fmt::format("{:%FT%TZ}", fmt::gmtime(time));
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

struct Failure {
  int exit_code = 0;
  Json error = nullptr;
};

Failure failure_of(const std::exception_ptr& exception) {
  if (!exception) return {};
  try {
    std::rethrow_exception(exception);
  } catch (const Error& error) {
    return {error.exit_code(),
            {{"message", error.what()},
             {"details", error.details()},
             {"hint", text_or_null(cli::hint(error))}}};
  } catch (const std::exception& error) {
    return {static_cast<int>(ErrorCode::internal),
            {{"message", error.what()}, {"details", Json::array()}, {"hint", nullptr}}};
  }
}

double to_seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

int RunReport::exit_code() const {
  return failure_of(error).exit_code;
}

double RunReport::seconds() const {
  double sum = 0;
  for (const PhaseTime& phase : update.phases) sum += phase.seconds;
  return sum;
}

std::string RunReport::encode() const {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const Failure failure = failure_of(error);
  Json rejects = Json::array();
  for (const Reject& r : update.rejects) {
    rejects.push_back({{"file", r.file}, {"line", r.line}, {"reason", r.reason}});
  }
  Json missing = Json::array();
  for (const MissingSource& m : update.missing) {
    missing.push_back({{"name", m.name}, {"files", m.files}, {"papers", m.papers}});
  }
  Json phases = Json::array();
  for (const PhaseTime& phase : update.phases) {
    phases.push_back(
        {{"name", phase.name}, {"seconds", phase.seconds}, {"cpu_seconds", phase.cpu_seconds}});
  }
  return dump({{"schema", kSchema},
               {"command", "update"},
               {"index", index},
               {"sources", sources},
               {"started_at", iso(started_at)},
               {"finished_at", iso(std::time(nullptr))},
               {"exit_code", failure.exit_code},
               {"error", failure.error},
               {"dry_run", dry_run},
               {"published", update.published},
               {"generation", text_or_null(update.generation)},
               {"previous_generation", text_or_null(update.previous)},
               {"documents", failure.exit_code == 0 || update.published ? Json(update.documents)
                                                                        : Json(nullptr)},
               {"counts",
                {{"added", update.added},
                 {"changed", update.changed},
                 {"unchanged", update.unchanged},
                 {"removed", update.removed},
                 {"rejected", update.rejected},
                 {"rejected_before", update.rejected_before},
                 {"skipped_files", update.skipped_files}}},
               {"rejects", std::move(rejects)},
               {"missing", std::move(missing)},
               {"upgraded", update.upgraded},
               {"seconds", seconds()},
               {"cpu_seconds", to_seconds(usage.ru_utime) + to_seconds(usage.ru_stime)},
               // In KiB on Linux. A large parent that forked this process can show through.
               {"peak_memory_bytes", static_cast<std::uint64_t>(usage.ru_maxrss) * 1024},
               {"phases", std::move(phases)}});
}

}  // namespace nonmun::program
