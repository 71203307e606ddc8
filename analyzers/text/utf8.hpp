#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nonmun::text {

// UTF-8, after section 3.9 of the Unicode Standard. What the loops over every byte of a corpus call
// is in the header, to be inlined.

/// Marks what is not a character.
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// One decoded character and the bytes it takes.
struct CodePoint {
  char32_t value;
  std::uint32_t length;

  /// Whether these are malformed bytes; a replacement character that was written takes three.
  constexpr bool malformed() const { return value == kReplacementCharacter && length == 1; }
};

/// Whether `byte` is one of a character's bytes after the first.
constexpr bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// The character that begins at `at`. Strict: overlong forms, surrogates, values past U+10FFFF and
/// truncated characters are malformed, one byte at a time.
/// @pre at < text.size()
constexpr CodePoint code_point_at(std::string_view text, std::size_t at) {
  constexpr CodePoint kMalformed = {kReplacementCharacter, 1};
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at + i]));
  };
  const char32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return kMalformed;
  char32_t c = lead & (0x7FU >> length);
  for (std::uint32_t i = 1; i < length; ++i) {
    if (!is_continuation(text[at + i])) return kMalformed;
    c = (c << 6) | (byte(i) & 0x3F);
  }
  constexpr std::array<char32_t, 5> kMin = {0, 0, 0x80, 0x800, 0x10000};
  if (c < kMin[length] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return kMalformed;
  return {c, length};
}

/// The bytes that `c` takes.
constexpr std::size_t utf8_length(char32_t c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/// Number of code points in well-formed text.
constexpr std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

/// The last character boundary not past `at`: where to cut a text of which no
/// more than `at` bytes may stay.
constexpr std::size_t floor_boundary(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  while (at > 0 && is_continuation(text[at])) --at;
  return at;
}

/// The code points of `text`; nullopt if any of it is malformed.
std::optional<std::u32string> decode_utf8(std::string_view text);

/// Appends `c` as UTF-8.
void append_utf8(char32_t c, std::string& out);

std::string encode_utf8(std::u32string_view text);

}  // namespace nonmun::text
