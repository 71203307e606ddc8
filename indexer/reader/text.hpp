#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

// Plain text helpers of the reader; no file formats.

namespace nonmun::reader {

inline bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}
inline bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}
inline bool is_ascii_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// `text` without ASCII white space at its ends.
std::string_view trim(std::string_view text);

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

/// Walks text line by line without copying it or remembering the lines.
class LineCursor {
 public:
  explicit LineCursor(std::string_view text) : text_(text) {}

  /// The next line without its line break; false at the end.
  bool next(std::string_view& line);

  std::size_t number() const { return number_; }  ///< of the last line, from 1
  std::size_t begin() const { return begin_; }    ///< offset of the last line
  std::size_t end() const { return end_; }        ///< offset after its line break

 private:
  std::string_view text_;
  std::size_t number_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace nonmun::reader
