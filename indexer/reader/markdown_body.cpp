#include "indexer/reader/markdown_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <string>
#include <utility>

#include "analyzers/text/utf8.hpp"
#include "indexer/reader/fields.hpp"
#include "indexer/reader/heading.hpp"
#include "indexer/reader/html.hpp"
#include "indexer/reader/markdown_blocks.hpp"
#include "indexer/reader/text.hpp"

namespace nonmun::reader {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Text that comes from the file, cut to what a message can hold.
std::string_view excerpt(std::string_view text) {
  constexpr std::size_t kMax = 60;
  return text.substr(0, text::floor_boundary(text, kMax));
}

bool has_text(std::string_view line) {
  return !trim_unicode(line).empty();
}

/// What an entry has had so far.
struct Seen {
  bool votes = false;
  bool authors = false;
  bool bullet = false;
};

class PartReader {
 public:
  PartReader(const EntryPart& part, Seen& seen, paper::Paper& paper, Reading& reading,
             PlaceLog& places)
      : part_(part), seen_(seen), paper_(paper), reading_(reading), places_(places) {
    LineCursor cursor(part.text);
    for (std::string_view line; cursor.next(line);) lines_.push_back(line);
  }

  void read() {
    for (std::size_t n = 0; n < lines_.size(); ++n) {
      if (!has_text(lines_[n])) {
        lines_[n] = {};
        after_blank_ = true;
        continue;
      }
      if (const std::size_t end = end_of_code(n); end != kNone) {
        mark(n, LinePlace::markup);
        mark(end, LinePlace::markup);
        n = end;  // what is between is text as written
        after_blank_ = false;
        continue;
      }
      n = read_line(n);
    }
    add_sections();
  }

 private:
  std::size_t number(std::size_t n) const { return part_.first_line + n; }
  void mark(std::size_t n, LinePlace place) { places_.set(number(n), place); }

  /// Takes line `n` out of the text.
  void drop(std::size_t n, LinePlace place) {
    if (has_text(lines_[n])) mark(n, place);
    lines_[n] = {};
    after_blank_ = true;
  }

  void replace(std::size_t n, std::string text) {
    if (!has_text(text)) {
      drop(n, LinePlace::markup);
      return;
    }
    storage_.push_back(std::move(text));
    lines_[n] = storage_.back();
  }

  /// The line that closes the code block that starts at line `n`.
  std::size_t end_of_code(std::size_t n) {
    const Fence open = fence_of(lines_[n]);
    if (open.mark == '\0') return kNone;
    std::size_t& unclosed = unclosed_[open.mark == '`' ? 0 : 1];
    if (open.length >= unclosed) return kNone;
    for (std::size_t end = n + 1; end < lines_.size(); ++end) {
      if (closes_fence(lines_[end], open)) return end;
    }
    unclosed = open.length;
    return kNone;
  }

  /// Reads line `n`, and those that belong with it; returns the last of them.
  std::size_t read_line(std::size_t n) {
    if (take_conflict(n)) return n;
    if (lines_[n].find("<!--") != std::string_view::npos) {
      n = drop_comments(n);
      if (!has_text(lines_[n])) return n;
    }
    if (is_fence_line(lines_[n])) {
      drop(n, LinePlace::markup);
      return n;
    }
    if (is_media_line(lines_[n])) {
      drop(n, LinePlace::media);
      return n;
    }
    if (lines_[n].find_first_of("<&") != std::string_view::npos) {
      n = read_html(n);
      if (!has_text(lines_[n])) return n;
    }
    const std::size_t last = take_field(n);
    if (last != kNone) return last;
    seen_.bullet = seen_.bullet || is_list_line(lines_[n]);
    after_blank_ = false;
    return n;
  }

  /// Marks that git leaves where two versions could not be merged.
  bool take_conflict(std::size_t n) {
    const std::string_view line = lines_[n];
    const auto is_mark = [&](char c) {
      constexpr std::size_t kLength = 7;
      return line.find_first_not_of(c) == kLength ? line[kLength] == ' '
                                                  : line == std::string(kLength, c);
    };
    const bool begin = is_mark('<');
    if (!begin && !is_mark('>') && !is_mark('|')) return false;
    if (begin) {
      reading_.warn(number(n), "a merge conflict that was never resolved: both versions are read",
                    {}, WarningKind::merge_conflict);
    }
    drop(n, begin ? LinePlace::warned : LinePlace::markup);
    return true;
  }

  /// Cuts comments out of line `n`; returns the line where the last of them ends.
  std::size_t drop_comments(std::size_t n) {
    constexpr std::string_view kOpen = "<!--";
    constexpr std::string_view kClose = "-->";
    std::string kept;
    std::string_view rest = lines_[n];
    const std::size_t first = n;
    for (;;) {
      const std::size_t open = rest.find(kOpen);
      kept += rest.substr(0, std::min(open, rest.size()));
      if (open == std::string_view::npos) break;
      rest.remove_prefix(open + kOpen.size());
      std::size_t close = rest.find(kClose);
      std::size_t end = n;
      if (close == std::string_view::npos && !comment_unclosed_) {
        end = n + 1;
        while (end < lines_.size() && lines_[end].find(kClose) == std::string_view::npos) ++end;
        if (end < lines_.size()) {
          close = lines_[end].find(kClose);
          rest = lines_[end];
        } else {
          comment_unclosed_ = true;
        }
      }
      if (close == std::string_view::npos) {
        reading_.warn(number(n),
                      "a comment that is never closed: the rest of its line is left out");
        break;
      }
      reading_.warn(number(n),
                    end == n ? std::string("an HTML comment is left out")
                             : fmt::format("an HTML comment of {} lines is left out", end - n + 1));
      for (; n < end; ++n) {
        if (n > first || !has_text(kept)) drop(n, LinePlace::warned);
        if (n == first && has_text(kept)) replace(n, std::exchange(kept, {}));
      }
      rest.remove_prefix(close + kClose.size());
    }
    if (has_text(kept)) {
      replace(n, std::move(kept));
    } else if (has_text(lines_[n])) {
      drop(n, LinePlace::warned);
    }
    return n;
  }

  /// Takes tags and character references out of line `n`. A tag may go on in the next lines.
  std::size_t read_html(std::size_t n) {
    std::string text(lines_[n]);
    std::size_t end = n;
    constexpr std::size_t kMaxTagLines = 20;
    // In prose "a <b" is a comparison: a tag that goes on has attributes or starts its line.
    const auto has_open_tag = [&] {
      const std::size_t at = text.rfind('<');
      if (at == std::string::npos || !is_open_tag(std::string_view(text).substr(at))) return false;
      return trim(std::string_view(text).substr(0, at)).empty() ||
             text.find('=', at) != std::string::npos;
    };
    if (has_open_tag()) {
      std::size_t close = n + 1;
      const auto goes_on = [&](std::size_t l) {
        return l < lines_.size() && l <= n + kMaxTagLines && has_text(lines_[l]) &&
               !is_list_line(lines_[l]);
      };
      while (goes_on(close) && lines_[close].find('>') == std::string_view::npos) ++close;
      if (goes_on(close)) {
        for (; end < close; ++end) text += " " + std::string(lines_[end + 1]);
      }
    }
    end = end_of_script(n, end, text);
    std::string plain = plain_html(text);
    if (plain == lines_[n]) return n;
    for (std::size_t i = n; i < end; ++i) drop(i, LinePlace::markup);
    replace(end, std::move(plain));
    return end;
  }

  /// Joins the lines of a script or style sheet onto `text`.
  std::size_t end_of_script(std::size_t n, std::size_t end, std::string& text) {
    constexpr std::array<std::string_view, 2> kNames = {"script", "style"};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      const std::string close = fmt::format("</{}", kNames[i]);
      const std::string_view start = trim(text);
      if (!start.starts_with('<') || !starts_with_nocase(start.substr(1), kNames[i])) continue;
      if (start.find(close) != std::string_view::npos || script_unclosed_[i]) continue;
      std::size_t last = end + 1;
      while (last < lines_.size() && lines_[last].find(close) == std::string_view::npos) ++last;
      if (last == lines_.size()) {
        script_unclosed_[i] = true;
        reading_.warn(number(n), fmt::format("a <{}> that is never closed", kNames[i]));
        continue;
      }
      text += ' ';
      for (std::size_t l = end + 1; l < last; ++l) drop(l, LinePlace::markup);
      text += lines_[last];
      end = last;
    }
    return end;
  }

  /// Reads the field of line `n`; returns its last line, kNone when the line is not one.
  std::size_t take_field(std::size_t n) {
    const std::optional<FieldLine> field = field_line(lines_[n]);
    if (!field) return kNone;
    // Below a bullet, "Authors: …" is its wrapped text unless a blank line or a mark of its own
    // sets it apart.
    const bool apart =
        field->in_list ? field->bold || !seen_.bullet : !seen_.bullet || after_blank_;
    if (field->name == FieldName::votes) {
      const bool certain = field->in_list && vote_count(field->value).has_value();
      return apart || certain ? take_votes(n, field->value) : kNone;
    }
    if (!apart || seen_.authors) return kNone;
    seen_.authors = true;
    return take_authors(n, field->value);
  }

  std::size_t take_votes(std::size_t n, std::string_view value) {
    const std::optional<std::int64_t> votes = vote_count(value);
    const bool unknown = is_unknown_count(value);
    if (seen_.bullet && !votes && !unknown) return kNone;
    LinePlace place = LinePlace::warned;
    if (seen_.votes) {
      reading_.warn(number(n), "second Vote line ignored");
    } else if (!votes && !unknown) {
      reading_.warn(number(n), fmt::format("votes \"{}\" are not a number from 0 to {}: taken as "
                                           "unknown",
                                           excerpt(value), kMaxVotes));
    } else {
      paper_.votes = votes;
      place = LinePlace::field;
    }
    seen_.votes = true;
    drop(n, place);
    return n;
  }

  /// A list that ends in a separator goes on in the next line; names may also be bullets below.
  std::size_t take_authors(std::size_t n, std::string_view value) {
    std::string names(value);
    std::size_t last = n;
    const auto may_follow = [&](std::string_view line) {
      return has_text(line) && !is_list_line(line) && !is_media_line(line) &&
             !line.starts_with('<') && !field_line(line);
    };
    while ((names.ends_with(',') || names.ends_with(';')) && last + 1 < lines_.size() &&
           may_follow(lines_[last + 1])) {
      names += trim_unicode(lines_[++last]);
    }
    if (names.empty()) {
      std::size_t end = n + 1;
      const auto name_at = [&](std::size_t l) {
        const std::string_view line = trim_unicode(lines_[l]);
        return is_list_line(line)
                   ? trim_unicode(line.substr(std::min(line.find_first_of(" \t"), line.size())))
                   : std::string_view{};
      };
      while (end < lines_.size() && is_person_name(name_at(end))) ++end;
      if (end > n + 1 && (end == lines_.size() || !has_text(lines_[end]) || end > n + 2)) {
        for (last = n; last + 1 < end;) names += std::string(name_at(++last)) + ";";
      }
    }
    paper_.authors = split_names(names);
    for (std::size_t l = n; l <= last; ++l) drop(l, LinePlace::field);
    return last;
  }

  void add_sections() {
    std::vector<bool> used;
    std::vector<paper::Section> sections = read_sections(lines_, used);
    for (std::size_t n = 0; n < lines_.size(); ++n) {
      if (!has_text(lines_[n])) continue;
      if (!used[n]) reading_.warn(number(n), "a line that is not read");
      if (places_.wanted()) mark(n, used[n] ? LinePlace::text : LinePlace::warned);
    }
    const std::string_view label = without_decoration(part_.heading);
    for (paper::Section& section : sections) {
      if (!label.empty() && section.kind == paper::SectionKind::body) {
        section.kind = kind_of_label(label);
        if (section.kind == paper::SectionKind::other) section.label = std::string(label);
      }
      paper_.sections.push_back(std::move(section));
    }
  }

  const EntryPart& part_;
  Seen& seen_;
  paper::Paper& paper_;
  Reading& reading_;
  PlaceLog& places_;
  std::vector<std::string_view> lines_;
  std::deque<std::string> storage_;  ///< of lines that are not as in the file
  bool after_blank_ = true;
  // A search that found nothing holds for the rest of the part: without this, an entry of nothing
  // but "<!--" lines would take time in the square of their number.
  std::array<std::size_t, 2> unclosed_ = {kNone, kNone};
  bool comment_unclosed_ = false;
  std::array<bool, 2> script_unclosed_ = {false, false};
};

}  // namespace

void read_body(const std::vector<EntryPart>& parts, paper::Paper& paper, Reading& reading,
               PlaceLog& places) {
  Seen seen;
  for (const EntryPart& part : parts) {
    PartReader(part, seen, paper, reading, places).read();
  }
}

}  // namespace nonmun::reader
