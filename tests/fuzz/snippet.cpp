#include "searcher/result/snippet.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "tests/fuzz/checks.hpp"

namespace nonmun::fuzz {
namespace {

/// The texts of a paper have been through the reader, which takes UTF-8 only.
std::optional<std::string> text_of(Input& input) {
  const std::string_view bytes = input.text();
  if (!text::decode_utf8(bytes)) return std::nullopt;
  return std::string(bytes);
}

}  // namespace

/// query NUL title NUL author NUL section NUL section ...
void run(std::string_view bytes) {
  static Analyzer analyzer;
  Input input(bytes);
  plan::Marks marks;
  for (const Token& token : analyzer.analyze(input.text())) {
    marks.text.push_back({false, {token.term}});
    if (marks.text.size() > 1) {  // and the phrase of it and the one before
      marks.text.push_back({true, {marks.text[marks.text.size() - 2].terms.back(), token.term}});
    }
    marks.names.push_back(token.term);
  }
  std::sort(marks.names.begin(), marks.names.end());

  paper::Paper paper;
  const std::optional<std::string> title = text_of(input);
  const std::optional<std::string> author = text_of(input);
  if (!title || !author) return;
  paper.title = *title;
  paper.authors = {*author};
  while (!input.rest().empty()) {
    const std::optional<std::string> section = text_of(input);
    if (!section) return;
    paper.sections.push_back({paper::SectionKind::body, "", *section});
  }
  for (const Snippet& snippet :
       result::SnippetMaker(analyzer, std::move(marks)).snippets(paper, 1)) {
    check_snippet(snippet);
  }
}

}  // namespace nonmun::fuzz
