#include "indexer/reader/text.hpp"

#include <algorithm>
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
    const CodePoint c = code_point_at(text, at);
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

bool LineCursor::next(std::string_view& line) {
  if (end_ >= text_.size()) return false;
  begin_ = end_;
  const std::size_t newline = text_.find('\n', begin_);
  std::size_t stop = newline == std::string_view::npos ? text_.size() : newline;
  end_ = newline == std::string_view::npos ? stop : newline + 1;
  if (stop > begin_ && text_[stop - 1] == '\r') --stop;
  line = text_.substr(begin_, stop - begin_);
  ++number_;
  return true;
}

}  // namespace nonmun::reader
