#include "indexer/reader/html.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "analyzers/text/utf8.hpp"
#include "indexer/reader/text.hpp"

namespace nonmun::reader {
namespace {

constexpr std::array<std::string_view, 72> kTags = {
    "a",       "abbr",   "article", "aside",   "audio",  "b",        "blockquote", "br",
    "button",  "center", "cite",    "code",    "col",    "colgroup", "dd",         "del",
    "details", "div",    "dl",      "dt",      "em",     "embed",    "figcaption", "figure",
    "font",    "footer", "form",    "h1",      "h2",     "h3",       "h4",         "h5",
    "h6",      "header", "hr",      "i",       "iframe", "img",      "input",      "ins",
    "kbd",     "label",  "li",      "link",    "main",   "mark",     "meta",       "nav",
    "object",  "ol",     "p",       "picture", "pre",    "q",        "s",          "script",
    "section", "small",  "source",  "span",    "strike", "strong",   "style",      "sub",
    "summary", "sup",    "svg",     "table",   "tbody",  "td",       "tr",         "ul"};
constexpr std::array<std::string_view, 9> kMoreTags = {"th", "thead", "tfoot", "track", "tt",
                                                       "u",  "var",   "video", "wbr"};
/// Tags whose content is not text.
constexpr std::array<std::string_view, 8> kOpaque = {"script", "style",  "video", "audio",
                                                     "iframe", "object", "svg",   "picture"};

struct Tag {
  std::string name;
  bool closing = false;
  std::size_t length = 0;  ///< 0 when it does not end in the text
};

std::optional<Tag> tag_at(std::string_view text) {
  constexpr std::size_t kMaxName = 12;
  if (!text.starts_with('<')) return std::nullopt;
  Tag tag;
  std::size_t at = 1;
  if (at < text.size() && text[at] == '/') {
    tag.closing = true;
    ++at;
  }
  while (at < text.size() && tag.name.size() < kMaxName &&
         (is_ascii_alpha(text[at]) || (!tag.name.empty() && is_ascii_digit(text[at])))) {
    tag.name += ascii_lower(text[at++]);
  }
  if (std::find(kTags.begin(), kTags.end(), tag.name) == kTags.end() &&
      std::find(kMoreTags.begin(), kMoreTags.end(), tag.name) == kMoreTags.end()) {
    return std::nullopt;
  }
  if (at < text.size() && text[at] != '>' && text[at] != '/' && !is_blank(text[at])) {
    return std::nullopt;
  }
  // A '>' in a quoted value does not end the tag.
  char quote = '\0';
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      tag.length = at + 1;
      return tag;
    } else if (c == '<') {
      break;
    }
  }
  return tag;
}

/// Decodes the character reference at the start of `text` onto `out`; returns its length, or 0.
std::size_t decode_reference(std::string_view text, std::string& out) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 26> kNames = {{
      {"amp", "&"},    {"lt", "<"},     {"gt", ">"},    {"quot", "\""},  {"apos", "'"},
      {"nbsp", " "},   {"ensp", " "},   {"emsp", " "},  {"thinsp", " "}, {"ndash", "–"},
      {"mdash", "—"},  {"hellip", "…"}, {"lsquo", "‘"}, {"rsquo", "’"},  {"ldquo", "“"},
      {"rdquo", "”"},  {"middot", "·"}, {"bull", "•"},  {"times", "×"},  {"deg", "°"},
      {"plusmn", "±"}, {"le", "≤"},     {"ge", "≥"},    {"ne", "≠"},     {"rarr", "→"},
      {"larr", "←"},
  }};
  constexpr std::size_t kMaxEntity = 10;
  const std::size_t end = text.substr(0, kMaxEntity).find(';');
  if (end == std::string_view::npos || end < 3) return 0;
  const std::string_view name = text.substr(1, end - 1);
  if (name[0] != '#') {
    for (const auto& [known, value] : kNames) {
      if (known != name) continue;
      out += value;
      return end + 1;
    }
    return 0;
  }
  const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  const std::string_view digits = name.substr(hex ? 2 : 1);
  char32_t value = 0;
  for (const char c : digits) {
    const char low = ascii_lower(c);
    int digit = -1;
    if (is_ascii_digit(c)) digit = c - '0';
    if (hex && low >= 'a' && low <= 'f') digit = low - 'a' + 10;
    if (digit < 0) return 0;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
  }
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  if (digits.empty() || value < 0x20 || value == 0x7F || value > 0x10FFFF || surrogate) return 0;
  if (value == 0xA0) value = ' ';
  text::append_utf8(value, out);
  return end + 1;
}

bool breaks_words(std::string_view name) {
  constexpr std::array<std::string_view, 19> kInline = {
      "a",   "abbr", "b", "cite", "code", "del",    "em",     "font", "i", "ins",
      "kbd", "mark", "q", "s",    "span", "strike", "strong", "sub",  "u"};
  return std::find(kInline.begin(), kInline.end(), name) == kInline.end();
}

}  // namespace

std::size_t tag_length(std::string_view text) {
  const std::optional<Tag> tag = tag_at(text);
  return tag ? tag->length : 0;
}

bool is_open_tag(std::string_view text) {
  const std::optional<Tag> tag = tag_at(text);
  return tag && tag->length == 0;
}

std::string plain_html(std::string_view text) {
  if (text.find_first_of("<&") == std::string_view::npos) return std::string(text);
  std::string out;
  std::vector<std::string> missing;  // end tags that the text does not have: each is sought once
  while (!text.empty()) {
    std::size_t length = 1;
    if (text[0] == '&') {
      length = decode_reference(text, out);
      if (length == 0) out += text[0];
      length = std::max<std::size_t>(length, 1);
    } else if (const std::optional<Tag> tag = tag_at(text); tag && tag->length > 0) {
      length = tag->length;
      if (breaks_words(tag->name)) out += ' ';
      const bool opaque = std::find(kOpaque.begin(), kOpaque.end(), tag->name) != kOpaque.end();
      const bool sought = std::find(missing.begin(), missing.end(), tag->name) != missing.end();
      if (opaque && !tag->closing && !sought) {
        const std::size_t end = text.find("</" + tag->name, length);
        if (end == std::string_view::npos) {
          missing.push_back(tag->name);
        } else {
          length = end;
        }
      }
    } else {
      out += text[0];
    }
    text.remove_prefix(length);
  }
  return out;
}

std::string unescape(std::string_view text) {
  constexpr std::string_view kEscapable = "!\"#%&'()*+,-./:;<=>?@[]^_`{|}~\\";
  std::string out;
  bool formula = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '$') formula = !formula;
    const bool escape = text[i] == '\\' && !formula && i + 1 < text.size() &&
                        kEscapable.find(text[i + 1]) != std::string_view::npos;
    if (escape) ++i;
    out += text[i];
  }
  return out;
}

}  // namespace nonmun::reader
