#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "analyzers/text/utf8.hpp"
#include "indexer/reader/formats.hpp"
#include "indexer/reader/markdown_blocks.hpp"
#include "indexer/reader/text.hpp"

// Digest Markdown. A line scan cuts the file into entries at its headings, before and without any
// Markdown parser: so one bad entry, an unclosed fence or comment included, never reaches into the
// next one, and size limits hold before anything superlinear sees the text.

namespace nonmun::reader {
namespace {

struct Heading {
  int level = 0;  ///< 0: not a heading
  std::string_view text;
};

Heading heading_of(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && at < 3 && line[at] == ' ') ++at;
  std::size_t end = at;
  while (end < line.size() && end - at < 7 && line[end] == '#') ++end;
  const std::size_t level = end - at;
  if (level == 0 || level > 6 || (end < line.size() && !is_blank(line[end]))) return {};
  return {static_cast<int>(level), trim(line.substr(end))};
}

constexpr std::string_view kDayPrefix = "daily papers";

bool is_day_heading(const Heading& heading) {
  if (heading.level != 2 || !starts_with_nocase(heading.text, kDayPrefix)) return false;
  const std::string_view rest = heading.text.substr(kDayPrefix.size());
  return rest.empty() || is_blank(rest[0]) || rest[0] == '(';
}

/// The date of a day heading, when it is well formed.
std::optional<std::string> day_of(const Heading& heading) {
  std::string_view rest = trim(heading.text.substr(kDayPrefix.size()));
  while (rest.ends_with('#')) rest = trim(rest.substr(0, rest.size() - 1));
  if (!rest.starts_with('(') || !rest.ends_with(')')) return std::nullopt;
  const std::string_view date = trim(rest.substr(1, rest.size() - 2));
  if (!is_iso_date(date)) return std::nullopt;
  return std::string(date);
}

struct Link {
  std::string_view title;
  std::string id;
};

/// Title and id of "[title](address)". The first "](" that an address of a paper follows ends the
/// title, so that titles may hold brackets, balanced or not, and other links may come after it.
std::optional<Link> bracket_link(std::string_view text) {
  if (!text.starts_with('[')) return std::nullopt;
  for (std::size_t at = text.find("]("); at != std::string_view::npos;
       at = text.find("](", at + 1)) {
    std::string_view address = text.substr(at + 2);
    address = trim(address.substr(0, address.find(')')));
    address = address.substr(0, address.find_first_of(" \t"));  // [title](address "tooltip")
    if (address.starts_with('<') && address.ends_with('>')) {
      address = address.substr(1, address.size() - 2);
    }
    if (std::optional<std::string> id = arxiv_id(address)) {
      return Link{trim(text.substr(1, at - 1)), *std::move(id)};
    }
  }
  return std::nullopt;
}

/// Title and id of "title (address)", as other Korean digests write it.
std::optional<Link> parenthesis_link(std::string_view text) {
  for (std::size_t at = text.rfind('('); at != std::string_view::npos && at > 0;
       at = text.rfind('(', at - 1)) {
    const std::string_view address = text.substr(at + 1);
    std::optional<std::string> id = arxiv_id(trim(address.substr(0, address.find(')'))));
    if (!id) continue;
    std::string_view title = trim(text.substr(0, at));
    // "[title] (address)": brackets around the whole title are not part of it.
    if (title.starts_with('[') && title.find(']') == title.size() - 1) {
      title = trim(title.substr(1, title.size() - 2));
    }
    return Link{title, *std::move(id)};
  }
  return std::nullopt;
}

/// The value of a line "NAME: value", NAME one of two spellings in lower case.
std::optional<std::string_view> field_value(std::string_view line,
                                            const std::array<std::string_view, 2>& names) {
  for (const std::string_view name : names) {
    if (!starts_with_nocase(line, name)) continue;
    const std::string_view rest = line.substr(name.size());
    if (rest.starts_with(':')) return trim(rest.substr(1));
    if (rest.starts_with("：")) return trim(rest.substr(std::string_view("：").size()));
  }
  return std::nullopt;
}

std::optional<std::int64_t> vote_count(std::string_view text) {
  std::int64_t votes = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), votes);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (votes < 0 || votes > kMaxVotes || !is_ascii_digit(text[0])) return std::nullopt;
  return votes;
}

/// Text that comes from the file, cut to what a message can hold.
std::string_view excerpt(std::string_view text) {
  constexpr std::size_t kMax = 60;
  return text.substr(0, floor_boundary(text, kMax));
}

/// True when a line outside the bullets is raw HTML: a tag that makes a block, or a line that is
/// all tags. Prose may start with "<think>" or "<https://…>", and stays.
bool starts_html(std::string_view line) {
  constexpr std::array<std::string_view, 27> kBlocks = {
      "a",          "audio",   "br",     "center",  "details", "div",    "embed",
      "figcaption", "figure",  "hr",     "img",     "iframe",  "object", "p",
      "pre",        "picture", "script", "section", "source",  "span",   "style",
      "summary",    "svg",     "table",  "td",      "tr",      "video"};
  line = trim(line);
  if (line.starts_with("<!--")) return true;
  if (!line.starts_with('<')) return false;
  std::size_t at = line.starts_with("</") ? 2 : 1;
  std::string name;
  while (at < line.size() && name.size() < 12 && is_ascii_alpha(line[at])) {
    name += ascii_lower(line[at++]);
  }
  if (name.empty() || at == line.size() ||
      (line[at] != '>' && line[at] != '/' && !is_blank(line[at]))) {
    return !name.empty() && at == line.size();
  }
  return line.ends_with('>') || std::find(kBlocks.begin(), kBlocks.end(), name) != kBlocks.end();
}

/// The marker that ends a kind of raw HTML that may hold blank lines; empty for the other kinds.
std::string_view html_end_marker(std::string_view line) {
  line = trim(line);
  if (line.starts_with("<!--")) return "-->";
  if (starts_with_nocase(line, "<script")) return "</script>";
  if (starts_with_nocase(line, "<style")) return "</style>";
  return {};
}

/// Reads the lines of one entry below its heading.
class Body {
 public:
  Body(std::string_view text, std::size_t first_line, Contribution& out)
      : first_line_(first_line), out_(out) {
    LineCursor cursor(text);
    for (std::string_view line; cursor.next(line);) lines_.push_back(line);
  }

  /// Takes field lines, media and raw HTML out of the lines, then reads what remains.
  void read_into(Paper& paper) {
    bool seen_bullet = false;
    bool after_blank = true;
    for (std::size_t n = 0; n < lines_.size(); ++n) {
      const std::string_view line = lines_[n];
      const bool blank = trim(line).empty();
      seen_bullet = seen_bullet || is_list_line(line);
      // Below a bullet, "Authors: …" is its wrapped text unless a blank line sets it apart.
      const bool apart = !seen_bullet || after_blank;
      after_blank = true;  // a line taken out leaves a blank one
      if (blank || (apart && take_field(n, seen_bullet, paper))) continue;
      if (is_media_line(line) || is_fence_line(line)) {
        lines_[n] = {};
      } else if (apart && starts_html(line)) {
        n = drop_html(n);
      } else {
        after_blank = false;
      }
    }
    paper.sections = read_sections(lines_);
  }

 private:
  bool take_field(std::size_t n, bool seen_bullet, Paper& paper) {
    const std::string_view line = lines_[n];
    if (const auto value = field_value(line, {"vote", "votes"})) {
      const std::optional<std::int64_t> votes = vote_count(*value);
      const bool unknown = value->empty() || *value == "-";
      if (seen_bullet && !votes && !unknown) return false;
      if (seen_vote_) {
        warn(out_, first_line_ + n, "second Vote line ignored");
      } else if (!votes && !unknown) {
        warn(out_, first_line_ + n,
             fmt::format("votes \"{}\" are not a number from 0 to {}: taken as unknown",
                         excerpt(*value), kMaxVotes));
      } else {
        paper.votes = votes;
      }
      seen_vote_ = true;
      lines_[n] = {};
      return true;
    }
    if (seen_authors_) return false;
    std::optional<std::string_view> value = field_value(line, {"author", "authors"});
    if (!value) return false;
    seen_authors_ = true;
    paper.authors = read_authors(n, *value);
    return true;
  }

  /// The names of the field that starts at line `n`. A list that ends in a comma goes on in the
  /// next line.
  std::vector<std::string> read_authors(std::size_t n, std::string_view value) {
    NameList names;
    for (;;) {
      lines_[n] = {};
      for (std::string_view rest = value; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        names.add(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
      }
      if (!value.ends_with(',') || ++n >= lines_.size()) break;
      value = trim(lines_[n]);
      if (value.empty() || is_list_line(value) || is_media_line(value) || value.starts_with('<') ||
          field_value(value, {"vote", "votes"})) {
        break;
      }
    }
    return std::move(names).take();
  }

  /// Drops the raw HTML that starts at line `n`; returns its last line. By CommonMark it would
  /// reach to the next blank line and take bullets with it that follow a "<div>" directly.
  std::size_t drop_html(std::size_t n) {
    const std::string_view marker = html_end_marker(lines_[n]);
    // A search that found nothing holds for the rest of the entry: without this, an entry of
    // nothing but "<!--" lines would take time in the square of their number.
    if (!marker.empty() && std::find(missing_.begin(), missing_.end(), marker) == missing_.end()) {
      const auto has_marker = [&](std::string_view line) {
        return line.find(marker) != std::string_view::npos;
      };
      const auto begin = lines_.begin() + static_cast<std::ptrdiff_t>(n);
      const auto end = std::find_if(begin, lines_.end(), has_marker);
      if (end != lines_.end()) {
        std::fill(begin, end + 1, std::string_view{});
        return static_cast<std::size_t>(end - lines_.begin());
      }
      missing_.push_back(marker);
    }
    lines_[n] = {};
    while (n + 1 < lines_.size()) {
      const std::string_view next = lines_[n + 1];
      if (trim(next).empty() || is_list_line(next) || is_media_line(next) ||
          !html_end_marker(next).empty() || field_value(next, {"vote", "votes"}) ||
          field_value(next, {"author", "authors"})) {
        break;
      }
      lines_[++n] = {};
    }
    return n;
  }

  std::vector<std::string_view> lines_;
  std::size_t first_line_;
  Contribution& out_;
  std::vector<std::string_view> missing_;  ///< end markers that no later line has
  bool seen_vote_ = false;
  bool seen_authors_ = false;
};

/// Cuts a file into entries and reads each.
class MarkdownReader {
 public:
  MarkdownReader(std::string_view content, Contribution& out) : content_(content), out_(out) {}

  void read() {
    LineCursor cursor(content_);
    for (std::string_view line; cursor.next(line);) {
      const Heading heading = heading_of(line);
      if (heading.level >= 1 && heading.level <= 3) {
        finish(cursor.begin());
        if (is_day_heading(heading)) start_day(heading, cursor.number());
        if (heading.level == 3) start_entry(heading, cursor);
      }
      if (line.size() > kMaxLine) {
        std::string reason = fmt::format("line of {} bytes, more than {}", line.size(), kMaxLine);
        if (!in_entry_) {
          reject(out_, cursor.number(), std::move(reason));
        } else if (!damage_) {
          damage_ = Reject{out_.file, cursor.number(), std::move(reason)};
        }
      }
    }
    finish(content_.size());
  }

 private:
  void start_day(const Heading& heading, std::size_t line) {
    day_ = day_of(heading);
    seen_day_ = true;
    if (!day_) {
      reject(out_, line,
             fmt::format("the heading \"## {}\" has no date of the form (YYYY-MM-DD)",
                         find_invalid_utf8(heading.text) ? std::string_view("Daily Papers")
                                                         : excerpt(heading.text)));
    }
  }

  void start_entry(const Heading& heading, const LineCursor& cursor) {
    in_entry_ = true;
    heading_ = heading.text;
    line_ = cursor.number();
    begin_ = cursor.begin();
    body_ = cursor.end();
    damage_.reset();
  }

  void finish(std::size_t end) {
    if (!in_entry_) return;
    in_entry_ = false;
    if (std::optional<Reject> damage = damage_of(content_.substr(begin_, end - begin_))) {
      out_.rejects.push_back(*std::move(damage));
      return;
    }
    std::optional<Link> link = bracket_link(heading_);
    if (!link) link = parenthesis_link(heading_);
    if (!link) {
      reject(out_, line_, "no link to an arXiv paper in the heading");
    } else if (link->title.empty()) {
      reject(out_, line_, "empty title");
    } else if (!day_) {
      reject(out_, line_,
             seen_day_ ? "no date: the day heading above this paper is malformed"
                       : "no \"## Daily Papers (YYYY-MM-DD)\" heading above this paper");
    } else {
      Entry entry;
      entry.line = line_;
      entry.paper.id = std::move(link->id);
      entry.paper.title = std::string(link->title);
      entry.paper.listed = {*day_};
      Body(content_.substr(body_, end - body_), line_ + 1, out_).read_into(entry.paper);
      out_.entries.push_back(std::move(entry));
    }
  }

  std::optional<Reject> damage_of(std::string_view text) const {
    if (damage_) return damage_;
    if (text.size() > kMaxEntry) {
      return Reject{out_.file, line_,
                    fmt::format("entry of {} bytes, more than {}", text.size(), kMaxEntry)};
    }
    const auto line_at = [&](std::size_t offset) {
      return line_ + static_cast<std::size_t>(std::count(
                         text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    };
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
      return Reject{out_.file, line_at(nul), "binary data (a NUL byte)"};
    }
    if (const std::optional<std::size_t> bad = find_invalid_utf8(text)) {
      return Reject{out_.file, line_at(*bad), "invalid UTF-8"};
    }
    return std::nullopt;
  }

  std::string_view content_;
  Contribution& out_;
  std::optional<std::string> day_;
  bool seen_day_ = false;

  bool in_entry_ = false;
  std::string_view heading_;
  std::size_t line_ = 0;
  std::size_t begin_ = 0;
  std::size_t body_ = 0;
  std::optional<Reject> damage_;  ///< the first over-long line of the entry
};

}  // namespace

bool has_day_heading(std::string_view content) {
  LineCursor cursor(content);
  for (std::string_view line; cursor.next(line);) {
    if (is_day_heading(heading_of(line))) return true;
  }
  return false;
}

void read_markdown(std::string_view content, Contribution& out) {
  if (!has_day_heading(content)) {
    if (content.find('\0') != std::string_view::npos) {
      reject(out, 1, "binary data");
    } else {
      out.is_digest = false;
    }
    return;
  }
  MarkdownReader(content, out).read();
}

}  // namespace nonmun::reader
