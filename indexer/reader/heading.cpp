#include "indexer/reader/heading.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "analyzers/text/utf8.hpp"
#include "indexer/paper/arxiv_id.hpp"
#include "indexer/reader/html.hpp"
#include "indexer/reader/text.hpp"

namespace nonmun::reader {
namespace {

// Addresses of papers are short; what is longer is not looked at, so that a heading of nothing but
// "](" takes time in proportion to its length.
constexpr std::size_t kMaxAddress = 400;

constexpr std::string_view kDayPhrase = "daily paper";

/// Where "Daily Papers" starts in a heading, not as part of a longer word.
std::size_t find_day_phrase(std::string_view text) {
  for (std::size_t at = 0; at + kDayPhrase.size() <= text.size(); ++at) {
    if (!starts_with_nocase(text.substr(at), kDayPhrase)) continue;
    if (at > 0 && is_ascii_alpha(text[at - 1])) continue;
    std::size_t end = at + kDayPhrase.size();
    if (end < text.size() && ascii_lower(text[end]) == 's') ++end;
    if (end == text.size() || !is_ascii_alpha(text[end])) return at;
  }
  return std::string_view::npos;
}

/// What may stand between the numbers of a date.
bool skip_separator(std::string_view& text) {
  constexpr std::array<std::string_view, 10> kSeparators = {"-", ".", "/", "_",  ",",
                                                            "–", "—", "−", "년", "월"};
  const std::size_t before = text.size();
  text = trim_unicode(text);
  for (const std::string_view separator : kSeparators) {
    if (!text.starts_with(separator)) continue;
    text.remove_prefix(separator.size());
    text = trim_unicode(text);
    return true;
  }
  return text.size() < before;
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t n = 0;
  while (at + n < text.size() && is_ascii_digit(text[at + n])) ++n;
  return n;
}

/// A number of one or two digits at the start of `text`, which is cut off; 0 when there is none.
int take_small_number(std::string_view& text) {
  const std::size_t n = digits_at(text, 0);
  if (n < 1 || n > 2) return 0;
  int value = 0;
  for (std::size_t i = 0; i < n; ++i) value = value * 10 + (text[i] - '0');
  text.remove_prefix(n);
  return value;
}

int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// The date that starts with its year at `text`.
std::optional<paper::Day> day_at(std::string_view text) {
  const std::size_t n = digits_at(text, 0);
  if (n == 8) return paper::Day::from_number(number_of(text.substr(0, 8)));
  if (n != 4) return std::nullopt;
  const int year = number_of(text.substr(0, 4));
  text.remove_prefix(4);
  if (!skip_separator(text)) return std::nullopt;
  const int month = take_small_number(text);
  if (month == 0 || !skip_separator(text)) return std::nullopt;
  return paper::Day::of(year, month, take_small_number(text));
}

/// 1 to 12 for a word that is the name of a month or its beginning.
int month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (word.size() > kMonths[i].size()) continue;
    const bool same = std::equal(word.begin(), word.end(), kMonths[i].begin(),
                                 [](char w, char m) { return ascii_lower(w) == m; });
    if (same) return static_cast<int>(i) + 1;
  }
  return 0;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (is_ascii_alpha(text[end]) || is_ascii_digit(text[end]))) ++end;
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// The number of "19" or "19th".
int day_of_month(std::string_view word) {
  const int value = take_small_number(word);
  return word.size() <= 2 && std::all_of(word.begin(), word.end(), is_ascii_alpha) ? value : 0;
}

/// The date of "Feb 19, 2024" or "19 February 2024".
std::optional<paper::Day> day_with_month_name(std::string_view text) {
  const std::vector<std::string_view> words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const int month = month_named(words[i]);
    if (month == 0 || i + 1 >= words.size()) continue;
    const auto year_at = [&](std::size_t at) {
      return at < words.size() && words[at].size() == 4 && digits_at(words[at], 0) == 4
                 ? number_of(words[at])
                 : 0;
    };
    if (const int year = year_at(i + 2))
      return paper::Day::of(year, month, day_of_month(words[i + 1]));
    if (const int year = i > 0 ? year_at(i + 1) : 0) {
      return paper::Day::of(year, month, day_of_month(words[i - 1]));
    }
  }
  return std::nullopt;
}

bool is_symbol(char32_t c) {
  return (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF) || c == 0xFE0F ||
         c == 0x200D || c == 0x20E3 || c == 0x2022 || c == 0xB7 || c == 0x203A || c == 0x3013;
}

/// Length of "1.", "12)", "#3", "(4)" or a digit of a keycap emoji at the start of `text`.
std::size_t number_length(std::string_view text) {
  constexpr std::string_view kKeycap = "\xEF\xB8\x8F\xE2\x83\xA3";
  const bool hash = text.starts_with('#');
  const bool open = text.starts_with('(') || text.starts_with('[');
  const std::size_t begin = hash || open ? 1 : 0;
  const std::size_t n = digits_at(text, begin);
  if (n == 0 || n > 3) return 0;
  const std::size_t end = begin + n;
  const std::string_view rest = text.substr(end);
  if (rest.starts_with(kKeycap)) return end + kKeycap.size();
  if (hash) return rest.empty() || is_blank(rest[0]) ? end : 0;
  if (open) {
    const char close = text[0] == '(' ? ')' : ']';
    // "[2](address)" is a title of one number.
    return rest.starts_with(close) && !rest.substr(1).starts_with('(') ? end + 1 : 0;
  }
  if (!rest.starts_with('.') && !rest.starts_with(')')) return 0;
  const std::string_view after = rest.substr(1);
  return after.empty() || is_blank(after[0]) || after[0] == '[' || after[0] == '*' ? end + 1 : 0;
}

/// `text` without one piece of decoration at its start; as it was when there is none.
std::string_view strip_one(std::string_view text, bool marks) {
  if (const std::size_t n = number_length(text)) return text.substr(n);
  if (text.empty()) return text;
  const text::CodePoint c = text::code_point_at(text, 0);
  if (!c.malformed() && is_symbol(c.value)) return text.substr(c.length);
  if (!marks) return text;
  if (std::string_view("*_~-|>").find(text[0]) != std::string_view::npos) return text.substr(1);
  if (text[0] == '<') {
    if (const std::size_t n = tag_length(text)) return text.substr(n);
  }
  return text;
}

std::string_view strip_decoration(std::string_view text, bool marks) {
  for (;;) {
    text = trim_unicode(text);
    const std::string_view rest = strip_one(text, marks);
    if (rest.size() == text.size()) return text;
    text = rest;
  }
}

/// A title as it is meant: without emphasis around the whole of it, tags and escapes.
std::string plain_title(std::string_view written) {
  std::string_view title = strip_decoration(written, false);
  constexpr std::array<std::string_view, 6> kMarks = {"***", "**", "__", "~~", "*", "_"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view mark : kMarks) {
      if (title.size() <= 2 * mark.size() || !title.starts_with(mark) || !title.ends_with(mark)) {
        continue;
      }
      const std::string_view inner = title.substr(mark.size(), title.size() - 2 * mark.size());
      if (inner.find(mark[0]) != std::string_view::npos) continue;
      title = trim_unicode(inner);
      again = true;
      break;
    }
  }
  return fold_lines(unescape(plain_html(strip_decoration(title, false))));
}

/// The address that starts `text` and ends at ')'.
std::string_view address_of(std::string_view text) {
  text = text.substr(0, kMaxAddress);
  text = trim_unicode(text.substr(0, text.find(')')));
  text = text.substr(0, text.find_first_of(" \t"));  // [title](address "tooltip")
  if (text.starts_with('<') && text.ends_with('>')) text = text.substr(1, text.size() - 2);
  return text;
}

PaperLink link_to(paper::ArxivId id, std::string_view title) {
  return {plain_title(title), std::move(id.id), std::move(id.problem)};
}

/// "[title](address)". The first "](" that an address of a paper follows ends the title, so that
/// titles may hold brackets, balanced or not, and other links may come after it.
std::optional<PaperLink> bracket_link(std::string_view text) {
  text = strip_decoration(text, true);
  if (!text.starts_with('[')) return std::nullopt;
  for (std::size_t at = text.find("]("); at != std::string_view::npos;
       at = text.find("](", at + 1)) {
    std::optional<paper::ArxivId> id = paper::find_arxiv_id(address_of(text.substr(at + 2)));
    if (id) return link_to(*std::move(id), text.substr(1, at - 1));
  }
  return std::nullopt;
}

/// "title (address)", as other Korean digests write it.
std::optional<PaperLink> parenthesis_link(std::string_view text) {
  for (std::size_t at = text.rfind('('); at != std::string_view::npos && at > 0;
       at = text.rfind('(', at - 1)) {
    std::optional<paper::ArxivId> id = paper::find_arxiv_id(address_of(text.substr(at + 1)));
    if (!id) continue;
    std::string_view title = trim_unicode(text.substr(0, at));
    // "[title] (address)": brackets around the whole title are not part of it.
    if (title.starts_with('[') && title.find(']') == title.size() - 1) {
      title = title.substr(1, title.size() - 2);
    }
    return link_to(*std::move(id), title);
  }
  return std::nullopt;
}

bool has_hangul(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::code_point_at(text, at);
    if (c.value >= 0xAC00 && c.value <= 0xD7A3) return true;
    at += c.length;
  }
  return false;
}

}  // namespace

std::string_view without_decoration(std::string_view heading) {
  heading = strip_decoration(heading, true);
  while (!heading.empty() &&
         std::string_view("*_~:# \t").find(heading.back()) != std::string_view::npos) {
    heading.remove_suffix(1);
  }
  constexpr std::string_view kWideColon = "：";
  if (heading.ends_with(kWideColon)) heading.remove_suffix(kWideColon.size());
  return heading;
}

Heading heading_of(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && at < 3 && line[at] == ' ') ++at;
  line.remove_prefix(at);
  // A byte order mark or a zero-width blank before the marks, as copying leaves them.
  if (!line.starts_with('#') && !line.starts_with(' ') && !line.starts_with('\t')) {
    line = trim_unicode(line);
  }
  std::size_t level = 0;
  while (level < line.size() && level < 7 && line[level] == '#') ++level;
  if (level == 0 || level > 6) return {};
  const std::string_view rest = line.substr(level);
  const std::string_view text = trim_unicode(rest);
  // "##Daily Papers" and "###[title](…)" are meant as headings, "#hashtag" is not.
  const bool apart = rest.empty() || text.size() < rest.size();
  if (!apart && !text.starts_with('[') && !starts_with_nocase(text, kDayPhrase)) return {};
  return {static_cast<int>(level), text};
}

bool is_day_heading(const Heading& heading) {
  if (heading.level == 0) return false;
  const std::size_t at = find_day_phrase(heading.text);
  if (at == std::string_view::npos) return false;
  return (heading.level == 2 && at == 0) || day_in(heading.text).has_value();
}

std::optional<paper::Day> day_in(std::string_view text) {
  std::optional<paper::Day> found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t n = digits_at(text, at);
    if (n == 0) {
      ++at;
      continue;
    }
    if (const std::optional<paper::Day> day = day_at(text.substr(at))) {
      if (found && *found != *day) return std::nullopt;
      found = day;
    }
    at += n;
  }
  return found ? found : day_with_month_name(text);
}

std::optional<PaperLink> paper_link(std::string_view heading) {
  std::optional<PaperLink> link = bracket_link(heading);
  return link ? link : parenthesis_link(heading);
}

PartKind part_kind(std::string_view heading) {
  constexpr std::array<std::string_view, 47> kParts = {"abstract",
                                                       "summary",
                                                       "overview",
                                                       "introduction",
                                                       "intro",
                                                       "background",
                                                       "motivation",
                                                       "problem",
                                                       "solution",
                                                       "purpose",
                                                       "method",
                                                       "methods",
                                                       "methodology",
                                                       "approach",
                                                       "model",
                                                       "data",
                                                       "dataset",
                                                       "experiment",
                                                       "experiments",
                                                       "evaluation",
                                                       "result",
                                                       "results",
                                                       "analysis",
                                                       "discussion",
                                                       "conclusion",
                                                       "conclusions",
                                                       "limitation",
                                                       "limitations",
                                                       "contribution",
                                                       "contributions",
                                                       "key points",
                                                       "key takeaways",
                                                       "key contributions",
                                                       "takeaways",
                                                       "highlights",
                                                       "details",
                                                       "tl;dr",
                                                       "tldr",
                                                       "what's new",
                                                       "technical details",
                                                       "performance highlights",
                                                       "related work",
                                                       "future work",
                                                       "keywords",
                                                       "code",
                                                       "links",
                                                       "ethical considerations"};
  constexpr std::size_t kMaxKoreanPart = 40;
  const std::string_view text = without_decoration(heading);
  std::string plain;
  for (const char c : text.substr(0, 64)) plain += ascii_lower(c);
  for (const std::string_view curly : {"’", "‘"}) {
    if (const std::size_t at = plain.find(curly); at != std::string::npos) {
      plain.replace(at, curly.size(), "'");
    }
  }
  constexpr std::array<std::string_view, 24> kKoreanParts = {
      "초록", "요약",   "본문",   "서론", "개요", "배경", "목적",      "문제",
      "방법", "방법론", "모델",   "실험", "평가", "결과", "분석",      "논의",
      "결론", "한계",   "한계점", "기여", "의의", "핵심", "핵심 내용", "주요 내용"};
  if (std::find(kParts.begin(), kParts.end(), plain) != kParts.end() ||
      std::find(kKoreanParts.begin(), kKoreanParts.end(), text) != kKoreanParts.end()) {
    return PartKind::known;
  }
  return text.size() <= kMaxKoreanPart && text.find("](") == std::string_view::npos &&
                 has_hangul(text)
             ? PartKind::likely
             : PartKind::none;
}

}  // namespace nonmun::reader
