#include "indexer/cli/display.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace nonmun::cli {
namespace {

constexpr UChar32 kFirstAstral = 0x10000;

bool is_hidden(UChar32 c) {
  if (c >= 0x20 && c < 0x7f) return false;
  switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SURROGATE:
      return true;
    case U_NON_SPACING_MARK:  // variation selectors are ignorable, but choose how emoji look
      return false;
    default:
      return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
  }
}

std::size_t columns_of(UChar32 c) {
  const auto type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) return 0;
  // Vowels and finals of conjoining jamo draw over their initial.
  if (c >= 0x1160 && c <= 0x11ff) return 0;
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::string escape(UChar32 c) {
  switch (c) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  const auto number = static_cast<std::uint32_t>(c);
  if (c < 0x80) return fmt::format("\\x{:02x}", number);
  return c < kFirstAstral ? fmt::format("\\u{:04x}", number) : fmt::format("\\U{:08x}", number);
}

std::string json_escape(UChar32 c) {
  if (c < kFirstAstral) return fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
  return fmt::format("\\u{:04x}\\u{:04x}", static_cast<std::uint32_t>(U16_LEAD(c)),
                     static_cast<std::uint32_t>(U16_TRAIL(c)));
}

/// Calls visit(code point, its bytes) for each character; a negative one for each invalid byte.
template <class Visit>
void for_each_code_point(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const std::size_t size = text.size();
  for (std::size_t i = 0; i < size;) {
    const std::size_t start = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) i = start + 1;
    visit(c, text.substr(start, i - start));
  }
}

}  // namespace

void for_each_shown(std::string_view text, const std::function<void(const Shown&)>& visit) {
  for_each_code_point(text, [&](UChar32 c, std::string_view bytes) {
    const bool white_space = c == ' ' || c == '\n' || c == '\t';
    if (c >= 0 && !is_hidden(c)) return visit({bytes, columns_of(c), white_space});
    const std::string escaped =
        c < 0 ? fmt::format("\\x{:02x}", static_cast<std::uint8_t>(bytes[0])) : escape(c);
    visit({escaped, escaped.size(), white_space});
  });
}

std::string display(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for_each_shown(text, [&](const Shown& shown) { line += shown.bytes; });
  return line;
}

std::string display_json(std::string_view json) {
  std::string shown;
  shown.reserve(json.size());
  for_each_code_point(json, [&](UChar32 c, std::string_view bytes) {
    const bool layout = c >= 0 && c <= ' ';  // inside strings, JSON itself escapes these
    if (layout || (c >= 0 && !is_hidden(c))) {
      shown += bytes;
    } else {
      shown += c < 0 ? "\xef\xbf\xbd" : json_escape(c);
    }
  });
  return shown;
}

std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  for_each_shown(text, [&](const Shown& shown) { sum += shown.columns; });
  return sum;
}

}  // namespace nonmun::cli
