#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

/// Text from outside (files, their names, queries, arguments) on its way to a terminal, the journal
/// or a report. All of it passes through here, so that it can neither act on a terminal nor pretend
/// to be something else.
namespace nonmun::cli {

/// A character of a text, as it is shown.
struct Shown {
  std::string_view bytes;    ///< itself, or an escape such as \n, \x1b, \u202e
  std::size_t columns = 1;   ///< of a terminal; wide East Asian characters take 2
  bool white_space = false;  ///< a space, tab or end of line
};

/// Visits the characters of a text, one for each code point and for each byte of invalid UTF-8.
/// Escaped are control characters (C0, DEL, C1), ends of lines and paragraphs, and what is
/// invisible or reorders its surroundings: format characters, bidirectional overrides, fillers.
void for_each_shown(std::string_view text, const std::function<void(const Shown&)>& visit);

/// A text on one line, with everything visible.
std::string display(std::string_view text);

/// The same for JSON, without changing what it says: as \uXXXX inside its strings. What separates
/// its tokens stays.
std::string display_json(std::string_view json);

/// Columns that a text takes in a terminal when shown.
std::size_t columns(std::string_view text);

}  // namespace nonmun::cli
