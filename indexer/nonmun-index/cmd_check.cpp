#include <fmt/format.h>

#include <array>
#include <nonmun/update.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/duration.hpp"
#include "indexer/cli/log.hpp"
#include "indexer/cli/words.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"
#include "indexer/system/time.hpp"

namespace nonmun::program {
namespace {

constexpr int kTooOld = 1;

constexpr std::array kCheckOptions = {
    kIndexOption,
    cli::Option{"max-age", 0, "DURATION",
                "exit with 1 when the index is older than this, e.g. 36h or 2d"},
    kJsonOption,
    kQuietOption,
    kVerboseOption,
    cli::kHelpOption,
};

int check(const cli::Arguments& arguments) {
  no_words(arguments);
  std::optional<std::int64_t> max_age;
  if (arguments.has("max-age")) max_age = cli::duration(arguments.text("max-age"), "max-age");
  const CheckReport report = check_index(index_of(arguments));
  const std::optional<std::int64_t> age = system::age_of(report.built_at);
  const bool too_old = max_age && age && *age > *max_age;
  if (arguments.has("json")) {
    fmt::print("{}", dump({{"schema", kSchema},
                           {"generation", report.generation},
                           {"files", report.files},
                           {"bytes", report.bytes},
                           {"built_at", report.built_at},
                           {"age_seconds", age ? Json(*age) : Json(nullptr)},
                           {"too_old", too_old},
                           {"ok", report.damage.empty() && !too_old},
                           {"damage", report.damage}}));
  } else if (report.damage.empty() && !is_quiet(arguments)) {
    fmt::print("generation {} is intact: {}, {} bytes, published {}\n",
               cli::display(report.generation), cli::count(report.files, "file"), report.bytes,
               age ? cli::duration_text(*age) + " ago" : cli::display(report.built_at));
  }
  if (!report.damage.empty()) {
    throw Error(Cause::damaged, "the index is damaged", report.damage);
  }
  if (!too_old) return 0;
  cli::log(cli::Priority::error,
           fmt::format("nonmun-index: generation {} is {} old (--max-age {})", report.generation,
                       cli::duration_text(*age), arguments.text("max-age")));
  return kTooOld;
}

}  // namespace

Command check_command() {
  return {"check",
          "verify every file of the index",
          "[OPTION...]",
          "Compares every file with the hash in the manifest and runs Xapian's own check,\n"
          "and says how long ago the generation was published. With --max-age, for\n"
          "monitoring, an older one is reported with exit code 1. An update that finds no\n"
          "changes publishes nothing, so allow for days without new papers.",
          "  nonmun-index check\n"
          "  nonmun-index check --quiet --max-age 3d\n"
          "  nonmun-index check --json --index /srv/nonmun/index",
          kCheckOptions,
          check};
}

}  // namespace nonmun::program
