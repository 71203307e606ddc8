#include "indexer/reader/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "analyzers/text/utf8.hpp"

namespace nonmun::reader {
namespace {

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

}  // namespace

std::string_view trim(std::string_view text) {
  const auto space = [](char c) { return is_blank(c) || c == '\n' || c == '\v' || c == '\f'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view trim_unicode(std::string_view text) {
  // No-break and wide blanks; zero-width ones, the soft hyphen and byte order marks.
  constexpr std::array<std::string_view, 14> kBlanks = {
      "\xC2\xA0",     "\xE3\x80\x80", "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x89",
      "\xE2\x80\xAF", "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E",
      "\xE2\x80\x8F", "\xE2\x81\xA0", "\xEF\xBB\xBF", "\xC2\xAD"};
  for (bool again = true; again;) {
    text = trim(text);
    again = false;
    for (const std::string_view blank : kBlanks) {
      if (text.starts_with(blank)) {
        text.remove_prefix(blank.size());
        again = true;
      }
      if (text.ends_with(blank)) {
        text.remove_suffix(blank.size());
        again = true;
      }
    }
  }
  return text;
}

bool starts_with_nocase(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char p, char t) { return p == ascii_lower(t); });
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t block = 0;
    // Eight ASCII bytes at a time: half of a digest is ASCII.
    if (at + sizeof block <= text.size()) {
      std::memcpy(&block, text.data() + at, sizeof block);
      if ((block & 0x8080808080808080U) == 0) {
        at += sizeof block;
        continue;
      }
    }
    const text::CodePoint c = text::code_point_at(text, at);
    if (c.malformed()) return at;
    at += c.length;
  }
  return std::nullopt;
}

std::string fold_lines(std::string_view text) {
  text = trim(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_control(text[i]) || text[i] == '\t') {
      out += text[i];
      continue;
    }
    while (!out.empty() && is_blank(out.back())) out.pop_back();
    while (i + 1 < text.size() && (is_control(text[i + 1]) || text[i + 1] == ' ')) ++i;
    if (!out.empty() && i + 1 < text.size()) out += ' ';
  }
  return out;
}

void NameList::add(std::string_view name) {
  name = trim(name);
  if (name.empty() || name == "+") return;
  if (seen_.emplace(name).second) names_.emplace_back(name);
}

std::size_t count_line_ends(std::string_view text, LineEnd ends) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool before_newline = i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] == '\n' || (text[i] == '\r' && ends == LineEnd::any && !before_newline)) ++count;
  }
  return count;
}

bool LineCursor::next(std::string_view& line) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (end_ >= text_.size()) return false;
  begin_ = end_;
  if (!searched_ || newline_ < begin_) {
    newline_ = std::min(text_.find('\n', begin_), text_.size());
    searched_ = true;
  }
  std::size_t stop = newline_;
  if (ends_ == LineEnd::any) {
    stop = begin_ + std::min(text_.substr(begin_, newline_ - begin_).find('\r'), newline_ - begin_);
  }
  end_ = std::min(stop + (stop + 1 == newline_ && newline_ < text_.size() ? 2 : 1), text_.size());
  if (stop > begin_ && text_[stop - 1] == '\r') --stop;
  line = text_.substr(begin_, stop - begin_);
  while (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  ++number_;
  return true;
}

}  // namespace nonmun::reader
