#include "searcher/nonmun-search/interactive/model.hpp"

#include <algorithm>
#include <utility>

#include "searcher/nonmun-search/interactive/completion.hpp"
#include "searcher/nonmun-search/interactive/texts.hpp"

namespace nonmun::program::interactive {
namespace {

/// Papers that are asked for at once.
constexpr std::size_t kPage = 100;

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Where a command of movement leads in `count` lines, `page` of which are shown.
std::size_t moved(Command command, std::size_t at, std::size_t count, std::size_t page) {
  const std::size_t last = count - std::min<std::size_t>(count, 1);
  const std::size_t step = std::max<std::size_t>(page, 1);
  switch (command) {
    case Command::up:
    case Command::preview_up:
      return at - std::min<std::size_t>(at, 1);
    case Command::down:
    case Command::preview_down:
      return std::min(at + 1, last);
    case Command::page_up:
    case Command::preview_page_up:
      return at - std::min(at, step);
    case Command::page_down:
    case Command::preview_page_down:
      return std::min(at + step, last);
    case Command::first:
      return 0;
    case Command::last:
      return last;
    default:
      return at;
  }
}

/// The first line to show so that line `at` is among the `page` lines shown.
std::size_t top_for(std::size_t at, std::size_t top, std::size_t page) {
  if (at < top) return at;
  if (page > 0 && at >= top + page) return at + 1 - page;
  return top;
}

/// The order after another, of those that can be chosen.
Sort after(Sort sort, bool with_relevance) {
  switch (sort) {
    case Sort::relevance:
      return Sort::date;
    case Sort::date:
      return Sort::votes;
    case Sort::votes:
      return Sort::trending;
    case Sort::trending:
      break;
  }
  return with_relevance ? Sort::relevance : Sort::date;
}

}  // namespace

Model::Model(Start start, Preview preview)
    : options_(std::move(start.options)),
      is_limited_(start.is_limited),
      preview_text_(std::move(preview)),
      input_(start.query),
      sort_(options_.sort) {
  listings_.front().query = trimmed(input_.text());
  ask_list();
}

// Questions and answers.

Question& Model::ask(Question::Kind kind) {
  Question& question = questions_.emplace_back();
  question.kind = kind;
  question.number = ++last_number_;
  question.options = options_;
  question.options.offset = 0;
  question.options.facets.clear();
  question.options.explain = false;
  question.options.passages = 1;  // the marks of titles come with it
  expect(kind, question.number);
  return question;
}

/// The papers without words are all papers, which relevance does not order.
Sort Model::order_of(const std::string& query) const {
  const bool has_condition = !options_.since.empty() || !options_.until.empty() ||
                             options_.min_votes || options_.recency_weight > 0;
  return query.empty() && sort_ == Sort::relevance && !has_condition ? Sort::date : sort_;
}

std::size_t Model::max_hits() const {
  return is_limited_ ? std::min(options_.limit, kMaxLimit) : kMaxLimit;
}

void Model::ask_list() {
  questions_.clear();
  expected_ = {};
  asked_id_.clear();
  Listing& listing = listings_.back();
  listing.sort = listing.similar_to.empty() ? order_of(listing.query) : sort_;
  Question& question = ask(Question::Kind::list);
  question.query = listing.query;
  question.id = listing.similar_to;
  question.options.sort = listing.sort;
  question.options.limit = std::min(kPage, max_hits());
}

void Model::ask_more() {
  const Listing& listing = listings_.back();
  const std::size_t page = layout().list.lines;
  const std::size_t available = std::min<std::size_t>(listing.results.listed, max_hits());
  const std::size_t loaded = listing.hits.size();
  if (is_pending() || expected(Question::Kind::more) != 0 || loaded >= available ||
      listing.selected + page < loaded) {
    return;
  }
  Question& question = ask(Question::Kind::more);
  question.query = listing.query;
  question.id = listing.similar_to;
  question.options.sort = listing.sort;
  question.options.offset = loaded;
  question.options.limit = std::min(kPage, available - loaded);
}

void Model::ask_preview() {
  if (is_pending()) return;
  const Hit* const hit = selected();
  if (hit == nullptr) {
    paper_.reset();
    asked_id_.clear();
    return wrap_preview();
  }
  if (layout().preview.lines == 0) return;
  const std::string& query = listing().query;
  if (asked_id_ == hit->id && asked_query_ == query) return;
  asked_id_ = hit->id;
  asked_query_ = query;
  if (paper_ && paper_->id == hit->id && paper_query_ == query) {
    expect(Question::Kind::paper, 0);  // what was shown before is shown again
    return;
  }
  std::erase_if(questions_, [](const Question& q) { return q.kind == Question::Kind::paper; });
  Question& question = ask(Question::Kind::paper);
  question.id = hit->id;
  question.query = query;
}

std::vector<Question> Model::take_questions() {
  return std::exchange(questions_, {});
}

Action Model::receive(Answer answer) {
  if (answer.number != expected(answer.kind)) return {};
  expect(answer.kind, 0);
  Listing& listing = listings_.back();
  Action action;
  switch (answer.kind) {
    case Question::Kind::list:
      error_ = answer.error;
      listing.hits = std::move(answer.results.hits);
      listing.results = std::move(answer.results);
      listing.completion.clear();
      if (adds_to(listing.query, answer.completion)) {
        listing.completion = std::move(answer.completion);
      }
      listing.selected = listing.top = 0;
      if (std::exchange(choose_when_answered_, false)) action = choose();
      break;
    case Question::Kind::more:
      if (!answer.error.empty()) {
        error_ = answer.error;
      } else if (answer.results.generation != listing.results.generation) {
        ask_list();  // of a newer generation; its papers are not those that follow
      } else {
        std::move(answer.results.hits.begin(), answer.results.hits.end(),
                  std::back_inserter(listing.hits));
      }
      break;
    case Question::Kind::facets:
      facets_ = facet_rows(answer.results.facets);
      facet_scroll_ = {facets_.empty() ? std::size_t{0} : std::size_t{1}, 0};
      message_ = !answer.error.empty() ? answer.error : facets_.empty() ? no_facets_text() : "";
      view_ = facets_.empty() ? View::list : View::facets;
      break;
    case Question::Kind::paper:
      if (!answer.error.empty()) error_ = answer.error;
      paper_ = std::move(answer.paper);
      paper_query_ = asked_query_;
      preview_top_ = 0;
      preview_columns_ = 0;
      break;
  }
  keep_in_sight();
  return action;
}

// Keys.

Action Model::press(const Key& key) {
  const Command command = command_of(key);
  message_.clear();
  choose_when_answered_ = false;
  Action action;
  switch (command) {
    case Command::leave:
      return {Action::Kind::leave, {}};
    case Command::redraw:
      return {Action::Kind::redraw, {}};
    case Command::suspend:
      return {Action::Kind::suspend, {}};
    default:
      break;
  }
  switch (view_) {
    case View::list:
      action = press_in_list(command, key);
      break;
    case View::read:
      action = press_in_read(command);
      break;
    case View::facets:
      press_in_facets(command);
      break;
    case View::help:
      press_in_help(command);
      break;
  }
  keep_in_sight();
  return action;
}

Action Model::press_in_list(Command command, const Key& key) {
  switch (command) {
    case Command::choose:
      return choose();
    case Command::back:
      return back();
    case Command::up:
    case Command::down:
    case Command::page_up:
    case Command::page_down:
    case Command::first:
    case Command::last:
      move(command);
      return {};
    case Command::mark_down:
      mark();
      move(Command::down);
      return {};
    case Command::mark_up:
      mark();
      move(Command::up);
      return {};
    case Command::preview_up:
    case Command::preview_down:
    case Command::preview_page_up:
    case Command::preview_page_down:
      scroll_preview(command);
      return {};
    case Command::read:
      if (selected() != nullptr) view_ = View::read;
      return {};
    case Command::similar:
      show_similar();
      return {};
    case Command::order:
      next_order();
      return {};
    case Command::facets:
      show_facets();
      return {};
    case Command::open:
      if (const Hit* hit = selected()) return {Action::Kind::open, {*hit}};
      return {};
    case Command::copy:
      if (std::vector<Hit> papers = chosen(); !papers.empty()) {
        return {Action::Kind::copy, std::move(papers)};
      }
      return {};
    case Command::help:
      view_ = View::help;
      help_top_ = 0;
      return {};
    default:
      if (key.code == Code::text && key.text == "?" && input_.text().empty()) {
        view_ = View::help;
        help_top_ = 0;
      } else {
        edit(command, key);
      }
      return {};
  }
}

Action Model::press_in_read(Command command) {
  switch (command) {
    case Command::back:
    case Command::read:
      view_ = View::list;
      return {};
    case Command::choose:
      return choose();
    case Command::open:
    case Command::copy:
      return press_in_list(command, {});
    default:
      scroll_preview(command);
      return {};
  }
}

void Model::press_in_facets(Command command) {
  const std::size_t page = layout().list.lines;
  switch (command) {
    case Command::back:
    case Command::facets:
      view_ = View::list;
      return;
    case Command::choose:
      return add_facet();
    default:
      break;
  }
  std::size_t& at = facet_scroll_.selected;
  const std::size_t to = moved(command, at, facets_.size(), page);
  // A heading is passed over. The first line is one, the last is not.
  const bool up = to < at;
  at = to;
  if (facets_[at].is_heading()) at = up && at > 0 ? at - 1 : at + 1;
  facet_scroll_.top = top_for(at, facet_scroll_.top, page);
  // The heading above the first value comes into sight with it.
  if (at == 1) facet_scroll_.top = 0;
}

void Model::press_in_help(Command command) {
  const std::size_t page = layout().list.lines;
  const std::size_t count = key_help(size_.columns).size();
  switch (command) {
    case Command::up:
    case Command::down:
    case Command::page_up:
    case Command::page_down:
    case Command::first:
    case Command::last:
      help_top_ = moved(command, help_top_, count, page);
      return;
    default:
      view_ = View::list;
  }
}

void Model::edit(Command command, const Key& key) {
  if (command == Command::right || command == Command::line_end) {
    if (const std::string text(completion()); !text.empty()) return replace_query(text);
  }
  bool changed = false;
  switch (command) {
    case Command::insert:
      changed = input_.insert(key.text);
      if (!changed && !key.text.empty() &&
          input_.text().size() + key.text.size() > kMaxQueryBytes) {
        message_ = query_too_long_text();
      }
      break;
    case Command::backspace:
      changed = input_.backspace();
      break;
    case Command::remove:
      changed = input_.remove();
      break;
    case Command::delete_word:
      changed = input_.delete_word();
      break;
    case Command::clear:
      changed = input_.clear();
      break;
    case Command::left:
      input_.left();
      break;
    case Command::right:
      input_.right();
      break;
    case Command::word_left:
      input_.word_left();
      break;
    case Command::word_right:
      input_.word_right();
      break;
    case Command::line_start:
      input_.start();
      break;
    case Command::line_end:
      input_.end();
      break;
    default:
      break;
  }
  if (changed) query_changed();
}

void Model::query_changed() {
  const bool was_similar = listings_.size() > 1;
  listings_.resize(1);
  const std::string query = trimmed(input_.text());
  if (query == listings_.front().query && !was_similar) return;
  listings_.front().query = query;
  // What is typed along a completion leaves it there until the next one comes.
  std::string& completion = listings_.front().completion;
  if (completion == query || !completion.starts_with(query)) completion.clear();
  ask_list();
}

void Model::replace_query(const std::string& query) {
  if (query.size() > kMaxQueryBytes) {
    message_ = query_too_long_text();
    return;
  }
  input_ = InputLine(query);
  query_changed();
}

std::string_view Model::completion() const {
  const std::string& query = listing().query;
  const std::string& typed = input_.text();
  // Behind a space the last word is finished.
  const bool continues = !query.empty() && typed.ends_with(query);
  if (view_ != View::list || input_.cursor() != typed.size() || !continues) return {};
  return listing().completion;
}

void Model::move(Command command) {
  Listing& listing = listings_.back();
  listing.selected = moved(command, listing.selected, listing.hits.size(), layout().list.lines);
}

bool Model::is_marked(const std::string& id) const {
  return std::any_of(marks_.begin(), marks_.end(), [&](const Hit& hit) { return hit.id == id; });
}

void Model::mark() {
  const Hit* const hit = selected();
  if (hit == nullptr) return;
  if (std::erase_if(marks_, [&](const Hit& marked) { return marked.id == hit->id; }) == 0) {
    marks_.push_back(*hit);
  }
}

const Hit* Model::selected() const {
  const Listing& listing = listings_.back();
  return listing.selected < listing.hits.size() ? &listing.hits[listing.selected] : nullptr;
}

std::vector<Hit> Model::chosen() const {
  if (!marks_.empty()) return marks_;
  const Hit* const hit = selected();
  return hit == nullptr ? std::vector<Hit>() : std::vector<Hit>{*hit};
}

Action Model::choose() {
  if (is_pending() && marks_.empty()) {
    choose_when_answered_ = true;
    return {};
  }
  std::vector<Hit> papers = chosen();
  if (papers.empty()) {
    message_ = nothing_to_choose_text();
    return {};
  }
  return {Action::Kind::choose, std::move(papers)};
}

Action Model::back() {
  if (listings_.size() == 1) return {Action::Kind::leave, {}};
  listings_.pop_back();
  error_.clear();
  // What it lists it listed before, unless that was never answered or is in another order.
  expected_ = {};
  questions_.clear();
  asked_id_.clear();
  const Listing& listing = listings_.back();
  const Sort sort = listing.similar_to.empty() ? order_of(listing.query) : sort_;
  if (listing.results.generation.empty() || listing.sort != sort) ask_list();
  return {};
}

void Model::show_similar() {
  const Hit* const hit = selected();
  if (hit == nullptr || is_pending()) return;
  Listing listing;
  listing.similar_to = hit->id;
  listing.title = hit->title;
  listings_.push_back(std::move(listing));
  ask_list();
}

void Model::next_order() {
  const Listing& listing = listings_.back();
  sort_ = after(listing.sort, !listing.query.empty() || !listing.similar_to.empty());
  ask_list();
}

void Model::show_facets() {
  const Listing& listing = listings_.back();
  if (!listing.similar_to.empty()) {
    message_ = facets_of_query_only_text();
    return;
  }
  Question& question = ask(Question::Kind::facets);
  question.query = listing.query;
  question.options.sort = listing.sort;
  question.options.limit = 0;
  question.options.facets = kFacets;
}

void Model::add_facet() {
  view_ = View::list;
  replace_query(with_term(input_.text(), facets_[facet_scroll_.selected].term));
}

// What is in sight.

void Model::resize(Size size) {
  size_ = size;
  keep_in_sight();
}

void Model::keep_in_sight() {
  Listing& listing = listings_.back();
  const std::size_t page = layout_of(size_, View::list).list.lines;
  listing.top = top_for(listing.selected, listing.top, page);
  const std::size_t lines = layout().list.lines;
  if (view_ == View::facets) {
    facet_scroll_.top = top_for(facet_scroll_.selected, facet_scroll_.top, lines);
  } else if (view_ == View::help) {
    const std::size_t count = key_help(size_.columns).size();
    help_top_ = std::min(help_top_, count - std::min(count, lines));
  }
  ask_more();
  ask_preview();
  wrap_preview();
}

void Model::wrap_preview() {
  const Area area = layout().preview;
  if (!paper_) {
    preview_lines_.clear();
    preview_columns_ = 0;
  } else if (area.lines > 0 && preview_columns_ != area.columns) {
    preview_lines_ = lines_of(preview_text_(*paper_, area.columns, kStyle));
    preview_columns_ = area.columns;
  }
  const std::size_t lines = preview_lines_.size();
  preview_top_ = std::min(preview_top_, lines - std::min(lines, area.lines));
}

void Model::scroll_preview(Command command) {
  const std::size_t page = layout().preview.lines;
  preview_top_ = moved(command, preview_top_, preview_lines_.size(), page);
}

}  // namespace nonmun::program::interactive
