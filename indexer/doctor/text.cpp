#include "indexer/reader/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "indexer/doctor/doctor.hpp"
#include "indexer/reader/fields.hpp"
#include "indexer/reader/markdown_blocks.hpp"

// What can be wrong with the text of one entry.

namespace nonmun::doctor {
namespace {

/// What language models and translation scripts write in place of a summary; lower case. Each is
/// looked for where such an answer begins, so that a paper about refusals may quote one.
constexpr std::array<std::string_view, 22> kExcuses = {
    "번역 중 오류",
    "번역에 실패",
    "번역할 수 없",
    "번역 실패",
    "요약할 수 없",
    "요약에 실패",
    "요약 중 오류",
    "죄송하지만",
    "죄송합니다",
    "초록이 제공되지",
    "텍스트가 제공되지",
    "내용이 제공되지",
    "정보가 제공되지",
    "제공된 정보가 없",
    "as an ai language model",
    "as an ai model",
    "as a large language model",
    "i cannot",
    "i can't",
    "i'm sorry",
    "i am sorry",
    "translation error",
};
/// How far into a bullet an excuse may start.
constexpr std::size_t kExcuseWithin = 60;
/// A bullet without Korean in a Korean summary is suspicious from this many words on.
constexpr std::size_t kUntranslatedWords = 5;

bool has_hangul(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // U+AC00 to U+D7A3 is EA B0 80 to ED 9E A3.
    if ((byte == 0xEA && static_cast<unsigned char>(text[i + 1]) >= 0xB0) || byte == 0xEB ||
        byte == 0xEC || (byte == 0xED && static_cast<unsigned char>(text[i + 1]) <= 0x9E)) {
      return true;
    }
  }
  return false;
}

std::size_t words(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = reader::is_blank(c);
    if (!blank && !inside) ++count;
    inside = !blank;
  }
  return count;
}

/// A list or dict of a program, printed: "['…']", "{'…': …}".
bool is_literal(std::string_view text) {
  text = reader::trim(text);
  const auto opens = [&](std::string_view with) { return text.starts_with(with); };
  if (opens("['") || opens("[\"") || opens("[{'") || opens("[{\"")) {
    return text.find(']') != std::string_view::npos;
  }
  if (!opens("{'") && !opens("{\"")) return false;
  return text.find("':") != std::string_view::npos || text.find("\":") != std::string_view::npos;
}

void check_bullet(const Place& place, std::size_t section, bool korean, Findings& findings) {
  const std::string_view text = reader::trim(place.entry.paper.sections[section].text);
  const auto found = [&](const char* kind, std::string detail) {
    findings.add_at(place, section, kind, std::move(detail));
  };
  const std::string start = text::ascii_lowered(text.substr(0, 2 * kExcuseWithin));
  for (const std::string_view excuse : kExcuses) {
    if (start.find(excuse) >= kExcuseWithin) continue;
    found(kBoilerplate, fmt::format("\"{}\"", excerpt(text)));
    break;
  }
  if (is_literal(text)) found(kLiteral, fmt::format("a program's list or dict: {}", excerpt(text)));
  if (text::ascii_lowered(text) == text::ascii_lowered(reader::trim(place.entry.paper.title))) {
    found(kBulletIsTitle, "the bullet only repeats the title");
  } else if (words(text) == 1) {
    found(kShortBullet, fmt::format("one word: \"{}\"", excerpt(text)));
  } else if (korean && words(text) >= kUntranslatedWords && !has_hangul(text)) {
    found(kUntranslated, fmt::format("no Korean in \"{}\"", excerpt(text)));
  }
}

/// What follows a list marker and a label, "- **What's New**: ".
std::string_view bullet_content(std::string_view line) {
  line = reader::trim(line);
  line.remove_prefix(std::min(line.find_first_of(" \t"), line.size()));  // the marker
  line = reader::trim(line);
  if (line.starts_with("**")) {
    const std::size_t label = line.find_first_not_of('*');
    const std::size_t end = label == std::string_view::npos ? label : line.find("**", label);
    if (end != std::string_view::npos) {
      line.remove_prefix(end);
      line.remove_prefix(std::min(line.find_first_not_of("*: \t"), line.size()));
    }
  }
  return reader::trim(line);
}

std::size_t indent(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

/// Bullets with a marker or label and nothing else. The reader drops them, so they are looked for
/// in the lines of the entry.
void check_empty_bullets(const Place& place, Findings& findings) {
  reader::LineCursor cursor(place.text);
  std::string_view line;
  std::string_view open;  // a bullet without content so far
  std::size_t open_line = 0;
  const auto close = [&] {
    if (open.data() == nullptr) return;
    findings.add({place.file, place.entry.line + open_line - 1, kEmptyBullet, place.entry.paper.id,
                  fmt::format("nothing follows \"{}\"", excerpt(reader::trim(open)))});
    open = {};
  };
  while (cursor.next(line)) {
    if (reader::trim(line).empty()) continue;
    const bool item =
        reader::is_list_line(line) || reader::trim(line) == "-" || reader::trim(line) == "*";
    if (item && open.data() != nullptr && indent(line) <= indent(open)) close();
    if (!item && cursor.number() > 1 && open.data() != nullptr &&
        reader::trim(line).starts_with('#')) {
      close();
    }
    open = {};
    if (item && bullet_content(line).empty()) {
      open = line;
      open_line = cursor.number();
    }
  }
  close();
}

/// The reader reads a printed list of authors as a list, but the digest is to be repaired.
void check_authors(const Place& place, Findings& findings) {
  reader::LineCursor cursor(place.text);
  for (std::string_view line; cursor.next(line);) {
    const std::optional<reader::FieldLine> field = reader::field_line(line);
    if (!field || field->name != reader::FieldName::authors) continue;
    if (reader::is_list_literal(field->value)) {
      findings.add({place.file, place.entry.line + cursor.number() - 1, kLiteral,
                    place.entry.paper.id,
                    fmt::format("a program's list among the authors: {}", excerpt(field->value))});
    }
    return;
  }
}

}  // namespace

void check_text(const Place& place, Findings& findings) {
  const paper::Paper& paper = place.entry.paper;
  bool korean = false;
  for (const paper::Section& section : paper.sections) korean = korean || has_hangul(section.text);
  for (std::size_t i = 0; i < paper.sections.size(); ++i) check_bullet(place, i, korean, findings);
  if (place.entry.paper.sections.empty() && paper.abstract.empty()) {
    findings.add(place, kNoSummary, "neither bullets nor an abstract");
  }
  if (!reader::trim(place.text).starts_with('{')) check_empty_bullets(place, findings);
  if (!paper.withdrawn.empty()) {
    findings.add(place, kWithdrawn, fmt::format("withdrawn on {}", paper.withdrawn));
  }
  check_authors(place, findings);
  if (paper.authors.empty()) findings.add(place, kNoAuthors, "no authors");
  if (!paper.votes) findings.add(place, kNoVotes, "the number of votes is unknown");
}

}  // namespace nonmun::doctor
