#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <map>
#include <nonmun/doctor.hpp>

#include "indexer/cli/display.hpp"
#include "indexer/cli/signals.hpp"
#include "indexer/cli/words.hpp"
#include "indexer/nonmun-index/commands.hpp"
#include "indexer/nonmun-index/common.hpp"
#include "indexer/nonmun-index/progress.hpp"

namespace nonmun::program {
namespace {

constexpr std::array kDoctorOptions = {
    kMaxFileSizeOption,
    kJsonOption,
    cli::kHelpOption,
};

using Counts = std::map<std::string, std::uint64_t>;

void print_json(const DoctorReport& report, const Counts& counts) {
  Json kinds = Json::object();
  for (const FindingKind& kind : finding_kinds()) {
    const auto found = counts.find(kind.name);
    kinds[kind.name] = found == counts.end() ? 0 : found->second;
  }
  // The findings may be millions, so each is printed by itself, before the brackets that are left.
  std::string text = dump({{"schema", kSchema},
                           {"files", report.files},
                           {"skipped_files", report.skipped_files},
                           {"papers", report.papers},
                           {"entries", report.entries},
                           {"counts", kinds},
                           {"findings", Json::array()}});
  const std::string end = text.substr(text.rfind(']'));
  text.resize(text.size() - end.size());
  fmt::print("{}", text);
  std::string_view separator;
  for (const Finding& f : report.findings) {
    text = dump({{"file", f.file},
                 {"line", f.line},
                 {"kind", f.kind},
                 {"id", f.id.empty() ? Json(nullptr) : Json(f.id)},
                 {"detail", f.detail}});
    text.pop_back();  // the line break
    fmt::print("{}{}", separator, text);
    separator = ",";
  }
  fmt::print("{}", end);
}

void print_text(const DoctorReport& report, const Counts& counts) {
  for (const Finding& f : report.findings) {
    fmt::print("{}:{}: {}: {}\n", cli::display(f.file), f.line, f.kind, cli::display(f.detail));
  }
  if (!report.findings.empty()) fmt::print("\n");
  fmt::print("{} in {}: {}", cli::count(report.papers, "paper"), cli::count(report.files, "file"),
             cli::count(report.findings.size(), "finding"));
  if (report.skipped_files > 0)
    fmt::print("; {} skipped", cli::count(report.skipped_files, "file"));
  fmt::print("\n");
  for (const FindingKind& kind : finding_kinds()) {
    if (const auto found = counts.find(kind.name); found != counts.end()) {
      fmt::print("{:7}  {:16} {}\n", found->second, kind.name, kind.meaning);
    }
  }
}

int doctor(const cli::Arguments& arguments) {
  if (arguments.words.empty()) {
    throw Error(ErrorCode::usage, "no SOURCE given",
                "name a digest file, a folder, or - for standard input");
  }
  ProgressBar bar(::isatty(STDERR_FILENO) != 0);
  DoctorOptions options;
  options.sources = arguments.words;
  options.max_file_size = max_file_size_of(arguments);
  options.progress = [&](const Progress& p) { bar.show(p); };
  options.interrupted = cli::catch_signals();
  const DoctorReport report = examine_sources(options);
  bar.wipe();
  Counts counts;
  for (const Finding& f : report.findings) ++counts[f.kind];
  if (arguments.has("json")) {
    print_json(report, counts);
  } else {
    print_text(report, counts);
  }
  if (report.entries == 0) {
    throw Error(ErrorCode::bad_input,
                fmt::format("no paper can be read from {}", fmt::join(options.sources, ", ")),
                "a digest is a Markdown file with a \"## Daily Papers (YYYY-MM-DD)\" heading, "
                "or JSONL; see nonmun-index --help");
  }
  return 0;
}

}  // namespace

Command doctor_command() {
  return {"doctor",
          "report what looks wrong in the sources",
          "[OPTION...] SOURCE...",
          "Reads the sources and reports what looks wrong in them as\n"
          "\"file:line: kind: detail\", then how often each kind occurs. Needs no index and\n"
          "changes nothing. A report that was made ends with exit code 0 whatever it says;\n"
          "65 means that no paper could be read.",
          "  nonmun-index doctor ~/digests\n"
          "  nonmun-index doctor --json ~/digests | jq .counts",
          kDoctorOptions,
          doctor};
}

}  // namespace nonmun::program
