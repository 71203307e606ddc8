#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "analyzers/text/utf8.hpp"
#include "indexer/paper/arxiv_id.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/fields.hpp"
#include "indexer/reader/formats.hpp"
#include "indexer/reader/heading.hpp"
#include "indexer/reader/html.hpp"
#include "indexer/reader/markdown_blocks.hpp"
#include "indexer/reader/markdown_body.hpp"
#include "indexer/reader/text.hpp"

// Digest Markdown. A line scan cuts the file into entries at its headings, before and without any
// Markdown parser: so one bad entry, an unclosed fence or comment included, never reaches into the
// next one, and size limits hold before anything superlinear sees the text.

namespace nonmun::reader {
namespace {

std::string_view excerpt(std::string_view text) {
  constexpr std::size_t kMax = 60;
  return text.substr(0, text::floor_boundary(text, kMax));
}

std::optional<PaperLink> link_of(const Heading& heading) {
  if (heading.level == 0 || heading.text.size() > kMaxLine) return std::nullopt;
  if (heading.text.find('(') == std::string_view::npos) return std::nullopt;
  return paper_link(heading.text);
}

/// True for a long line that holds no text: an image written into the file.
bool is_long_media(std::string_view line) {
  if (is_media_line(line)) return true;
  return trim(line).starts_with('<') && trim(plain_html(line)).empty();
}

/// Finds the ends of code blocks and comments, so that headings inside are not taken for headings.
/// Neither reaches over the heading of a day, code neither over that of a paper.
class Enclosures {
 public:
  explicit Enclosures(std::string_view content) : content_(content) {}

  /// Offset after what the line at `begin` to `end` opens; 0 when it opens nothing that is closed.
  std::size_t end_of(std::string_view line, std::size_t begin, std::size_t end) {
    if (const Fence open = fence_of(line); open.mark != '\0') return end_of_code(open, end);
    const std::size_t comment = line.rfind("<!--");
    if (comment == std::string_view::npos) return 0;
    if (line.find("-->", comment) != std::string_view::npos) return 0;
    return end_of_comment(begin, end);
  }

 private:
  std::size_t end_of_code(const Fence& open, std::size_t from) {
    Failed& failed = failed_[open.mark == '`' ? 0 : 1];
    if (from < failed.until && open.length >= failed.length) return 0;
    LineCursor cursor(content_.substr(from, kMaxEntry));
    std::string_view line;
    while (cursor.next(line)) {
      if (closes_fence(line, open)) return from + cursor.end();
      const Heading heading = heading_of(line);
      if (link_of(heading) || is_day_heading(heading)) break;
    }
    failed = {from + cursor.end(), open.length};
    return 0;
  }

  std::size_t end_of_comment(std::size_t begin, std::size_t from) {
    if (from < comment_failed_until_) return 0;
    if (next_close_ < from || !close_sought_) {
      next_close_ = content_.find("-->", from);
      close_sought_ = true;
    }
    if (next_close_ == std::string_view::npos || next_close_ - begin > kMaxEntry) return 0;
    LineCursor cursor(content_.substr(from));
    std::string_view line;
    while (cursor.next(line)) {
      if (is_day_heading(heading_of(line))) break;
      if (from + cursor.end() > next_close_) return from + cursor.end();
    }
    comment_failed_until_ = from + cursor.end();
    return 0;
  }

  /// A search for an end that found none.
  struct Failed {
    std::size_t until = 0;
    std::size_t length = 0;
  };

  std::string_view content_;
  std::array<Failed, 2> failed_;
  std::size_t next_close_ = 0;
  bool close_sought_ = false;
  std::size_t comment_failed_until_ = 0;
};

/// Cuts a file into entries and reads each.
class MarkdownReader {
 public:
  MarkdownReader(std::string_view content, Reading& reading, std::vector<LinePlace>* places)
      : content_(content), reading_(reading), places_(places), enclosures_(content) {}

  void read() {
    LineCursor cursor(content_);
    for (std::string_view line; cursor.next(line);) {
      reading_.look_at_signals();
      if (line.size() > kMaxLine) mind_long_line(line, cursor);
      if (cursor.begin() >= enclosed_until_) {
        if (read_heading(line, cursor)) continue;
        enclosed_until_ = enclosures_.end_of(line, cursor.begin(), cursor.end());
      }
      if (region_ == Region::none) pass_over(line, cursor.number());
    }
    finish(content_.size(), cursor.number());
    close_day();
    if (early_.papers > 0) {
      reading_.reject(early_.line,
                      "no \"## Daily Papers (YYYY-MM-DD)\" heading above this paper" +
                          (early_.papers == 1 ? std::string()
                                              : fmt::format(" and {} more", early_.papers - 1)));
    }
  }

 private:
  enum class Region {
    none,      ///< belongs to no paper
    entry,     ///< of a paper
    rejected,  ///< of a paper without link
  };

  /// Papers that share one cause of rejection.
  struct Rejected {
    std::size_t line = 0;
    std::string reason;
    std::size_t papers = 0;
  };

  bool read_heading(std::string_view line, const LineCursor& cursor) {
    const Heading heading = heading_of(line);
    if (heading.level == 0) return read_underlined_day(line, cursor);
    if (std::optional<PaperLink> link = link_of(heading)) {
      // "#### [PDF](…)" inside an entry links to the paper that the entry is about.
      const bool again = heading.level > 3 && region_ == Region::entry && link->id == link_.id;
      if (again) return false;
      start_entry(*std::move(link), cursor);
      return true;
    }
    if (is_day_heading(heading)) {
      start_day(heading.text, cursor);
      return true;
    }
    if (heading.level > 3) return false;
    start_part(heading, cursor);
    return true;
  }

  /// "Daily Papers (2024-02-19)" with a line of "---" below it.
  bool read_underlined_day(std::string_view line, const LineCursor& cursor) {
    if (!starts_with_nocase(trim(line), "daily paper") || line.size() > kMaxLine) return false;
    LineCursor next(content_.substr(cursor.end()));
    std::string_view rule;
    if (!next.next(rule) || !is_rule_line(rule) || !day_in(line)) return false;
    start_day(trim(line), cursor);
    return true;
  }

  void start_day(std::string_view text, const LineCursor& cursor) {
    finish(cursor.begin(), cursor.number() - 1);
    close_day();
    places_.set(cursor.number(), LinePlace::heading);
    day_ = day_in(text);
    seen_day_ = true;
    if (day_) return;
    bad_day_ = {
        cursor.number(),
        fmt::format("the heading \"## {}\" has no date of the form (YYYY-MM-DD)",
                    find_invalid_utf8(text) ? std::string_view("Daily Papers") : excerpt(text)),
        0};
    places_.set(cursor.number(), LinePlace::rejected);
  }

  void close_day() {
    if (bad_day_.line == 0) return;
    reading_.reject(bad_day_.line, bad_day_.papers == 0
                                       ? bad_day_.reason
                                       : fmt::format("{}: the papers below it ({}) are not read",
                                                     bad_day_.reason, bad_day_.papers));
    bad_day_ = {};
  }

  void start_entry(PaperLink link, const LineCursor& cursor) {
    finish(cursor.begin(), cursor.number() - 1);
    places_.set(cursor.number(), LinePlace::heading);
    region_ = Region::entry;
    link_ = std::move(link);
    line_ = cursor.number();
    begin_ = cursor.begin();
    parts_.push_back({{}, content_.substr(cursor.end(), 0), cursor.number() + 1});
  }

  /// A heading of level 1 to 3 without a link to a paper: a part of the paper above it, a paper
  /// whose link is missing, or neither.
  void start_part(const Heading& heading, const LineCursor& cursor) {
    const PartKind kind = part_kind(heading.text);
    const bool part = kind != PartKind::none && !has_fields(cursor.end());
    if (part && region_ == Region::entry) {
      if (kind == PartKind::likely) {
        reading_.warn(cursor.number(),
                      fmt::format("the heading \"{}\" has no link: taken for a part "
                                  "of the paper above it",
                                  excerpt(heading.text)));
      }
      end_part(cursor.begin());
      parts_.push_back({heading.text, content_.substr(cursor.end(), 0), cursor.number() + 1});
      places_.set(cursor.number(), LinePlace::heading);
      return;
    }
    if (part && region_ == Region::rejected) return;
    finish(cursor.begin(), cursor.number() - 1);
    places_.set(cursor.number(), LinePlace::heading);
    if (part || heading.level < 3) return;
    region_ = Region::rejected;
    line_ = cursor.number();
    if (heading.text.size() > kMaxLine) return;  // rejected as a line already
    std::string reason = "no link to an arXiv paper in the heading";
    if (const std::size_t at = heading.text.find("]("); at != std::string_view::npos) {
      std::string_view address = heading.text.substr(at + 2);
      address = address.substr(0, address.find(')'));
      if (!find_invalid_utf8(address)) reason += fmt::format(" ({})", excerpt(address));
    }
    reading_.reject(line_, std::move(reason));
  }

  /// True when the lines from `from` on start with fields, as those of a paper do.
  bool has_fields(std::size_t from) const {
    constexpr std::size_t kLook = 8;
    LineCursor cursor(content_.substr(from));
    std::string_view line;
    while (cursor.number() < kLook && cursor.next(line)) {
      if (line.size() > kMaxLine || heading_of(line).level > 0) return false;
      if (field_line(line)) return true;
    }
    return false;
  }

  void end_part(std::size_t end) {
    EntryPart& part = parts_.back();
    const auto begin = static_cast<std::size_t>(part.text.data() - content_.data());
    part.text = content_.substr(begin, end - begin);
  }

  void mind_long_line(std::string_view line, const LineCursor& cursor) {
    if (is_long_media(line)) {
      media_bytes_ += line.size();
      return;
    }
    Rejected damage{cursor.number(),
                    fmt::format("line of {} bytes, more than {}", line.size(), kMaxLine), 0};
    // A heading ends the entry above it, long or not.
    if (region_ == Region::entry && heading_of(line).level == 0) {
      if (damage_.line == 0) damage_ = std::move(damage);
    } else {
      reading_.reject(damage.line, damage.reason);
      places_.set(damage.line, LinePlace::rejected);
    }
  }

  /// A line that belongs to no paper.
  void pass_over(std::string_view line, std::size_t number) {
    if (line.size() > kMaxLine || trim_unicode(line).empty()) return;
    if (heading_of(line).level > 0) return places_.set(number, LinePlace::heading);
    if (is_media_line(line)) return places_.set(number, LinePlace::media);
    if (is_rule_line(line) || trim(plain_html(line)).empty()) {
      return places_.set(number, LinePlace::markup);
    }
    if (passed_++ == 0) passed_line_ = number;
    places_.set(number, LinePlace::warned);
  }

  /// Ends what came before the offset `end`, whose last line is `last`.
  void finish(std::size_t end, std::size_t last) {
    if (passed_ > 0) {
      reading_.warn(passed_line_,
                    passed_ == 1
                        ? std::string("a line that belongs to no paper is not read")
                        : fmt::format("{} lines that belong to no paper are not read", passed_));
      passed_ = 0;
    }
    if (region_ == Region::entry) {
      end_part(end);
      finish_entry(content_.substr(begin_, end - begin_), last);
    } else if (region_ == Region::rejected) {
      set_rejected(line_, last);
    }
    region_ = Region::none;
    parts_.clear();
    damage_ = {};
    media_bytes_ = 0;
  }

  void set_rejected(std::size_t first, std::size_t last) {
    if (!places_.wanted()) return;
    for (std::size_t n = first; n <= last; ++n) places_.set(n, LinePlace::rejected);
  }

  void finish_entry(std::string_view text, std::size_t last) {
    if (const std::optional<Rejected> why = reason_to_reject(text)) {
      set_rejected(line_, last);
      if (!why->reason.empty()) reading_.reject(why->line, why->reason);
      return;
    }
    Entry entry;
    entry.line = line_;
    entry.paper.id = std::move(link_.id);
    entry.paper.title = std::move(link_.title);
    entry.paper.listed = {day_->iso()};
    read_body(parts_, entry.paper, reading_, places_);
    reading_.add(std::move(entry));
  }

  /// Why the entry cannot be used. The reason is empty when one message speaks of several entries.
  std::optional<Rejected> reason_to_reject(std::string_view text) {
    if (damage_.line != 0) return damage_;
    if (text.size() - std::min(text.size(), media_bytes_) > kMaxEntry) {
      return Rejected{line_, fmt::format("entry of {} bytes, more than {}", text.size(), kMaxEntry),
                      1};
    }
    const auto line_at = [&](std::size_t offset) {
      return line_ + count_line_ends(text.substr(0, offset));
    };
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
      return Rejected{line_at(nul), "binary data (a NUL byte)", 1};
    }
    if (const std::optional<std::size_t> bad = find_invalid_utf8(text)) {
      return Rejected{line_at(*bad), "invalid UTF-8", 1};
    }
    if (!link_.problem.empty()) {
      return Rejected{line_, fmt::format("no such arXiv id: {}: {}", link_.id, link_.problem), 1};
    }
    if (link_.title.empty()) return Rejected{line_, "empty title", 1};
    if (!day_) {
      Rejected& shared = seen_day_ ? bad_day_ : early_;
      if (shared.papers++ == 0 && !seen_day_) shared.line = line_;
      return Rejected{};
    }
    if (!paper::is_possible_on(link_.id, *day_)) {
      return Rejected{
          line_,
          fmt::format("no such arXiv id: {}: its month comes after the day listed", link_.id), 1};
    }
    return std::nullopt;
  }

  std::string_view content_;
  Reading& reading_;
  PlaceLog places_;
  Enclosures enclosures_;
  std::size_t enclosed_until_ = 0;

  std::optional<paper::Day> day_;
  bool seen_day_ = false;
  Rejected bad_day_;  ///< the day heading above, when it has no date
  Rejected early_;    ///< papers above the first day heading

  Region region_ = Region::none;
  PaperLink link_;
  std::size_t line_ = 0;
  std::size_t begin_ = 0;
  std::vector<EntryPart> parts_;
  Rejected damage_;  ///< the first over-long line of the entry
  std::size_t media_bytes_ = 0;

  std::size_t passed_ = 0;  ///< lines since the last heading that belong to no paper
  std::size_t passed_line_ = 0;
};

/// Whether the file has a heading of a day, and how many headings link to a paper.
struct Outline {
  bool day = false;
  std::size_t papers = 0;
};

Outline outline_of(std::string_view content, Reading& reading) {
  Outline outline;
  LineCursor cursor(content);
  std::string_view before;
  for (std::string_view line; !outline.day && cursor.next(line);) {
    reading.look_at_signals();
    if (line.size() > kMaxLine) continue;
    const Heading heading = heading_of(line);
    const bool underlined =
        is_rule_line(line) && starts_with_nocase(trim(before), "daily paper") && day_in(before);
    if (heading.level > 0 && link_of(heading)) {
      ++outline.papers;
    } else if (underlined || is_day_heading(heading)) {
      outline.day = true;
    }
    before = line;
  }
  return outline;
}

constexpr const char* kConvertCp949 =
    "not UTF-8; it looks like CP949: convert it with iconv -f CP949 -t UTF-8";

}  // namespace

void read_markdown(std::string_view content, Reading& reading, std::vector<LinePlace>* places) {
  const bool cp949 = looks_like_cp949(content);
  const Outline outline = outline_of(content, reading);
  if (cp949 && (outline.day || outline.papers > 0)) {
    const std::size_t bad = find_invalid_utf8(content).value_or(0);
    reading.reject(1 + count_line_ends(content.substr(0, bad)), kConvertCp949);
  } else if (outline.day) {
    MarkdownReader(content, reading, places).read();
  } else if (content.find('\0') != std::string_view::npos) {
    reading.reject(1,
                   looks_like_utf16(content)
                       ? "binary data; it looks like UTF-16 without a byte order mark: convert it "
                         "with iconv -f UTF-16LE -t UTF-8"
                       : "binary data");
  } else {
    if (outline.papers > 0) {
      reading.warn(1, fmt::format("not read: no \"## Daily Papers (YYYY-MM-DD)\" heading, but {} "
                                  "heading{} to papers",
                                  outline.papers, outline.papers == 1 ? " links" : "s link"));
    }
    reading.skip_file(cp949 ? kConvertCp949 : "no \"## Daily Papers (YYYY-MM-DD)\" heading");
  }
}

}  // namespace nonmun::reader
