#include "searcher/nonmun-search/interactive/frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "indexer/cli/display.hpp"
#include "indexer/cli/terminal.hpp"
#include "searcher/nonmun-search/interactive/bindings.hpp"
#include "searcher/nonmun-search/interactive/completion.hpp"
#include "searcher/nonmun-search/interactive/texts.hpp"

namespace nonmun::program::interactive {
namespace {

constexpr std::string_view kPrompt = "> ";
constexpr Look kDim{.dim = true};
constexpr Look kStrong{.strong = true};

/// The part of the input that is on the screen, and the column of the cursor in it. As much as
/// there is room for before the cursor is shown.
std::pair<std::string_view, std::size_t> visible_input(const InputLine& input,
                                                       std::size_t columns) {
  const std::string_view text = input.text();
  const std::size_t cursor = input.cursor();
  std::size_t begin = 0;
  std::size_t column = cli::columns(text.substr(0, cursor));
  while (begin < cursor && column >= columns) {
    begin = next_character(text, begin);
    column = cli::columns(text.substr(begin, cursor - begin));
  }
  return {text.substr(begin), column};
}

/// Cut where there is no room for it, left out where too little of it would be left.
void show_completion(const Model& model, bool can_dim, Line& line) {
  constexpr std::size_t kMinColumns = 8;
  if (model.completion().empty()) return;
  const std::string shown = shown_completion(model.listing().query, model.completion(), can_dim);
  const std::size_t room = model.size().columns - line.columns();
  if (cli::columns(shown) <= room) return line.add(shown, kDim);
  if (room < kMinColumns) return;
  Line part(room - 1);
  part.add(shown, kDim);
  line.add(part);
  line.add("…", kDim);
}

void show_query(const Model& model, bool can_dim, Frame& frame) {
  Line& line = frame.lines[0];
  if (!model.listing().similar_to.empty()) {
    line.add(similar_text(model.listing().title), kStrong);
    frame.cursor_column = std::min(line.columns(), model.size().columns - 1);
    return;
  }
  line.add(kPrompt, kDim);
  const auto [text, column] = visible_input(model.input(), model.size().columns - kPrompt.size());
  line.add(text);
  frame.cursor_column = std::min(kPrompt.size() + column, model.size().columns - 1);
  show_completion(model, can_dim, line);
}

std::string status_of(const Model& model) {
  if (!model.message().empty()) return model.message();
  if (model.view() == View::facets) return facets_text();
  if (model.view() == View::help) return help_text();
  const Listing& listing = model.listing();
  if (listing.results.generation.empty()) return searching_text();
  return status_text(listing.results, listing.sort, model.mark_count());
}

/// A title with its marks, on one line.
std::string title_of(const Hit& hit, const cli::Style& style) {
  cli::MarkedText title{hit.title, {}};
  for (const Snippet& snippet : hit.snippets) {
    if (snippet.field == "title") title.marks = snippet.marks;
  }
  const std::vector<std::string> lines = cli::wrap(title, std::string::npos, style);
  return lines.empty() ? hit.id : lines.front();
}

Line paper_line(const Model& model, std::size_t index, std::size_t columns) {
  constexpr std::size_t kMinColumnsForVotes = 45;
  constexpr std::size_t kMinColumnsForDate = 70;
  const Hit& hit = model.listing().hits[index];
  const bool selected = index == model.listing().selected;
  const Look look{.selected = selected};
  const Look dim{.dim = !selected, .selected = selected};
  Line line(columns);
  line.add(selected ? ">" : " ", look);
  line.add(model.is_marked(hit.id) ? "* " : "  ", {.mark = true, .selected = selected});
  std::string facts;
  if (columns >= kMinColumnsForVotes) {
    facts = fmt::format("{:>5}", hit.votes ? std::to_string(*hit.votes) : "-");
  }
  if (columns >= kMinColumnsForDate) facts += fmt::format(" {}", hit.date);
  const std::size_t room = columns - std::min(columns, facts.size());
  const std::size_t title_room = room - std::min(room, line.columns());
  const bool is_cut = cli::columns(hit.title) > title_room && title_room > 0;
  Line title(title_room - (is_cut ? 1 : 0));
  title.add_styled(title_of(hit, kStyle), look);
  line.add(title);
  if (is_cut) line.add("…", look);
  line.pad(room, look);
  line.add(facts, dim);
  line.pad(columns, look);
  return line;
}

Line facet_line(const Model& model, std::size_t index, std::size_t columns) {
  const FacetRow& row = model.facets()[index];
  Line line(columns);
  if (row.is_heading()) {
    line.add(row.label, kStrong);
    return line;
  }
  const bool selected = index == model.facet_scroll().selected;
  const Look look{.selected = selected};
  const std::string papers = fmt::format(" {}", row.papers);
  constexpr std::size_t kMaxColumns = 50;
  const std::size_t room = std::min(columns, kMaxColumns);
  Line label(room - std::min(room, papers.size()));
  label.add(selected ? "> " : "  ", look);
  label.add(row.label, look);
  label.pad(room - std::min(room, papers.size()), look);
  line.add(label);
  line.add(papers, look);
  line.pad(columns, look);
  return line;
}

/// Line `i` of the list: papers, facets or keys.
Line list_line(const Model& model, std::size_t i, std::size_t columns) {
  switch (model.view()) {
    case View::facets:
      if (i += model.facet_scroll().top; i < model.facets().size()) {
        return facet_line(model, i, columns);
      }
      break;
    case View::help:
      if (const auto lines = key_help(columns); i + model.help_top() < lines.size()) {
        Line line(columns);
        line.add(lines[i + model.help_top()]);
        return line;
      }
      break;
    default:
      if (i += model.listing().top; i < model.listing().hits.size()) {
        return paper_line(model, i, columns);
      }
  }
  return Line(columns);
}

void show_list(const Model& model, const Area& area, Frame& frame) {
  for (std::size_t i = 0; i < area.lines; ++i) {
    frame.lines[area.top + i].add(list_line(model, i, area.columns));
  }
}

void show_preview(const Model& model, const Layout& layout, Frame& frame) {
  const Area& area = layout.preview;
  const std::vector<std::string>& lines = model.preview();
  if (!layout.is_wide() && layout.list.lines > 0) {
    Line& separator = frame.lines[area.top - 1];
    for (std::size_t i = 0; i < area.columns; ++i) separator.add("─", kDim);
  }
  // wrap() closes a look at the end of each line, so that lines can be shown one by one.
  for (std::size_t i = 0; i < area.lines; ++i) {
    Line& line = frame.lines[area.top + i];
    if (layout.is_wide()) {
      line.pad(area.left - 1);
      line.add("│", kDim);
    }
    const std::size_t at = model.preview_top() + i;
    if (at < lines.size()) line.add_styled(lines[at]);
  }
}

}  // namespace

void Line::add(std::string_view text, Look look) {
  std::string fitting;
  bool is_full = false;
  cli::for_each_shown(text, [&](const cli::Shown& shown) {
    is_full = is_full || columns_ + shown.columns > max_columns_;
    if (is_full) return;
    columns_ += shown.columns;
    fitting += shown.bytes;
  });
  if (fitting.empty()) return;
  if (!runs_.empty() && runs_.back().look == look) {
    runs_.back().text += fitting;
  } else {
    runs_.push_back({std::move(fitting), look});
  }
}

void Line::add_styled(std::string_view text, Look base) {
  static const std::string kCodes = kStyle.mark + kStyle.dim + kStyle.strong + kStyle.reset;
  Look look = base;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(kCodes), text.size());
    add(text.substr(0, end), look);
    if (end == text.size()) return;
    const char code = text[end];
    if (code == kStyle.mark[0]) look.mark = true;
    if (code == kStyle.dim[0]) look.dim = true;
    if (code == kStyle.strong[0]) look.strong = true;
    if (code == kStyle.reset[0]) look = base;
    text.remove_prefix(end + 1);
  }
}

void Line::pad(std::size_t columns, Look look) {
  const std::size_t end = std::min(columns, max_columns_);
  if (columns_ < end) add(std::string(end - columns_, ' '), look);
}

void Line::add(const Line& line) {
  for (const Run& run : line.runs()) add(run.text, run.look);
}

std::string Line::text() const {
  std::string text;
  for (const Run& run : runs_) text += run.text;
  return text;
}

Frame frame_of(const Model& model, bool can_dim) {
  const Size size = model.size();
  Frame frame;
  frame.lines.assign(size.lines, Line(size.columns));
  if (size.lines == 0 || size.columns <= kPrompt.size()) return frame;
  show_query(model, can_dim, frame);
  frame.has_cursor = model.view() == View::list;
  if (size.lines == 1) return frame;
  frame.lines[1].add("  ");
  frame.lines[1].add(status_of(model), model.message().empty() ? kDim : kStrong);
  if (model.is_pending()) frame.lines[1].add(" …", kDim);
  const Layout layout = model.layout();
  show_list(model, layout.list, frame);
  if (layout.preview.lines > 0) show_preview(model, layout, frame);
  if (layout.hints && (model.view() == View::list || model.view() == View::read)) {
    frame.lines.back().add(hints_text(size.columns), kDim);
  }
  return frame;
}

}  // namespace nonmun::program::interactive
