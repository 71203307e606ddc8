#include "analyzers/text/key.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/normalizers.hpp"

namespace nonmun::text {
namespace {

/// Latin letters that have no decomposition, though people type them without their stroke.
constexpr std::array<std::pair<char32_t, std::string_view>, 10> kWithoutStroke = {{
    {U'æ', "ae"},
    {U'ð', "d"},
    {U'ø', "o"},
    {U'þ', "th"},
    {U'đ', "d"},
    {U'ħ', "h"},
    {U'ı', "i"},
    {U'ł', "l"},
    {U'œ', "oe"},
    {U'ŧ', "t"},
}};

void append_letter(UChar32 c, icu::UnicodeString& key) {
  if (c == u'+') key.append(c);
  if (!u_isalnum(c)) return;
  c = u_tolower(c);
  const auto* found =
      std::lower_bound(kWithoutStroke.begin(), kWithoutStroke.end(), static_cast<char32_t>(c),
                       [](const auto& row, char32_t letter) { return row.first < letter; });
  if (found != kWithoutStroke.end() && found->first == static_cast<char32_t>(c)) {
    key.append(icu::UnicodeString::fromUTF8(
        {found->second.data(), static_cast<int>(found->second.size())}));
  } else {
    key.append(c);
  }
}

enum class Accents : std::uint8_t { removed, kept };

std::string key_by_icu(std::string_view text, Accents accents) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString typed =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  // Folding first: some capitals decompose only then.
  const icu::UnicodeString folded = normalizers().nfkc_casefold.normalize(typed, error);
  icu::UnicodeString letters;
  if (accents == Accents::kept) {
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
      const UChar32 c = folded.char32At(i);
      if (c == u'+' || u_isalnum(c)) letters.append(c);
    }
  } else {
    const icu::UnicodeString apart = normalizers().nfkd.normalize(folded, error);
    for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
      append_letter(apart.char32At(i), letters);
    }
  }
  const icu::UnicodeString composed = normalizers().nfc.normalize(letters, error);
  if (U_FAILURE(error) != 0) throw std::runtime_error("ICU cannot normalise a text");
  std::string key;
  return composed.toUTF8String(key);
}

bool starts_with_syllable(std::string_view text) {
  if (text.size() < kSyllableBytes) return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const bool is_of_three = byte(0) >> 4 == 0xE && byte(1) >> 6 == 2 && byte(2) >> 6 == 2;
  return is_of_three && is_syllable(static_cast<char32_t>(
                            (byte(0) & 0xF) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)));
}

/// ASCII and whole syllables need no tables: syllables are letters of one case, and stay composed
/// where no jamo stands beside them.
std::string key(std::string_view text, Accents accents) {
  std::string key;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= 'A' && c <= 'Z') {
      key += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+') {
      key += c;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      if (!starts_with_syllable(text.substr(i))) return key_by_icu(text, accents);
      key += text.substr(i, kSyllableBytes);
      i += kSyllableBytes - 1;
    }
  }
  return key;
}

}  // namespace

std::string key_of(std::string_view text) {
  return key(text, Accents::removed);
}

std::string accented_key_of(std::string_view text) {
  return key(text, Accents::kept);
}

}  // namespace nonmun::text
