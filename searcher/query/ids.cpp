#include "searcher/query/ids.hpp"

#include <algorithm>
#include <array>

#include "analyzers/text/ascii.hpp"
#include "analyzers/text/utf8.hpp"
#include "indexer/paper/arxiv_id.hpp"

namespace nonmun::query {
namespace {

using text::is_ascii_alpha;
using text::is_ascii_digit;

bool is_ascii(char c) {
  return (c & 0x80) == 0;
}

/// Full-width characters as the ASCII ones.
std::string narrow(std::string_view text) {
  constexpr char32_t kFirst = U'\uFF01';
  constexpr char32_t kLast = U'\uFF5E';
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (c.value >= kFirst && c.value <= kLast) {
      out += static_cast<char>(c.value - kFirst + '!');
    } else {
      out += text.substr(at, c.length);
    }
    at += c.length;
  }
  return out;
}

/// Digits, points and the archive of an old id: "2312.00752v2", "cs.CL/0112017".
std::size_t end_of_id(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && is_ascii_digit(text[end])) ++end;
  if (end + 1 < text.size() && text[end] == '.' && is_ascii_digit(text[end + 1])) {
    ++end;
    while (end < text.size() && is_ascii_digit(text[end])) ++end;
  }
  if (end + 1 < text.size() && (text[end] == 'v' || text[end] == 'V') &&
      is_ascii_digit(text[end + 1])) {
    ++end;
    while (end < text.size() && is_ascii_digit(text[end])) ++end;
  }
  return end;
}

std::size_t start_of_archive(std::string_view text, std::size_t digits) {
  if (digits < 3 || text[digits - 1] != '/') return digits;
  std::size_t start = digits - 1;
  while (start > 0 &&
         (is_ascii_alpha(text[start - 1]) || text[start - 1] == '-' || text[start - 1] == '.')) {
    --start;
  }
  return start;
}

bool says_arxiv(std::string_view text) {
  const std::string lower = text::ascii_lowered(text);
  constexpr std::array<std::string_view, 4> kSigns = {"://", "arxiv", "doi.org", "10.48550"};
  constexpr std::array<std::string_view, 3> kSites = {"huggingface.co/", "hf.co/",
                                                      "paperswithcode.com/"};
  const auto has = [&](std::string_view sign) { return lower.find(sign) != std::string::npos; };
  return std::any_of(kSigns.begin(), kSigns.end(), has) ||
         std::any_of(kSites.begin(), kSites.end(), has);
}

/// The text without brackets and punctuation at its ends.
std::string trimmed(std::string_view text) {
  constexpr std::string_view kMarks = "()[]{}<>\"'`.,;:!?*_/";
  const std::size_t begin = text.find_first_not_of(kMarks);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kMarks) + 1 - begin));
}

}  // namespace

std::optional<IdMention> find_id(std::string_view word) {
  constexpr std::size_t kLongest = 500;  // longer addresses are of something else
  if (word.size() > kLongest) return std::nullopt;
  const std::string text = narrow(word);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool starts = is_ascii_digit(text[at]) && (at == 0 || !is_ascii_digit(text[at - 1]));
    if (!starts) continue;
    const std::size_t end = end_of_id(text, at);
    // The particle of a Korean sentence may follow, but no letter or further number.
    const bool ends =
        end == text.size() || !is_ascii(text[end]) ||
        (!is_ascii_alpha(text[end]) && !is_ascii_digit(text[end]) && text[end] != '-') ||
        text.compare(end, 4, ".pdf") == 0;
    if (!ends) continue;
    const std::size_t archive = start_of_archive(text, at);
    for (const std::size_t start : {archive, at}) {
      const bool clean = start == 0 || !is_ascii_alpha(text[start - 1]);
      std::optional<std::string> id;
      if (clean) id = paper::arxiv_id(std::string_view(text).substr(start, end - start));
      // The "." of a decimal number, but not that of "arXiv.2312.00752".
      const bool decimal = start > 1 && text[start - 1] == '.' && is_ascii_digit(text[start - 2]);
      if (!id || decimal) continue;
      IdMention found{std::move(*id), {}, says_arxiv(text)};
      std::string_view before = std::string_view(text).substr(0, start);
      const std::size_t link = before.rfind("](");
      if (link != std::string_view::npos) {
        before = before.substr(0, link);
      } else if (found.in_address) {
        before = {};
      }
      found.rest = trimmed(before);
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace nonmun::query
