#pragma once

#include <string_view>
#include <vector>

#include "indexer/paper/paper.hpp"

namespace nonmun::reader {

/// The bullets and paragraphs of one entry. `lines` are its lines below the heading and the field
/// lines; what is not content (field lines, for one) is an empty view, so that blocks stay apart.
///
/// Structure comes from libcmark, text from the lines as written: each bullet without its marker
/// and label, its lines joined with one space. A bullet inside a bullet, and a numbered list below
/// one, are sections of their own; without a label of their own they have their owner's.
/// @param used set for each line whose text went into a section, or that has nothing but marks
std::vector<paper::Section> read_sections(const std::vector<std::string_view>& lines,
                                          std::vector<bool>& used);

/// What a label says a section is about.
paper::SectionKind kind_of_label(std::string_view label);

/// True for "- ", "* ", "+ ", "1. " and "1) " after any blanks.
bool is_list_line(std::string_view line);

/// True for a line of nothing but images and "[Watch Video]" links.
bool is_media_line(std::string_view line);

/// A line that only opens or closes a fenced code block.
struct Fence {
  char mark = '\0';  ///< '`' or '~'; '\0' when the line is not one
  std::size_t length = 0;
  bool bare = false;  ///< without a language, so that it can close
};
Fence fence_of(std::string_view line);

inline bool is_fence_line(std::string_view line) {
  return fence_of(line).mark != '\0';
}

/// True when `line` closes the code block that `open` opened.
bool closes_fence(std::string_view line, const Fence& open);

/// True for a line of nothing but "-", "=", "*" or "_": a rule, or the underline of a heading.
bool is_rule_line(std::string_view line);

}  // namespace nonmun::reader
