#include "indexer/nonmun-index/metrics.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <nonmun/version.hpp>
#include <optional>
#include <utility>

#include "indexer/index/generation.hpp"
#include "indexer/index/manifest.hpp"
#include "indexer/index/source_table.hpp"
#include "indexer/nonmun-index/output_file.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/time.hpp"

namespace nonmun::program {
namespace {

constexpr std::string_view kLastSuccess = "nonmun_update_last_success_timestamp_seconds";

/// A label's value in quotes.
std::string label_text(std::string_view text) {
  std::string value = "\"";
  for (const char c : text) {
    if (c == '\n') {
      value += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') value += '\\';
    value += c;
  }
  return value + "\"";
}

class Metrics {
 public:
  /// Two indexes on one machine have a file each, whose metrics must differ in a label.
  explicit Metrics(const std::string& index)
      : index_(fmt::format("index={}", label_text(index::escape_name(index)))) {}

  template <class Value>
  void gauge(std::string_view name, std::string_view help, Value value) {
    describe(name, help);
    text_ += fmt::format("{}{{{}}} {}\n", name, index_, value);
  }

  void describe(std::string_view name, std::string_view help) {
    text_ += fmt::format("# HELP {} {}\n# TYPE {} gauge\n", name, help, name);
  }

  template <class Value>
  void sample(std::string_view name, std::string_view label, std::string_view label_value,
              Value value) {
    text_ +=
        fmt::format("{}{{{},{}={}}} {}\n", name, index_, label, label_text(label_value), value);
  }

  std::string take() && { return std::move(text_); }

 private:
  std::string index_;
  std::string text_;
};

/// The time of the last success that an older file tells, if it tells one.
std::optional<std::int64_t> last_success(std::string_view text) {
  const std::string begin = fmt::format("\n{}{{", kLastSuccess);
  const std::size_t at = text.find(begin);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string line(text.substr(at + 1, text.find('\n', at + 1) - at - 1));
  const std::size_t space = line.rfind(' ');
  if (space == std::string::npos) return std::nullopt;
  char* end = nullptr;
  const long long seconds = std::strtoll(line.c_str() + space + 1, &end, 10);
  if (*end != '\0' || end == line.c_str() + space + 1 || seconds <= 0) return std::nullopt;
  return seconds;
}

/// What is published after the run; nothing when there is no index, or it cannot be read.
std::optional<index::Manifest> published_manifest(const std::string& folder) {
  try {
    const index::IndexPaths index(folder);
    const std::optional<index::Pointer> pointer = index::read_pointer(index);
    if (!pointer) return std::nullopt;
    return index::read_any_manifest(index, *pointer).manifest;
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

std::string metrics_text(const RunReport& run, std::string_view before) {
  const UpdateReport& report = run.update;
  const int exit_code = run.exit_code();
  const std::int64_t now = std::time(nullptr);
  Metrics metrics(index::IndexPaths(run.index).root);
  metrics.gauge("nonmun_update_last_run_timestamp_seconds", "When the last update ended.", now);
  if (const auto success = exit_code == 0 ? now : last_success(before)) {
    metrics.gauge(kLastSuccess, "When the last update ended with exit code 0.", *success);
  }
  metrics.gauge("nonmun_update_exit_code", "Exit code of the last update.", exit_code);
  metrics.gauge("nonmun_update_duration_seconds", "How long the last update took.", run.seconds());
  metrics.gauge("nonmun_update_published", "Whether the last update published a generation.",
                report.published ? 1 : 0);
  constexpr std::string_view kPapers = "nonmun_update_papers";
  metrics.describe(kPapers, "Papers of the last update, by what became of them.");
  metrics.sample(kPapers, "change", "added", report.added);
  metrics.sample(kPapers, "change", "changed", report.changed);
  metrics.sample(kPapers, "change", "unchanged", report.unchanged);
  metrics.sample(kPapers, "change", "removed", report.removed);
  metrics.gauge("nonmun_update_rejected_entries",
                "Entries of the sources that the last update could not use.", report.rejected);
  if (const auto manifest = published_manifest(run.index)) {
    metrics.gauge("nonmun_index_papers", "Papers in the published generation.",
                  manifest->documents);
    metrics.gauge("nonmun_index_size_bytes", "Size of the published generation.",
                  manifest->bytes());
    if (const auto built = system::seconds_of(manifest->built_at)) {
      metrics.gauge("nonmun_index_built_timestamp_seconds",
                    "When the published generation was built.", *built);
    }
  }
  metrics.describe("nonmun_build_info", "Version of nonmun-index, as a label.");
  metrics.sample("nonmun_build_info", "version", version(), 1);
  return std::move(metrics).take();
}

void write_metrics(const std::string& path, const RunReport& run) {
  std::string before;
  std::error_code ignored;
  if (std::filesystem::is_regular_file(path, ignored)) before = system::read_file(path);
  replace_file(path, metrics_text(run, before));
}

}  // namespace nonmun::program
