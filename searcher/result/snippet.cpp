#include "searcher/result/snippet.hpp"

#include <algorithm>

#include "analyzers/text/key.hpp"
#include "analyzers/text/utf8.hpp"
#include "indexer/index/fields.hpp"

namespace nonmun::result {
namespace {

/// Longest snippet, in code points: about two lines of Korean in a wide terminal.
constexpr std::size_t kWindow = 160;
/// Code points shown before the first match.
constexpr std::size_t kBefore = 30;

/// Moves `at` by `n` code points; stops at the ends.
std::size_t forward(std::string_view text, std::size_t at, std::size_t n) {
  while (at < text.size() && n > 0) {
    ++at;
    while (at < text.size() && text::is_continuation(text[at])) ++at;
    --n;
  }
  return at;
}

std::size_t backward(std::string_view text, std::size_t at, std::size_t n) {
  while (at > 0 && n > 0) {
    at = text::floor_boundary(text, at - 1);
    --n;
  }
  return at;
}

}  // namespace

SnippetMaker::SnippetMaker(Analyzer& analyzer, const std::vector<std::string>& terms)
    : analyzer_(analyzer), terms_(terms.begin(), terms.end()) {}

std::vector<SnippetMaker::Mark> SnippetMaker::marks_in(std::string_view text) {
  std::vector<Mark> marks;
  if (terms_.empty()) return marks;
  for (const Token& token : analyzer_.analyze(text)) {
    const std::string key = token.kind == TokenKind::subword
                                ? std::string(index::kSubwordPrefix) + token.term
                                : token.term;
    const auto found = terms_.find(key);
    if (found == terms_.end() || token.kind == TokenKind::surface) continue;
    marks.push_back({token.begin, token.end, *found});
  }
  std::sort(marks.begin(), marks.end(),
            [](const Mark& a, const Mark& b) { return a.begin < b.begin; });
  return marks;
}

std::vector<SnippetMaker::Mark> SnippetMaker::marks_in_name(std::string_view name) {
  std::vector<Mark> marks;
  if (terms_.empty()) return marks;
  for (const Token& token : analyzer_.analyze(name)) {
    if (token.kind != TokenKind::word) continue;
    // Names are not stemmed: the word stands for itself.
    const auto typed = terms_.find(text::key_of(name.substr(token.begin, token.end - token.begin)));
    const auto found = typed != terms_.end() ? typed : terms_.find(token.term);
    if (found != terms_.end()) marks.push_back({token.begin, token.end, *found});
  }
  return marks;
}

Snippet SnippetMaker::whole(std::string field, const std::string& text,
                            const std::vector<Mark>& marks) const {
  Snippet snippet{std::move(field), text, {}};
  std::size_t end = 0;  // in bytes, of the last mark
  for (const Mark& mark : marks) {
    if (!snippet.marks.empty() && mark.begin < end) {
      if (mark.end > end)
        snippet.marks.back().second += text::count_code_points(text.substr(end, mark.end - end));
      end = std::max(end, mark.end);
      continue;
    }
    const std::size_t begin = text::count_code_points(std::string_view(text).substr(0, mark.begin));
    snippet.marks.emplace_back(begin, begin + text::count_code_points(std::string_view(text).substr(
                                                  mark.begin, mark.end - mark.begin)));
    end = mark.end;
  }
  return snippet;
}

Snippet SnippetMaker::window(const std::string& text, const std::vector<Mark>& marks) const {
  if (text::count_code_points(text) <= kWindow) return whole("summary", text, marks);
  // The window that begins a little before some match and holds the most different terms.
  std::size_t best_begin = 0;
  std::size_t best_mark = 0;  // where the first match of the window begins
  std::size_t best_end = forward(text, 0, kWindow);
  std::pair<std::size_t, std::size_t> best{0, 0};
  for (std::size_t first = 0; first < marks.size(); ++first) {
    const std::size_t begin = backward(text, marks[first].begin, kBefore);
    const std::size_t end = forward(text, begin, kWindow);
    std::set<std::string_view> different;
    std::size_t count = 0;
    for (std::size_t i = first; i < marks.size() && (i == first || marks[i].end <= end);
         ++i, ++count) {
      different.insert(marks[i].term);
    }
    if (std::pair(different.size(), count) > best) {
      best = {different.size(), count};
      best_begin = begin;
      best_mark = marks[first].begin;
      best_end = end;
    }
  }
  // Whole words at both ends, but never at the cost of the match.
  if (best_begin > 0) {
    const std::size_t space = text.find(' ', best_begin);
    if (space < best_mark && space < best_begin + 40) best_begin = space + 1;
  }
  if (best_end < text.size()) {
    const std::size_t space = text.rfind(' ', best_end);
    if (space != std::string::npos && space > best_begin && space > best_mark &&
        space + 60 > best_end) {
      best_end = space;
    }
  }
  const std::string before = best_begin > 0 ? "… " : "";
  const std::string after = best_end < text.size() ? " …" : "";
  std::vector<Mark> inside;
  for (Mark mark : marks) {
    if (mark.begin < best_begin || mark.begin >= best_end) continue;
    mark.begin = mark.begin - best_begin + before.size();
    mark.end = std::min(mark.end, best_end) - best_begin + before.size();
    inside.push_back(mark);
  }
  return whole("summary", before + text.substr(best_begin, best_end - best_begin) + after, inside);
}

std::vector<Snippet> SnippetMaker::snippets(const paper::Paper& paper) {
  std::vector<Snippet> snippets;
  if (const auto marks = marks_in(paper.title); !marks.empty()) {
    snippets.push_back(whole("title", paper.title, marks));
  }
  for (const std::string& author : paper.authors) {
    if (const auto marks = marks_in_name(author); !marks.empty()) {
      snippets.push_back(whole("author", author, marks));
    }
  }
  std::vector<const std::string*> texts;
  for (const paper::Section& section : paper.sections) texts.push_back(&section.text);
  if (!paper.abstract.empty()) texts.push_back(&paper.abstract);
  const std::string* best = texts.empty() ? nullptr : texts.front();
  std::vector<Mark> best_marks;
  std::pair<std::size_t, std::size_t> best_score{0, 0};
  for (const std::string* text : texts) {
    std::vector<Mark> marks = marks_in(*text);
    std::set<std::string_view> different;
    for (const Mark& mark : marks) different.insert(mark.term);
    const std::pair score{different.size(), marks.size()};
    if (score > best_score) {
      best_score = score;
      best = text;
      best_marks = std::move(marks);
    }
  }
  if (best != nullptr) snippets.push_back(window(*best, best_marks));
  return snippets;
}

}  // namespace nonmun::result
