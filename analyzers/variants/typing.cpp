#include "analyzers/variants/typing.hpp"

#include <algorithm>
#include <optional>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/key.hpp"
#include "analyzers/text/utf8.hpp"
#include "analyzers/variants/keyboard.hpp"

namespace nonmun::variants {
namespace {

/// The keys of Korean letters, those with shift after those without. Their numbers from 1 on are
/// below the space, so that they are no other letter.
constexpr std::string_view kKeys = "qwertyuiopasdfghjklzxcvbnmQWERTOP";

/// Initial consonants from here on: bytes that begin no letter in UTF-8, and are no keys.
constexpr unsigned kInitials = 0x80;

bool is_letter(char32_t c) {
  return text::onset_of_letter(c) || text::vowel_of_letter(c) || text::coda_of_letter(c);
}

void append_keys(std::string_view hangul, std::string& key) {
  const std::optional<std::string> keys = keys_from_hangul(hangul);
  if (!keys) return;
  for (const char c : *keys) key.push_back(static_cast<char>(kKeys.find(c) + 1));
}

}  // namespace

std::string typing_key(std::string_view text) {
  const bool is_ascii =
      std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
  if (is_ascii) return text::key_of(text);
  std::string key;
  std::string other;  // what is no Hangul, up to here
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    const std::string_view bytes = text.substr(at, c.length);
    at += c.length;
    if (text::is_syllable(c.value) || is_letter(c.value)) {
      key += text::key_of(other);
      other.clear();
      append_keys(bytes, key);
    } else if (!c.malformed()) {
      other += bytes;
    }
  }
  return key + text::key_of(other);
}

std::string initials_key(std::string_view text) {
  std::string key;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    at += c.length;
    if (c.value == ' ') continue;
    if (!text::is_syllable(c.value)) return {};
    key.push_back(static_cast<char>(kInitials + text::decompose(c.value).onset));
  }
  return key;
}

std::string initials_key_of_letters(std::string_view letters) {
  std::string key;
  for (std::size_t at = 0; at < letters.size();) {
    const text::CodePoint c = text::code_point_at(letters, at);
    at += c.length;
    if (c.value == ' ') continue;
    const std::optional<unsigned> onset = text::onset_of_letter(c.value);
    if (!onset) return {};
    key.push_back(static_cast<char>(kInitials + *onset));
  }
  return key;
}

}  // namespace nonmun::variants
