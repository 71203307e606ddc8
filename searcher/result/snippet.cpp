#include "searcher/result/snippet.hpp"

#include <algorithm>
#include <utility>

#include "analyzers/text/key.hpp"
#include "analyzers/text/utf8.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/pins.hpp"

namespace nonmun::result {
namespace {

/// Longest snippet, in code points: about two lines of Korean in a wide terminal.
constexpr std::size_t kWindow = 160;
/// Code points shown before the first match.
constexpr std::size_t kBefore = 30;

/// Tells most terms apart by their first and last bytes.
std::size_t signature(char first, std::string_view term) {
  const auto byte = [](char c) { return static_cast<unsigned>(static_cast<unsigned char>(c)); };
  return (byte(first) * 7 + byte(term.back()) * 31) % 256;
}

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

SnippetMaker::SnippetMaker(Analyzer& analyzer, plan::Marks marks)
    : analyzer_(analyzer), marks_(std::move(marks)) {
  for (const plan::Pattern& pattern : marks_.text) {
    std::vector<std::size_t> numbers;
    for (const std::string& term : pattern.terms) {
      numbers.push_back(terms_.emplace(term, terms_.size()).first->second);
      if (!term.empty()) signatures_.set(signature(term.front(), term));
    }
    patterns_.push_back(std::move(numbers));
  }
}

std::vector<SnippetMaker::Occurrence> SnippetMaker::occurrences_in(std::string_view text) {
  std::vector<Occurrence> found;
  tokens_.clear();
  analyzer_.analyze(text, tokens_);
  for (Token& token : tokens_) {
    if (token.kind == TokenKind::surface) continue;
    const bool is_subword = token.kind == TokenKind::subword;
    const char first = is_subword ? index::kSubwordPrefix.front() : token.term.front();
    if (!signatures_.test(signature(first, token.term))) continue;
    if (is_subword) token.term.insert(0, index::kSubwordPrefix);
    if (const auto at = terms_.find(token.term); at != terms_.end()) {
      found.push_back({at->second, std::move(token)});
    }
  }
  return found;
}

std::vector<SnippetMaker::Mark> SnippetMaker::marks_in(std::string_view text) {
  std::vector<Mark> marks;
  if (terms_.empty()) return marks;
  const std::vector<Occurrence> found = occurrences_in(text);
  // Where the pattern goes on: its term at the next position. Tokens are in order of position.
  const auto next = [&](std::size_t from, std::size_t term) {
    const std::uint32_t position = found[from].token.position + 1;
    std::size_t at = from + 1;
    while (at < found.size() && found[at].token.position < position) ++at;
    while (at < found.size() && found[at].token.position == position && found[at].term != term)
      ++at;
    return at < found.size() && found[at].token.position == position ? at : found.size();
  };
  for (std::size_t first = 0; first < found.size(); ++first) {
    for (std::size_t pattern = 0; pattern < patterns_.size(); ++pattern) {
      const std::vector<std::size_t>& terms = patterns_[pattern];
      if (terms.front() != found[first].term) continue;
      std::size_t last = first;
      for (std::size_t i = 1; i < terms.size() && last < found.size(); ++i) {
        last = next(last, terms[i]);
      }
      if (last == found.size()) continue;
      marks.push_back({found[first].token.begin, found[last].token.end, pattern});
    }
  }
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  return marks;
}

std::vector<SnippetMaker::Mark> SnippetMaker::marks_in_name(std::string_view name) const {
  std::vector<Mark> marks;
  const std::vector<std::string>& wanted = marks_.names;
  if (wanted.empty()) return marks;
  const auto is_wanted = [&](const std::string& term) {
    return std::binary_search(wanted.begin(), wanted.end(), term);
  };
  for (const std::string& key : index::author_keys(name)) {
    if (is_wanted(index::pin_term(index::kAuthorNamePrefix, key))) return {{0, name.size(), 0}};
  }
  for (const std::string_view part : index::author_parts(name)) {
    const auto begin = static_cast<std::size_t>(part.data() - name.data());
    for (const auto& spellings : index::author_words(part)) {
      if (std::none_of(spellings.begin(), spellings.end(), is_wanted)) continue;
      marks.push_back({begin, begin + part.size(), 0});
    }
  }
  return marks;
}

TextValue SnippetMaker::value_of(const std::vector<Mark>& marks, std::size_t first,
                                 std::size_t end) const {
  TextValue value;
  std::vector<bool> seen(patterns_.size());
  for (std::size_t i = first; i < marks.size() && (i == first || marks[i].end <= end); ++i) {
    const std::size_t pattern = marks[i].pattern;
    ++value.count;
    if (seen[pattern]) continue;
    seen[pattern] = true;
    ++value.different;
    if (marks_.text[pattern].required) ++value.phrases;
  }
  return value;
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
  TextValue best;
  for (std::size_t first = 0; first < marks.size(); ++first) {
    const std::size_t begin = backward(text, marks[first].begin, kBefore);
    const std::size_t end = forward(text, begin, kWindow);
    if (const TextValue value = value_of(marks, first, end); value > best) {
      best = value;
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

nonmun::Marks SnippetMaker::marks_of(const std::string& text) {
  return whole({}, text, marks_in(text)).marks;
}

Snippet SnippetMaker::best_window(const std::vector<const std::string*>& texts) {
  const std::string* best = texts.front();
  std::vector<Mark> best_marks;
  TextValue best_value;
  for (const std::string* text : texts) {
    std::vector<Mark> marks = marks_in(*text);
    if (const TextValue value = value_of(marks, 0, text->size()); value > best_value) {
      best_value = value;
      best = text;
      best_marks = std::move(marks);
    }
  }
  return window(*best, best_marks);
}

/// The same window, found by the values of the texts.
Snippet SnippetMaker::best_window(const std::vector<const std::string*>& texts,
                                  const std::vector<TextValue>& values) {
  const std::string* best = texts.front();
  TextValue best_value;
  for (std::size_t i = 0; i < texts.size() && i + 1 < values.size(); ++i) {
    if (!(values[i + 1] > best_value)) continue;
    best_value = values[i + 1];
    best = texts[i];
  }
  return window(*best, best_value > TextValue() ? marks_in(*best) : std::vector<Mark>());
}

std::vector<Snippet> SnippetMaker::best_sentences(const std::vector<const std::string*>& texts,
                                                  std::size_t count) {
  struct Sentence {
    std::string text;
    std::vector<Mark> marks;
  };
  std::vector<Sentence> sentences;
  for (const std::string* text : texts) {
    const std::vector<Mark> marks = marks_in(*text);
    std::size_t begin = 0;
    for (const std::size_t end : sentences_.ends(*text)) {
      Sentence sentence{text->substr(begin, end - begin), {}};
      sentence.text.resize(sentence.text.find_last_not_of(" \t") + 1);
      for (Mark mark : marks) {
        if (mark.begin < begin || mark.end > begin + sentence.text.size()) continue;
        mark.begin -= begin;
        mark.end -= begin;
        sentence.marks.push_back(mark);
      }
      if (!sentence.text.empty()) sentences.push_back(std::move(sentence));
      begin = end;
    }
  }
  std::vector<Snippet> chosen;
  std::vector<bool> shown(patterns_.size());
  while (chosen.size() < count && !sentences.empty()) {
    // First what shows patterns that no chosen sentence has, then what shows most.
    const auto worth = [&](const Sentence& sentence) {
      std::vector<bool> added(patterns_.size());
      for (const Mark& mark : sentence.marks) added[mark.pattern] = !shown[mark.pattern];
      return std::pair(std::count(added.begin(), added.end(), true),
                       value_of(sentence.marks, 0, sentence.text.size()));
    };
    const auto best =
        std::max_element(sentences.begin(), sentences.end(),
                         [&](const Sentence& a, const Sentence& b) { return worth(a) < worth(b); });
    if (best->marks.empty() && !chosen.empty()) break;
    for (const Mark& mark : best->marks) shown[mark.pattern] = true;
    chosen.push_back(window(best->text, best->marks));
    sentences.erase(best);
  }
  return chosen;
}

std::vector<Snippet> SnippetMaker::snippets(const paper::Paper& paper, std::size_t passages,
                                            const std::optional<std::vector<TextValue>>& values) {
  std::vector<Snippet> snippets;
  if (passages == 0) return snippets;
  const bool title_shows_none = values && (values->empty() || values->front() == TextValue());
  if (!title_shows_none) {
    if (const auto marks = marks_in(paper.title); !marks.empty()) {
      snippets.push_back(whole("title", paper.title, marks));
    }
  }
  for (const std::string& author : paper.authors) {
    if (const auto marks = marks_in_name(author); !marks.empty()) {
      snippets.push_back(whole("author", author, marks));
    }
  }
  std::vector<const std::string*> texts;
  for (const paper::Section& section : paper.sections) texts.push_back(&section.text);
  if (!paper.abstract.empty()) texts.push_back(&paper.abstract);
  if (texts.empty()) return snippets;
  if (passages == 1) {
    snippets.push_back(values ? best_window(texts, *values) : best_window(texts));
  } else {
    for (Snippet& snippet : best_sentences(texts, passages)) snippets.push_back(std::move(snippet));
  }
  return snippets;
}

}  // namespace nonmun::result
