#include "indexer/reader/markdown_blocks.hpp"

#include <cmark.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "indexer/reader/text.hpp"

namespace nonmun::reader {
namespace {

struct ParserFree {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct NodeFree {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct IterFree {
  void operator()(cmark_iter* iter) const { cmark_iter_free(iter); }
};

// Deeper structure than this is damage or hostility, and cmark takes time in depth times lines.
constexpr std::size_t kMaxIndent = 64;
constexpr std::size_t kMaxQuotes = 8;
// A bold phrase longer than this is emphasis, not the name of a section.
constexpr std::size_t kMaxLabel = 160;

std::size_t skip_blanks(std::string_view line, std::size_t at) {
  while (at < line.size() && is_blank(line[at])) ++at;
  return at;
}

/// Length of the list marker at `at`, 0 when there is none. Numbers have at most two digits: a
/// line that starts with "2024. " is text, and a marker would drop the year.
std::size_t marker_length(std::string_view line, std::size_t at) {
  std::size_t end = at;
  while (end < line.size() && end < at + 3 && is_ascii_digit(line[end])) ++end;
  if (end > at) {
    if (end > at + 2 || end >= line.size() || (line[end] != '.' && line[end] != ')')) return 0;
  } else if (end >= line.size() || (line[end] != '-' && line[end] != '*' && line[end] != '+')) {
    return 0;
  }
  ++end;
  return end == line.size() || is_blank(line[end]) ? end - at : 0;
}

std::size_t heading_length(std::string_view line, std::size_t at) {
  std::size_t end = at;
  while (end < line.size() && line[end] == '#') ++end;
  if (end == at || end > at + 6) return 0;
  return end == line.size() || is_blank(line[end]) ? end - at : 0;
}

/// Appends `structure` (blanks, quote marks, a marker). A carriage return would end a line for
/// cmark that is none for us.
void append_structure(std::string_view structure, std::string& out) {
  for (const char c : structure) out += c == '\r' || c == '\n' ? ' ' : c;
}

/// Appends the line's block structure with one "x" for its text. cmark sees no inline text at
/// all: its inline parser is superlinear on hostile text within our limits (240 KB of "![[]()" in
/// four lines take seconds), takes "[1]: …" away as a link definition, and is not needed, as text
/// comes from the source. One list marker a line, so that "- 1. …" keeps its number as text.
void append_skeleton(std::string_view line, std::string& out) {
  if (is_rule_line(line)) return;
  std::size_t at = 0;
  std::size_t quotes = 0;
  for (;;) {
    at = skip_blanks(line, at);
    if (at > kMaxIndent) {
      out += 'x';
      return;
    }
    if (at >= line.size() || line[at] != '>' || quotes++ >= kMaxQuotes) break;
    ++at;
  }
  if (const std::size_t marker = marker_length(line, at); marker > 0) {
    at += marker;
    // Blanks after a marker are not structure here: more than four would make the text code.
    const std::size_t text = skip_blanks(line, at);
    append_structure(line.substr(0, at), out);
    if (text < line.size()) out += " x";
    return;
  }
  if (const std::size_t heading = heading_length(line, at); heading > 0) {
    append_structure(line.substr(0, at + heading), out);
    out += " x";
    return;
  }
  append_structure(line.substr(0, at), out);
  if (at < line.size()) out += 'x';
}

/// A run of lines of one block, from the place where its text starts.
struct Piece {
  std::size_t line;    ///< from 0
  std::size_t column;  ///< from 0
  std::size_t section;
  bool quoted;
  bool heading;
};

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// A bullet or free paragraph before its text is read.
struct Draft {
  std::size_t owner = kNone;  ///< the section whose kind this one has unless it has its own
  std::string text;
};

std::string skeleton_of(const std::vector<std::string_view>& lines) {
  std::string out;
  for (const std::string_view line : lines) {
    append_skeleton(line, out);
    out += '\n';
  }
  return out;
}

std::size_t section_of(cmark_node* item) {
  return static_cast<std::size_t>(reinterpret_cast<std::uintptr_t>(cmark_node_get_user_data(item)));
}

void set_section(cmark_node* item, std::size_t section) {
  cmark_node_set_user_data(
      item,
      reinterpret_cast<void*>(static_cast<std::uintptr_t>(section)));  // NOLINT
}

cmark_node* ancestor(cmark_node* node, cmark_node_type type) {
  for (node = cmark_node_parent(node); node != nullptr; node = cmark_node_parent(node)) {
    if (cmark_node_get_type(node) == type) return node;
  }
  return nullptr;
}

/// The outline of an entry: sections in order, and which lines each has.
void read_outline(const std::string& skeleton, std::vector<Draft>& drafts,
                  std::vector<Piece>& pieces) {
  const std::unique_ptr<cmark_parser, ParserFree> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  cmark_parser_feed(parser.get(), skeleton.data(), skeleton.size());
  const std::unique_ptr<cmark_node, NodeFree> document(cmark_parser_finish(parser.get()));
  const std::unique_ptr<cmark_iter, IterFree> iter(cmark_iter_new(document.get()));
  std::size_t last_bullet = kNone;
  for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iter.get())) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* node = cmark_iter_get_node(iter.get());
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_ITEM) {
      Draft draft;
      if (cmark_node* outer = ancestor(node, CMARK_NODE_ITEM); outer != nullptr) {
        draft.owner = section_of(outer);
      } else if (cmark_node_get_list_type(cmark_node_parent(node)) == CMARK_ORDERED_LIST) {
        // "- **Technical Details**: as follows:" and an unindented "1) …" below it.
        draft.owner = last_bullet;
      } else {
        last_bullet = drafts.size();
      }
      set_section(node, drafts.size());
      drafts.push_back(std::move(draft));
    } else if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_CODE_BLOCK ||
               type == CMARK_NODE_HEADING || type == CMARK_NODE_HTML_BLOCK) {
      cmark_node* item = ancestor(node, CMARK_NODE_ITEM);
      if (item == nullptr) drafts.emplace_back();
      pieces.push_back({static_cast<std::size_t>(cmark_node_get_start_line(node)) - 1,
                        static_cast<std::size_t>(cmark_node_get_start_column(node)) - 1,
                        item == nullptr ? drafts.size() - 1 : section_of(item),
                        ancestor(node, CMARK_NODE_BLOCK_QUOTE) != nullptr,
                        type == CMARK_NODE_HEADING});
    }
  }
}

bool is_bare_marker(std::string_view text) {
  return !text.empty() && marker_length(text, 0) == text.size();
}

void append_text(std::string_view text, std::string& out) {
  text = trim(text);
  if (text.empty() || is_bare_marker(text) || is_rule_line(text) || is_media_line(text) ||
      is_fence_line(text))
    return;
  if (!out.empty()) out += ' ';
  out += text;
}

void collect_text(const std::vector<std::string_view>& lines, const std::vector<Piece>& pieces,
                  std::vector<Draft>& drafts, std::vector<bool>& used) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    // The numbers are another library's: none is used as an index unchecked.
    const std::size_t end =
        std::min(i + 1 < pieces.size() ? pieces[i + 1].line : lines.size(), lines.size());
    for (std::size_t n = piece.line; n < end; ++n) {
      std::string_view text = lines[n];
      if (n == piece.line) {
        text.remove_prefix(std::min(piece.column, text.size()));
        if (piece.heading) text.remove_prefix(heading_length(text, 0));
      } else if (piece.quoted) {
        text = trim(text);
        while (text.starts_with('>')) text = trim(text.substr(1));
      }
      append_text(text, drafts[piece.section].text);
      used[n] = true;
    }
  }
}

/// The label of a section and the text behind it, when `text` starts with emphasis of one to three
/// asterisks that a colon follows directly or ends.
struct Labelled {
  std::string_view label;
  std::string_view text;
  std::size_t stars;
};

constexpr std::array<std::string_view, 2> kColons = {":", "："};

std::optional<Labelled> split_label(std::string_view text) {
  std::size_t stars = 0;
  while (stars < text.size() && text[stars] == '*') ++stars;
  if (stars == 0 || stars > 3) return std::nullopt;
  const std::size_t close = text.find('*', stars);
  if (close == std::string_view::npos || close - stars > kMaxLabel) return std::nullopt;
  std::size_t end = close;
  while (end < text.size() && text[end] == '*') ++end;
  if (end - close != stars) return std::nullopt;
  std::string_view label = trim(text.substr(stars, close - stars));
  std::string_view rest = text.substr(end);
  bool colon = false;
  for (const std::string_view mark : kColons) {
    if (!colon && rest.starts_with(mark)) {
      rest.remove_prefix(mark.size());
      colon = true;
    }
  }
  for (const std::string_view mark : kColons) {
    if (!colon && label.ends_with(mark)) {
      label = trim(label.substr(0, label.size() - mark.size()));
      colon = true;
    }
  }
  if (!colon || label.empty()) return std::nullopt;
  return Labelled{label, trim(rest), stars};
}

/// A label in one spelling: lower case, straight apostrophes, single blanks.
std::string plain_label(std::string_view label) {
  constexpr std::array<std::string_view, 4> kApostrophes = {"’", "‘", "ʼ", "`"};
  std::string out;
  for (std::size_t i = 0; i < label.size(); ++i) {
    const std::string_view rest = label.substr(i);
    const auto* const curly =
        std::find_if(kApostrophes.begin(), kApostrophes.end(),
                     [&](std::string_view mark) { return rest.starts_with(mark); });
    if (curly != kApostrophes.end()) {
      out += '\'';
      i += curly->size() - 1;
    } else if (is_blank(label[i])) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += ascii_lower(label[i]);
    }
  }
  return out;
}

}  // namespace

paper::SectionKind kind_of_label(std::string_view label) {
  const std::string plain = plain_label(label);
  if (plain == "what's new") return paper::SectionKind::whats_new;
  if (plain == "technical details") return paper::SectionKind::technical;
  if (plain == "performance highlights") return paper::SectionKind::performance;
  return paper::SectionKind::other;
}

namespace {

/// `line` without one image or "[Watch Video]" link at its start, or nothing when there is none.
std::optional<std::string_view> strip_media(std::string_view line) {
  constexpr std::string_view kWatch = "[watch video]";
  if (starts_with_nocase(line, kWatch)) {
    line.remove_prefix(kWatch.size());
    if (line.starts_with("(")) {
      const std::size_t close = line.find(')');
      if (close == std::string_view::npos) return std::nullopt;
      return line.substr(close + 1);
    }
    line = trim(line);
    if (!line.empty() && !starts_with_nocase(line, "http")) return std::nullopt;
    return line.substr(std::min(line.find(' '), line.size()));
  }
  const bool linked = line.starts_with("[![");
  if (!linked && !line.starts_with("![")) return std::nullopt;
  std::size_t close = line.find("](");
  if (close != std::string_view::npos) close = line.find(')', close);
  if (close == std::string_view::npos) return std::nullopt;
  line.remove_prefix(close + 1);
  if (!linked) return line;
  if (!line.starts_with("](")) return std::nullopt;
  close = line.find(')');
  if (close == std::string_view::npos) return std::nullopt;
  return line.substr(close + 1);
}

}  // namespace

bool is_list_line(std::string_view line) {
  const std::size_t at = skip_blanks(line, 0);
  return marker_length(line, at) > 0;
}

bool is_media_line(std::string_view line) {
  line = trim(line);
  if (line.empty()) return false;
  while (!line.empty()) {
    const std::optional<std::string_view> rest = strip_media(line);
    if (!rest) return false;
    line = trim(*rest);
  }
  return true;
}

Fence fence_of(std::string_view line) {
  // Longer fences are the same to us: what searches for their ends must not do so for each length.
  constexpr std::size_t kMaxLength = 8;
  line = trim(line);
  for (const char mark : {'`', '~'}) {
    const std::size_t run = std::min(line.find_first_not_of(mark), line.size());
    if (run < 3) continue;
    // Behind a fence there is one word, the language; more is a sentence that quotes code.
    const std::string_view info = trim(line.substr(run));
    if (info.find_first_of("` \t") != std::string_view::npos) return {};
    return {mark, std::min(run, kMaxLength), info.empty()};
  }
  return {};
}

bool closes_fence(std::string_view line, const Fence& open) {
  const Fence fence = fence_of(line);
  return fence.mark == open.mark && fence.bare && fence.length >= open.length;
}

bool is_rule_line(std::string_view line) {
  line = trim(line);
  if (line.size() < 3) return false;
  const char mark = line[0];
  if (mark != '-' && mark != '=' && mark != '*' && mark != '_') return false;
  return std::all_of(line.begin(), line.end(), [&](char c) { return c == mark || is_blank(c); });
}

std::vector<paper::Section> read_sections(const std::vector<std::string_view>& lines,
                                          std::vector<bool>& used) {
  std::vector<Draft> drafts;
  std::vector<Piece> pieces;
  read_outline(skeleton_of(lines), drafts, pieces);
  used.assign(lines.size(), false);
  for (std::size_t n = 0; n < lines.size(); ++n) {
    used[n] = is_bare_marker(trim(lines[n])) || is_rule_line(lines[n]);
  }
  collect_text(lines, pieces, drafts, used);

  // Kinds first, for all drafts: a bullet that is only a label owns the bullets below it.
  std::vector<paper::Section> sections;
  sections.reserve(drafts.size());
  for (Draft& draft : drafts) {
    paper::Section section;
    const std::optional<Labelled> labelled = split_label(draft.text);
    const paper::SectionKind kind =
        labelled ? kind_of_label(labelled->label) : paper::SectionKind::body;
    // One asterisk is emphasis in running text more often than a label, unless we know the label.
    if (labelled && (labelled->stars > 1 || kind != paper::SectionKind::other)) {
      section.kind = kind;
      if (kind == paper::SectionKind::other) section.label = std::string(labelled->label);
      section.text = std::string(labelled->text);
    } else {
      if (draft.owner != kNone) {
        section.kind = sections[draft.owner].kind;
        section.label = sections[draft.owner].label;
      }
      section.text = std::move(draft.text);
    }
    sections.push_back(std::move(section));
  }
  std::erase_if(sections, [](const paper::Section& section) { return section.text.empty(); });
  return sections;
}

}  // namespace nonmun::reader
