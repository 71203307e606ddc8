#include "indexer/doctor/doctor.hpp"

#include <algorithm>
#include <memory>
#include <tuple>

#include "analyzers/text/utf8.hpp"
#include "indexer/reader/text.hpp"
#include "indexer/system/interrupt.hpp"

namespace nonmun::doctor {

std::string excerpt(std::string_view text) {
  constexpr std::size_t kMax = 60;
  if (text.size() <= kMax) return std::string(text);
  return std::string(text.substr(0, text::floor_boundary(text, kMax))) + "…";
}

std::vector<std::size_t> section_lines(const reader::Entry& entry, std::string_view text) {
  // The reader joins wrapped lines, so only the beginning is sure to be there as written.
  constexpr std::size_t kEnough = 30;
  // What is written in another way (JSON with escapes) is looked for in vain through all the text.
  constexpr int kMaxLongSearches = 64;
  std::vector<std::size_t> lines;
  std::size_t from = 0;
  std::size_t line = entry.line;  // of `from`
  int long_searches = 0;
  for (const paper::Section& section : entry.paper.sections) {
    const std::string_view start = reader::trim(section.text).substr(0, kEnough);
    std::size_t at = std::string_view::npos;
    if (long_searches < kMaxLongSearches) at = text.find(start, from);
    if (at != std::string_view::npos) {
      line += reader::count_line_ends(text.substr(from, at - from));
      from = at + start.size();
      lines.push_back(line);
      continue;
    }
    // Sections are in the order of the text, but for some forms of digests.
    if (long_searches < kMaxLongSearches) at = text.find(start);
    lines.push_back(entry.line + (at == std::string_view::npos
                                      ? 0
                                      : reader::count_line_ends(text.substr(0, at))));
    ++long_searches;
  }
  return lines;
}

void Findings::add(const Place& place, const char* kind, std::string detail) {
  add({place.file, place.entry.line, kind, place.entry.paper.id, std::move(detail)});
}

void Findings::add_at(const Place& place, std::size_t section, const char* kind,
                      std::string detail) {
  add({place.file, place.lines[section], kind, place.entry.paper.id, std::move(detail)});
}

std::vector<Finding> Findings::take() && {
  std::stable_sort(all_.begin(), all_.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.file, a.line, a.kind, a.detail) < std::tie(b.file, b.line, b.kind, b.detail);
  });
  return std::move(all_);
}

namespace {

/// The text of each entry: from its line to the next entry or heading.
class EntryTexts {
 public:
  explicit EntryTexts(std::string_view content) : content_(content), cursor_(content) {}

  /// Lines must be asked for in ascending order. Nothing of entries that share a line, which only
  /// JSON can: each would be all of it.
  /// @param next the line of the next entry, or kNone
  std::string_view at(std::size_t line, std::size_t next) {
    const bool shared = line == next || line == line_;
    line_ = line;
    if (shared) return {};
    std::string_view text;
    while (cursor_.number() < line && cursor_.next(text)) {
    }
    const std::size_t begin = cursor_.begin();
    std::size_t end = cursor_.end();
    reader::LineCursor rest(content_.substr(end));
    while (rest.next(text)) {
      if (line + rest.number() == next) break;
      if (text.starts_with("# ") || text.starts_with("## ") || text.starts_with("### ")) break;
      end = cursor_.end() + rest.end();
      if (text.starts_with('{')) break;  // the next line of JSONL
    }
    return content_.substr(begin, end - begin);
  }

  static constexpr std::size_t kNone = 0;

 private:
  std::string_view content_;
  reader::LineCursor cursor_;
  std::size_t line_ = kNone;  ///< of the last entry
};

const char* kind_of(reader::WarningKind kind) {
  switch (kind) {
    case reader::WarningKind::unknown_key:
      return kUnknownKey;
    case reader::WarningKind::merge_conflict:
      return kMergeConflict;
    case reader::WarningKind::other:
      break;
  }
  return kWarning;
}

class Examination {
 public:
  explicit Examination(const DoctorOptions& options) : options_(options) {}

  DoctorReport run() {
    const std::vector<reader::SourceFile> files =
        reader::list_sources(options_.sources, options_.interrupted);
    for (std::size_t i = 0; i < files.size(); ++i) {
      system::throw_if_interrupted(options_.interrupted);
      if (options_.progress) options_.progress({"examine", i, files.size()});
      try {
        examine(files[i]);
      } catch (const Error& error) {
        // An unreadable file of a folder is a finding; one that was named is an error.
        if (error.code() != ErrorCode::io || files[i].given) throw;
        findings_.add({files[i].path, 1, kRejected, "", error.what()});
      }
    }
    report_.papers = repetitions_.papers();
    repetitions_.report(findings_);
    report_.findings = std::move(findings_).take();
    return std::move(report_);
  }

 private:
  void examine(const reader::SourceFile& file) {
    const std::string content =
        reader::read_source(file, options_.interrupted, options_.max_file_size);
    const std::string name = file.path == "-" ? "stdin" : file.path;
    const reader::Contribution contribution =
        reader::read_digest(name, content, options_.interrupted);
    if (!contribution.is_digest) {
      ++report_.skipped_files;
      findings_.add({name, 1, kSkipped, "", contribution.not_digest});
    } else {
      ++report_.files;
    }
    for (const Reject& r : contribution.rejects) {
      findings_.add({r.file, r.line, kRejected, "", r.reason});
    }
    for (const reader::Warning& w : contribution.warnings) {
      findings_.add({name, w.line, kind_of(w.kind), "", w.message});
    }
    EntryTexts texts(content);
    for (std::size_t i = 0; i < contribution.entries.size(); ++i) {
      system::throw_if_interrupted(options_.interrupted);
      const reader::Entry& entry = contribution.entries[i];
      const std::string_view text = texts.at(entry.line, i + 1 < contribution.entries.size()
                                                             ? contribution.entries[i + 1].line
                                                             : EntryTexts::kNone);
      const Place place{name, entry, text, section_lines(entry, text)};
      check_text(place, findings_);
      check_topic(place, findings_);
      names_.check(place, findings_);
      repetitions_.add(place);
      ++report_.entries;
    }
  }

  const DoctorOptions& options_;
  Findings findings_;
  NameCheck names_;
  Repetitions repetitions_;
  DoctorReport report_;
};

}  // namespace
}  // namespace nonmun::doctor

namespace nonmun {

const std::vector<FindingKind>& finding_kinds() {
  static const std::vector<FindingKind> kinds = {
      {doctor::kRejected, "an entry that cannot be used"},
      {doctor::kSkipped, "a file that is not a digest"},
      {doctor::kMergeConflict, "marks of a merge conflict"},
      {doctor::kWithdrawn, "a paper that was withdrawn"},
      {doctor::kBoilerplate, "a model's excuse or an error in place of a summary"},
      {doctor::kOffTopic, "a summary made up of generalities, not of this paper"},
      {doctor::kNoSummary, "a paper without bullets and abstract"},
      {doctor::kRepeatedBullet, "the same bullet in three papers or more"},
      {doctor::kBulletIsTitle, "a bullet that only repeats the title"},
      {doctor::kNameAbsent, "the method's name in the title is not in the summary"},
      {doctor::kLiteral, "a program's list or dict as text"},
      {doctor::kUntranslated, "a bullet without Korean in a Korean summary"},
      {doctor::kEmptyBullet, "a bullet without text"},
      {doctor::kShortBullet, "a bullet of one word"},
      {doctor::kSameTitle, "two ids with nearly the same title"},
      {doctor::kListedAgain, "a paper that is listed more than once"},
      {doctor::kNoAuthors, "no authors"},
      {doctor::kNoVotes, "the number of votes is unknown"},
      {doctor::kUnknownKey, "a JSON key that is ignored"},
      {doctor::kWarning, "another warning of the reader"},
  };
  return kinds;
}

DoctorReport examine_sources(const DoctorOptions& options) {
  return doctor::Examination(options).run();
}

}  // namespace nonmun
