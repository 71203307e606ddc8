#include "indexer/cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace nonmun::program {
namespace {

constexpr std::size_t kDefaultWidth = 80;

std::size_t columns_of(UChar32 c) {
  if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return 1;  // shown as a replacement
  const auto type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  // Vowels and finals of conjoining jamo draw over their initial.
  if (c >= 0x1160 && c <= 0x11ff) return 0;
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

struct Character {
  std::string bytes;
  std::size_t columns;
  bool marked;
  bool space;
};

std::vector<Character> characters(const MarkedText& text) {
  std::vector<Character> all;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.text.data());
  const auto size = static_cast<std::int32_t>(text.text.size());
  auto mark = text.marks.begin();
  std::size_t n = 0;
  for (std::int32_t i = 0; i < size; ++n) {
    const std::int32_t start = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    while (mark != text.marks.end() && n >= mark->second) ++mark;
    Character ch;
    ch.marked = mark != text.marks.end() && n >= mark->first;
    ch.space = c == ' ' || c == '\n' || c == '\t';
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    ch.bytes = ch.space  ? " "
               : control ? "\xef\xbf\xbd"  // U+FFFD
                         : text.text.substr(static_cast<std::size_t>(start),
                                            static_cast<std::size_t>(i - start));
    ch.columns = ch.space ? 1 : columns_of(c);
    all.push_back(std::move(ch));
  }
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

std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  for (const Character& c : characters({std::string(text), {}})) sum += c.columns;
  return sum;
}

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

}  // namespace nonmun::program
