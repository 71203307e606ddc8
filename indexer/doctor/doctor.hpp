#pragma once

#include <cstddef>
#include <memory>
#include <nonmun/doctor.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/reader/reader.hpp"

/// The checks behind examine_sources(). Each looks at one thing and reports to a Findings.
namespace nonmun::doctor {

/// Names of the kinds; their meaning stands in finding_kinds().
inline constexpr const char* kRejected = "rejected";
inline constexpr const char* kSkipped = "skipped";
inline constexpr const char* kMergeConflict = "merge-conflict";
inline constexpr const char* kWithdrawn = "withdrawn";
inline constexpr const char* kBoilerplate = "boilerplate";
inline constexpr const char* kRepeatedBullet = "repeated-bullet";
inline constexpr const char* kBulletIsTitle = "bullet-is-title";
inline constexpr const char* kLiteral = "literal";
inline constexpr const char* kNoSummary = "no-summary";
inline constexpr const char* kEmptyBullet = "empty-bullet";
inline constexpr const char* kShortBullet = "short-bullet";
inline constexpr const char* kUntranslated = "untranslated";
inline constexpr const char* kOffTopic = "off-topic";
inline constexpr const char* kNameAbsent = "name-absent";
inline constexpr const char* kSameTitle = "same-title";
inline constexpr const char* kListedAgain = "listed-again";
inline constexpr const char* kNoAuthors = "no-authors";
inline constexpr const char* kNoVotes = "no-votes";
inline constexpr const char* kUnknownKey = "unknown-key";
inline constexpr const char* kWarning = "warning";

/// One entry and where it is written.
struct Place {
  const std::string& file;
  const reader::Entry& entry;
  std::string_view text;           ///< the entry's own lines, as in the file
  std::vector<std::size_t> lines;  ///< of the sections of the paper, see section_lines()
};

/// The line of each section of an entry: the one in its text that begins with the section's; the
/// entry's own when none is found. In proportion to the text, however many sections there are.
std::vector<std::size_t> section_lines(const reader::Entry& entry, std::string_view text);

/// Collects findings about places.
class Findings {
 public:
  void add(const Place& place, const char* kind, std::string detail);
  /// As above, at the line of a section.
  void add_at(const Place& place, std::size_t section, const char* kind, std::string detail);
  void add(Finding finding) { all_.push_back(std::move(finding)); }

  /// Everything, ordered by file, line and kind.
  std::vector<Finding> take() &&;

 private:
  std::vector<Finding> all_;
};

/// Text cut for a message, at most 60 bytes and whole code points.
std::string excerpt(std::string_view text);

/// What is wrong with an entry by itself.
void check_text(const Place& place, Findings& findings);

/// Whether the summary is made up, about no paper in particular.
void check_topic(const Place& place, Findings& findings);

/// Whether the method's name in "Name: subtitle" occurs in the summary.
class NameCheck {
 public:
  NameCheck();
  ~NameCheck();
  void check(const Place& place, Findings& findings);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// Checks over all entries: the same bullet in many papers, papers listed again, and papers of
/// another id with (nearly) the same title.
class Repetitions {
 public:
  Repetitions();
  ~Repetitions();
  void add(const Place& place);
  std::size_t papers() const;  ///< distinct ids so far
  void report(Findings& findings);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace nonmun::doctor
