#include "indexer/reader/fields.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzers/text/utf8.hpp"
#include "indexer/reader/formats.hpp"
#include "indexer/reader/markdown_blocks.hpp"
#include "indexer/reader/text.hpp"

namespace nonmun::reader {
namespace {

struct Spelling {
  std::string_view text;  ///< lower case
  FieldName name;
};

// A longer spelling stands before the one that it starts with.
constexpr std::array<Spelling, 16> kSpellings = {{
    {"upvotes", FieldName::votes},
    {"upvote", FieldName::votes},
    {"votes", FieldName::votes},
    {"vote", FieldName::votes},
    {"likes", FieldName::votes},
    {"추천 수", FieldName::votes},
    {"추천수", FieldName::votes},
    {"추천", FieldName::votes},
    {"투표수", FieldName::votes},
    {"투표", FieldName::votes},
    {"좋아요", FieldName::votes},
    {"authors", FieldName::authors},
    {"author", FieldName::authors},
    {"저자들", FieldName::authors},
    {"저자", FieldName::authors},
    {"지은이", FieldName::authors},
}};

bool strip(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// Cuts marks of emphasis off the start of `text`; true when there were two or more.
bool strip_emphasis(std::string_view& text) {
  std::size_t n = 0;
  while (n < text.size() && n < 3 && (text[n] == '*' || text[n] == '_')) ++n;
  text.remove_prefix(n);
  return n >= 2;
}

bool strip_colon(std::string_view& text) {
  text = trim_unicode(text);
  return strip(text, ":") || strip(text, "：");
}

/// A digit of ASCII or full width at the start of `text`, -1 when there is none.
int take_digit(std::string_view& text) {
  if (text.empty()) return -1;
  if (is_ascii_digit(text[0])) {
    const int digit = text[0] - '0';
    text.remove_prefix(1);
    return digit;
  }
  const text::CodePoint c = text::code_point_at(text, 0);
  if (c.value < 0xFF10 || c.value > 0xFF19) return -1;
  text.remove_prefix(c.length);
  return static_cast<int>(c.value - 0xFF10);
}

struct Digits {
  std::int64_t value = 0;
  std::size_t count = 0;
};

/// The digits at the start of `text`, which are cut off.
Digits take_digits(std::string_view& text) {
  constexpr std::size_t kMaxDigits = 15;
  Digits digits;
  for (int digit = take_digit(text); digit >= 0; digit = take_digit(text)) {
    if (++digits.count <= kMaxDigits) digits.value = digits.value * 10 + digit;
  }
  if (digits.count > kMaxDigits) digits.value = kMaxVotes + 1;
  return digits;
}

/// True when only a unit or symbols follow a count.
bool is_unit(std::string_view text) {
  constexpr std::array<std::string_view, 10> kUnits = {
      "votes", "vote", "upvotes", "upvote", "likes", "표", "개", "명", "회", "번"};
  std::string plain;
  for (const char c : trim_unicode(text)) plain += ascii_lower(c);
  if (std::find(kUnits.begin(), kUnits.end(), plain) != kUnits.end()) return true;
  for (std::size_t at = 0; at < plain.size();) {
    const text::CodePoint c = text::code_point_at(plain, at);
    const bool symbol = c.value == ' ' || c.value == '*' ||
                        (c.value >= 0x2190 && c.value < 0x2C00) || c.value >= 0x1F000 ||
                        c.value == 0xFE0F || c.value == 0x200D;
    if (!symbol) return false;
    at += c.length;
  }
  return true;
}

std::string_view without_symbols(std::string_view text) {
  text = trim_unicode(text);
  while (!text.empty()) {
    const text::CodePoint c = text::code_point_at(text, 0);
    const bool symbol = (c.value >= 0x2190 && c.value < 0x2C00) || c.value >= 0x1F000 ||
                        c.value == 0xFE0F || c.value == '*';
    if (!symbol || c.malformed()) break;
    text = trim_unicode(text.substr(c.length));
  }
  return text;
}

}  // namespace

std::optional<FieldLine> field_line(std::string_view line) {
  FieldLine field{};
  line = trim_unicode(line);
  while (strip(line, ">")) line = trim_unicode(line);
  if (is_list_line(line)) {
    field.in_list = true;
    line.remove_prefix(std::min(line.find_first_of(" \t"), line.size()));
    line = trim_unicode(line);
  }
  if (!line.starts_with('*')) line = without_symbols(line);
  field.bold = strip_emphasis(line);
  for (const Spelling& spelling : kSpellings) {
    if (!starts_with_nocase(line, spelling.text)) continue;
    std::string_view rest = trim_unicode(line.substr(spelling.text.size()));
    strip(rest, "(s)");
    strip_emphasis(rest);
    if (!strip_colon(rest)) continue;
    strip_emphasis(rest);
    field.name = spelling.name;
    field.value = trim_unicode(rest);
    return field;
  }
  return std::nullopt;
}

std::optional<std::int64_t> vote_count(std::string_view text) {
  text = without_symbols(text);
  const Digits whole = take_digits(text);
  if (whole.count == 0) return std::nullopt;
  std::int64_t votes = whole.value;
  // "1,234": groups of three after the first.
  std::size_t groups = 0;
  while (text.starts_with(',') && whole.count <= 3) {
    std::string_view rest = text.substr(1);
    const Digits group = take_digits(rest);
    if (group.count != 3 || ++groups > 3) return std::nullopt;
    votes = votes * 1000 + group.value;
    text = rest;
  }
  std::int64_t fraction = 0;
  std::int64_t scale = 1;
  if (text.starts_with('.')) {
    std::string_view rest = text.substr(1);
    const Digits digits = take_digits(rest);
    if (digits.count == 0 || digits.count > 3) return std::nullopt;
    for (std::size_t i = 0; i < digits.count; ++i) scale *= 10;
    fraction = digits.value;
    text = rest;
  }
  std::int64_t factor = 1;
  const std::string_view unit = trim_unicode(text);
  if (!unit.empty() && ascii_lower(unit[0]) == 'k') factor = 1000;
  if (!unit.empty() && unit[0] == 'M') factor = 1'000'000;
  if (unit.starts_with("천")) factor = 1000;
  if (unit.starts_with("만")) factor = 10'000;
  if (factor > 1) text = unit.substr(static_cast<unsigned char>(unit[0]) < 0x80 ? 1 : 3);
  if (fraction > 0 && factor == 1) return std::nullopt;  // nobody gives half a vote
  if (!is_unit(text) || votes > kMaxVotes) return std::nullopt;
  votes = votes * factor + fraction * factor / scale;
  return votes <= kMaxVotes ? std::optional(votes) : std::nullopt;
}

bool is_unknown_count(std::string_view text) {
  constexpr std::array<std::string_view, 6> kUnknown = {"", "-", "–", "—", "?", "n/a"};
  std::string plain;
  for (const char c : trim_unicode(text)) plain += ascii_lower(c);
  return std::find(kUnknown.begin(), kUnknown.end(), plain) != kUnknown.end();
}

bool is_list_literal(std::string_view names) {
  return names.find("['") != std::string_view::npos || names.find("[\"") != std::string_view::npos;
}

std::vector<std::string> split_names(std::string_view names) {
  const bool literal = is_list_literal(names);
  const char separator = names.find(';') != std::string_view::npos && !literal ? ';' : ',';
  NameList list;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(separator), names.size());
    std::string_view name = trim_unicode(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
    if (literal) {
      constexpr std::string_view kQuotes = "['\"]";
      while (!name.empty() && kQuotes.find(name.front()) != std::string_view::npos) {
        name.remove_prefix(1);
      }
      while (!name.empty() && kQuotes.find(name.back()) != std::string_view::npos) {
        name.remove_suffix(1);
      }
    }
    strip(name, "and ");
    while (name.starts_with('*') || name.starts_with('_')) name.remove_prefix(1);
    while (name.ends_with('*') || name.ends_with('_')) name.remove_suffix(1);
    list.add(trim_unicode(name));
  }
  return std::move(list).take();
}

bool is_person_name(std::string_view text) {
  constexpr std::size_t kMaxBytes = 60;
  constexpr std::size_t kMaxWords = 5;
  text = trim_unicode(text);
  if (text.empty() || text.size() > kMaxBytes) return false;
  const text::CodePoint first = text::code_point_at(text, 0);
  if (first.value >= 0xAC00 && first.value <= 0xD7A3) {
    return text.size() >= 6 && text.size() <= 12 && text.find(' ') == std::string_view::npos;
  }
  std::size_t words = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text = trim(text.substr(end));
    ++words;
    const bool small = word == "de" || word == "van" || word == "von" || word == "der" ||
                       word == "da" || word == "di" || word == "den" || word == "bin";
    const bool capital = word[0] >= 'A' && word[0] <= 'Z';
    if (!small && !capital && static_cast<unsigned char>(word[0]) < 0x80) return false;
    if (word.find_first_of("0123456789:;()[]{}$%=<>/!?") != std::string_view::npos) return false;
  }
  return words >= 2 && words <= kMaxWords;
}

}  // namespace nonmun::reader
