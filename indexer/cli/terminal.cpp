#include "indexer/cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include "indexer/cli/display.hpp"

namespace nonmun::cli {
namespace {

constexpr std::size_t kDefaultWidth = 80;

struct Character {
  std::string bytes;
  std::size_t columns;
  bool marked;
  bool space;
};

std::vector<Character> characters(const MarkedText& text) {
  std::vector<Character> all;
  auto mark = text.marks.begin();
  for_each_shown(text.text, [&](const Shown& shown) {
    const std::size_t n = all.size();
    while (mark != text.marks.end() && n >= mark->second) ++mark;
    const bool marked = mark != text.marks.end() && n >= mark->first;
    // A text flows, so its line ends and tabs are places to break it.
    if (shown.white_space) {
      all.push_back({" ", 1, marked, true});
    } else {
      all.push_back({std::string(shown.bytes), shown.columns, marked, false});
    }
  });
  return all;
}

std::string render(const std::vector<Character>& all, std::size_t begin, std::size_t end,
                   const Style& style, std::string_view base) {
  std::string line(base);
  bool marked = false;
  for (std::size_t i = begin; i < end; ++i) {
    if (all[i].marked != marked) {
      marked = all[i].marked;
      line += marked ? style.mark : style.reset + std::string(base);
    }
    line += all[i].bytes;
  }
  if (marked || !base.empty()) line += style.reset;
  return line;
}

}  // namespace

std::vector<std::string> wrap(const MarkedText& text, std::size_t width, const Style& style,
                              std::string_view base) {
  const std::vector<Character> all = characters(text);
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < all.size()) {
    std::size_t used = 0;
    std::size_t end = begin;
    std::size_t last_space = begin;
    for (; end < all.size() && (used + all[end].columns <= width || end == begin); ++end) {
      used += all[end].columns;
      if (all[end].space) last_space = end;
    }
    std::size_t next = end;
    if (end < all.size()) {
      if (all[end].space) {
        next = end + 1;
      } else if (last_space > begin) {
        end = last_space;
        next = last_space + 1;
      }
    }
    lines.push_back(render(all, begin, end, style, base));
    begin = next;
  }
  return lines;
}

bool is_web_address(std::string_view url) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return false;
  return std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c <= '~'; });
}

std::string link(const std::string& rendered, std::string_view url, const Style& style) {
  if (!style.links || !is_web_address(url)) return rendered;
  return "\x1b]8;;" + std::string(url) + "\x1b\\" + rendered + "\x1b]8;;\x1b\\";
}

std::size_t terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  if (const char* value = std::getenv("COLUMNS")) {
    std::size_t number = 0;
    const char* end = value + std::strlen(value);
    if (std::from_chars(value, end, number).ptr == end && number > 0 && number < 10000) {
      return number;
    }
  }
  return kDefaultWidth;
}

}  // namespace nonmun::cli
