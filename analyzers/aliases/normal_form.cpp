#include "analyzers/aliases/normal_form.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/normalizers.hpp"

namespace nonmun::aliases {

namespace {

char32_t plain_mark(char32_t c) {
  switch (c) {
    case U'\u2010':
    case U'\u2011':
    case U'\u2012':
    case U'\u2013':
    case U'\u2014':
    case U'\u2212':
      return U'-';
    case U'\u2018':
    case U'\u2019':
    case U'\u300C':
    case U'\u300D':
    case U'`':
      return U'\'';
    case U'\u201C':
    case U'\u201D':
    case U'\u300E':
    case U'\u300F':
      return U'"';
    default:
      return c;
  }
}

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

}  // namespace

std::u32string nfkc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::u32string out;
  // ICU lengths are 32-bit; a text this long is not a paper.
  constexpr std::size_t kLimit = 1U << 28U;
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(std::min(text.size(), kLimit))));
  const icu::UnicodeString normal = text::normalizers().nfkc.normalize(source, status);
  if (U_FAILURE(status)) return out;
  out.reserve(static_cast<std::size_t>(normal.length()));
  for (std::int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
    out.push_back(plain_mark(static_cast<char32_t>(normal.char32At(i))));
  }
  return out;
}

std::u32string fold(std::u32string_view text) {
  std::u32string out(text);
  for (char32_t& c : out) {
    c = static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
  }
  return out;
}

bool is_latin_letter(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  // Latin-1 supplement and Latin extended: accented letters in names.
  return c >= 0xC0 && c < 0x250 && u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_upper(char32_t c) {
  return u_isupper(static_cast<UChar32>(c)) != 0;
}
bool is_space(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

bool has_hangul(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), text::is_syllable);
}
bool has_latin(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), is_latin_letter);
}

std::vector<std::u32string_view> words_of(std::u32string_view text) {
  std::vector<std::u32string_view> words;
  for (std::size_t i = 0; i < text.size();) {
    while (i < text.size() && is_space(text[i])) ++i;
    const std::size_t begin = i;
    while (i < text.size() && !is_space(text[i])) ++i;
    if (i > begin) words.push_back(text.substr(begin, i - begin));
  }
  return words;
}

std::string singular(std::string_view word) {
  if (word.size() < 4 || word.back() != 's') return std::string(word);
  if (word == "metrics" || word == "topics") return std::string(word.substr(0, word.size() - 1));
  if (ends_with_any(
          word, {"ss", "us", "is", "ics", "ias", "lens", "series", "species", "always", "bayes"})) {
    return std::string(word);
  }
  if (word.ends_with("ies") && word.size() > 4) {
    return std::string(word.substr(0, word.size() - 3)) + "y";
  }
  if (ends_with_any(word, {"sses", "shes", "ches", "xes"})) {
    return std::string(word.substr(0, word.size() - 2));
  }
  return std::string(word.substr(0, word.size() - 1));
}

std::string loose_key(std::string_view phrase) {
  std::string key;
  key.reserve(phrase.size());
  for (const char c : phrase) {
    const bool mark = c == ' ' || c == '-' || c == '_' || c == '.' || c == '\'' || c == '&';
    if (!mark) key.push_back(c);
  }
  return key;
}

}  // namespace nonmun::aliases
