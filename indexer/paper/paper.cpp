#include "indexer/paper/paper.hpp"

#include <array>
#include <cctype>

namespace nonmun {
namespace {

constexpr std::array<std::string_view, 5> kKindNames = {"body", "whats_new", "technical",
                                                        "performance", "other"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits_at(std::string_view text, std::size_t from) {
  std::size_t n = 0;
  while (from + n < text.size() && is_digit(text[from + n])) ++n;
  return n;
}

/// Length of the new-style id ("2402.10893") at the start of `text`, 0 when there is none.
std::size_t new_style_length(std::string_view text) {
  if (digits_at(text, 0) != 4 || text.size() < 9 || text[4] != '.') return 0;
  const int month = (text[2] - '0') * 10 + (text[3] - '0');
  const std::size_t tail = digits_at(text, 5);
  if (month < 1 || month > 12 || tail < 4 || tail > 5) return 0;
  return 5 + tail;
}

/// Length of the id of before April 2007 ("math.GT/0309136") at the start of `text`.
std::size_t old_style_length(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash < 2 || slash > 20) return 0;
  if (std::isalpha(static_cast<unsigned char>(text[0])) == 0) return 0;  // "../0309136" is a path
  for (const char c : text.substr(0, slash)) {
    if (std::isalpha(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '.') return 0;
  }
  return digits_at(text, slash + 1) == 7 ? slash + 8 : 0;
}

bool strip_prefix(std::string_view& text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(text[i])) != prefix[i]) return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::string_view to_string(SectionKind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

std::optional<SectionKind> section_kind_from(std::string_view name) {
  for (std::size_t i = 0; i < kKindNames.size(); ++i) {
    if (kKindNames[i] == name) return static_cast<SectionKind>(i);
  }
  return std::nullopt;
}

std::string page_url(const Paper& paper) {
  return paper.url.empty() ? "https://arxiv.org/abs/" + paper.id : paper.url;
}

std::optional<std::string> arxiv_id(std::string_view text) {
  if (!strip_prefix(text, "https://")) strip_prefix(text, "http://");
  strip_prefix(text, "www.");
  bool address = false;
  if (strip_prefix(text, "arxiv.org/") || strip_prefix(text, "export.arxiv.org/")) {
    address =
        strip_prefix(text, "abs/") || strip_prefix(text, "pdf/") || strip_prefix(text, "html/");
    if (!address) return std::nullopt;
  } else if (strip_prefix(text, "huggingface.co/papers/") || strip_prefix(text, "hf.co/papers/")) {
    address = true;
  } else {
    strip_prefix(text, "arxiv:");
  }
  std::size_t length = new_style_length(text);
  if (length == 0) length = old_style_length(text);
  if (length == 0) return std::nullopt;
  std::string id(text.substr(0, length));
  text.remove_prefix(length);
  if (!text.empty() && (text[0] == 'v' || text[0] == 'V')) {
    const std::size_t n = digits_at(text, 1);
    if (n == 0) return std::nullopt;
    text.remove_prefix(1 + n);
  }
  if (address) {
    strip_prefix(text, ".pdf");
    strip_prefix(text, "/");
    if (!text.empty() && (text[0] == '#' || text[0] == '?')) text = {};
  }
  if (!text.empty()) return std::nullopt;
  return id;
}

bool is_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (!is_digit(text[i])) return false;
  }
  const auto number = [&](std::size_t from, std::size_t n) {
    int value = 0;
    for (const char c : text.substr(from, n)) value = value * 10 + (c - '0');
    return value;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return day <= kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

}  // namespace nonmun
