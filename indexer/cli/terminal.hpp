#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nonmun::cli {

/// A text with marked ranges, in code points.
struct MarkedText {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> marks;
};

/// How marked words and the lesser parts of a result are shown.
struct Style {
  std::string mark, dim, strong, reset;  ///< escape sequences; all empty without colour
  bool links = false;                    ///< whether link() makes links

  static Style plain() { return {}; }
  static Style colour() { return {"\x1b[1;33m", "\x1b[2m", "\x1b[1m", "\x1b[0m", false}; }
};

/// Breaks a text into lines of at most `width` columns, at spaces where possible (Korean and
/// Chinese may break anywhere when there is none), with the marks shown in `style.mark`. The text
/// is shown as display() shows it, but that white space is a place to break.
std::vector<std::string> wrap(const MarkedText& text, std::size_t width, const Style& style,
                              std::string_view base = {});

/// Whether an address is one of the web and has only the characters that addresses have, so that it
/// can be handed to a terminal or a browser.
bool is_web_address(std::string_view url);

/// A rendered text as a link that a terminal opens (OSC 8); only the text where `style` has no
/// links, or for anything but a web address.
std::string link(const std::string& rendered, std::string_view url, const Style& style);

/// Width of the terminal on standard output; $COLUMNS or 80 when there is none.
std::size_t terminal_width();

}  // namespace nonmun::cli
