#pragma once

#include <nonmun/results.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "indexer/paper/paper.hpp"

namespace nonmun::result {

/// Picks what to show of a paper: its title and authors when words of them match, and the window
/// of its summary with the most different matching words (or its beginning when none matches).
/// `terms` are the terms to mark. The analyzer that made the index finds them in the text, so that
/// 모델의 is marked for 모델.
class SnippetMaker {
 public:
  SnippetMaker(Analyzer& analyzer, const std::vector<std::string>& terms);

  std::vector<Snippet> snippets(const paper::Paper& paper);

 private:
  struct Mark {
    std::size_t begin, end;  // bytes
    std::string_view term;
  };

  std::vector<Mark> marks_in(std::string_view text);
  std::vector<Mark> marks_in_name(std::string_view name);
  Snippet whole(std::string field, const std::string& text, const std::vector<Mark>& marks) const;
  Snippet window(const std::string& text, const std::vector<Mark>& marks) const;

  Analyzer& analyzer_;
  std::set<std::string, std::less<>> terms_;
};

}  // namespace nonmun::result
