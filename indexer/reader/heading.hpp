#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/paper/day.hpp"

// What a heading of a digest says: a day, a paper, or a part of a paper.

namespace nonmun::reader {

struct Heading {
  int level = 0;          ///< 0: not a heading
  std::string_view text;  ///< without its marks
};

/// The heading that a line is, by its '#' marks. Blanks of Unicode and invisible characters around
/// the marks do not matter.
Heading heading_of(std::string_view line);

/// True when the heading names the papers of a day: it says "Daily Papers", with a date or as the
/// start of a level 2 heading.
bool is_day_heading(const Heading& heading);

/// The date in a text, when it has exactly one: 2024-02-19, 2024. 2. 9., 20240219,
/// 2024년 2월 19일, Feb 19, 2024. Dates that put the year last are read with a month's name only.
std::optional<paper::Day> day_in(std::string_view text);

/// A paper that a heading links to.
struct PaperLink {
  std::string title;    ///< without the decoration around it
  std::string id;       ///< canonical arXiv id
  std::string problem;  ///< why the id cannot be one; empty when it is in order
};

/// The paper of "[title](address)" or "title (address)", the address one of an arXiv paper.
std::optional<PaperLink> paper_link(std::string_view heading);

/// What a heading without a link to a paper is the heading of.
enum class PartKind {
  known,   ///< a part of a summary: "초록", "Abstract", "2. Method"
  likely,  ///< a few Korean words: papers have English titles
  none,
};
PartKind part_kind(std::string_view heading);

/// The heading without numbers, emphasis and emoji before it.
std::string_view without_decoration(std::string_view heading);

}  // namespace nonmun::reader
