#pragma once

#include <bitset>
#include <cstddef>
#include <nonmun/results.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "analyzers/text/sentence_break.hpp"
#include "indexer/paper/paper.hpp"
#include "searcher/plan/marks.hpp"
#include "searcher/result/text_values.hpp"

namespace nonmun::result {

/// Picks what to show of a paper: its title and authors when they match, and of its texts the
/// window that holds the most different patterns, those of quoted phrases first (or the beginning
/// when nothing matches). The analyzer that made the index finds the terms in the text, so that
/// 모델의 is marked for 모델.
class SnippetMaker {
 public:
  SnippetMaker(Analyzer& analyzer, plan::Marks marks);

  /// @param passages of the texts: with 1 a window, with more so many whole sentences at most, each
  ///        the one that adds most to those before it; 0: nothing at all
  /// @param values of the texts of the paper (see TextValues), when they are known: only the texts
  ///        that are shown are analyzed then
  std::vector<Snippet> snippets(const paper::Paper& paper, std::size_t passages = 1,
                                const std::optional<std::vector<TextValue>>& values = {});

  /// The matching words of a text.
  nonmun::Marks marks_of(const std::string& text);

 private:
  struct Mark {
    std::size_t begin, end;  // bytes
    std::size_t pattern;
  };
  /// A term of some pattern in a text.
  struct Occurrence {
    std::size_t term;
    Token token;
  };
  std::vector<Occurrence> occurrences_in(std::string_view text);
  std::vector<Mark> marks_in(std::string_view text);
  std::vector<Mark> marks_in_name(std::string_view name) const;
  /// Of the marks that end before `end`, from number `first` on.
  TextValue value_of(const std::vector<Mark>& marks, std::size_t first, std::size_t end) const;
  Snippet whole(std::string field, const std::string& text, const std::vector<Mark>& marks) const;
  Snippet window(const std::string& text, const std::vector<Mark>& marks) const;
  Snippet best_window(const std::vector<const std::string*>& texts);
  Snippet best_window(const std::vector<const std::string*>& texts,
                      const std::vector<TextValue>& values);
  std::vector<Snippet> best_sentences(const std::vector<const std::string*>& texts,
                                      std::size_t count);

  Analyzer& analyzer_;
  text::SentenceBreaker sentences_;
  plan::Marks marks_;
  /// The patterns as numbers of terms.
  std::vector<std::vector<std::size_t>> patterns_;
  std::unordered_map<std::string, std::size_t> terms_;
  /// The signatures of the terms: nearly all tokens have another, and need not be looked up.
  std::bitset<256> signatures_;
  std::vector<Token> tokens_;  // of the text at hand; kept for its memory
};

}  // namespace nonmun::result
