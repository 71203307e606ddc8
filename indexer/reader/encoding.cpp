#include "indexer/reader/encoding.hpp"

#include <algorithm>

#include "analyzers/text/utf8.hpp"
#include "indexer/reader/text.hpp"

namespace nonmun::reader {

bool has_utf16_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

std::string utf16_to_utf8(std::string_view bytes) {
  const bool little = bytes.starts_with("\xFF\xFE");
  const auto unit_at = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at]);
    const auto b = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(little ? a | b << 8 : a << 8 | b);
  };
  std::string out;
  for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit_at(at);
    if (c >= 0xD800 && c < 0xDC00 && at + 3 < bytes.size()) {
      const char32_t low = unit_at(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    text::append_utf8(c >= 0xD800 && c < 0xE000 ? text::kReplacementCharacter : c, out);
  }
  return out;
}

bool looks_like_cp949(std::string_view bytes) {
  if (!find_invalid_utf8(bytes)) return false;
  std::size_t pairs = 0;
  std::size_t hangul = 0;  // of KS X 1001, which has nearly all that is written
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) continue;
    if (lead < 0x81 || lead > 0xFE || i + 1 >= bytes.size()) return false;
    const auto trail = static_cast<unsigned char>(bytes[++i]);
    const bool letter = (trail >= 'A' && trail <= 'Z') || (trail >= 'a' && trail <= 'z');
    if (!letter && (trail < 0x81 || trail > 0xFE)) return false;
    ++pairs;
    if (lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1) ++hangul;
  }
  return pairs > 0 && hangul * 2 >= pairs;
}

bool looks_like_utf16(std::string_view bytes) {
  const std::string_view start = bytes.substr(0, 4096);
  const auto zeros = static_cast<std::size_t>(std::count(start.begin(), start.end(), '\0'));
  return zeros * 4 >= start.size() && start.size() >= 4 && bytes.size() % 2 == 0;
}

}  // namespace nonmun::reader
