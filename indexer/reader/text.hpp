#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analyzers/text/ascii.hpp"

// Plain text helpers of the reader; no file formats.

namespace nonmun::reader {

inline bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}
using text::ascii_lower;
using text::is_ascii_alpha;
using text::is_ascii_digit;

/// `text` without ASCII white space at its ends.
std::string_view trim(std::string_view text);

/// `text` without white space of Unicode and invisible characters at its ends.
std::string_view trim_unicode(std::string_view text);

/// True when `text` starts with `prefix`, which must be lower case; ASCII case is ignored.
bool starts_with_nocase(std::string_view text, std::string_view prefix);

/// Offset of the first byte that is not part of well-formed UTF-8.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// `text` trimmed, with each run of line breaks and other control characters, and the blanks
/// around it, folded to one space. Blanks inside a line stay as written.
std::string fold_lines(std::string_view text);

/// Collects names in order, the first of repeated ones; drops empty ones and a lone "+" (what a
/// generator leaves among authors).
class NameList {
 public:
  void add(std::string_view name);
  std::vector<std::string> take() && { return std::move(names_); }

 private:
  std::vector<std::string> names_;
  std::unordered_set<std::string> seen_;
};

/// What ends a line: a newline alone, as in JSON Lines, or a carriage return as well. libcmark ends
/// lines at both, so Markdown must be cut at both for its line numbers to be ours.
enum class LineEnd : std::uint8_t { newline, any };

/// Number of line ends in `text`; CR LF is one.
std::size_t count_line_ends(std::string_view text, LineEnd ends = LineEnd::any);

/// Walks text line by line without copying it or remembering the lines. A byte order mark at the
/// start of a line, left there when files were concatenated, is not part of the line.
class LineCursor {
 public:
  explicit LineCursor(std::string_view text, LineEnd ends = LineEnd::any)
      : text_(text), ends_(ends) {}

  /// The next line without its line break; false at the end.
  bool next(std::string_view& line);

  std::size_t number() const { return number_; }  ///< of the last line, from 1
  std::size_t begin() const { return begin_; }    ///< offset of the last line
  std::size_t end() const { return end_; }        ///< offset after its line break

 private:
  std::string_view text_;
  LineEnd ends_;
  std::size_t number_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  // The next newline is searched for once: text whose lines end in carriage returns would be
  // searched to its end for every line.
  std::size_t newline_ = 0;
  bool searched_ = false;
};

}  // namespace nonmun::reader
