#pragma once

#include <optional>
#include <string>
#include <vector>

#include "searcher/plan/plan.hpp"
#include "searcher/plan/settings.hpp"
#include "searcher/plan/vocabulary.hpp"
#include "searcher/plan/word.hpp"
#include "searcher/query/ast.hpp"

namespace nonmun::plan {

/// Turns a parsed query into a plan: analyzes its words and adds what else they may be written as.
class Planner {
 public:
  /// All must outlive the planner, which writes to `notes`.
  Planner(Analyzer& analyzer, const Vocabulary& vocabulary, const Settings& settings, Notes& notes,
          const SynonymGroups* synonyms = nullptr)
      : settings_(settings), context_{analyzer, vocabulary, settings.weights(), notes, synonyms} {}

  Node plan(const query::Node& query) const;

 private:
  Node sequence(const query::Node& query) const;
  Node condition(const query::Filter& filter) const;
  Node paper(const std::string& id) const;
  Node favouring(Node root, const std::vector<query::Time>& times) const;
  Node phrase(std::vector<std::string> terms, const query::Phrase& typed) const;
  Node excluded(const query::Node& query) const;
  std::vector<Word> analyze(const std::vector<query::Word>& typed) const;
  void append_words(const std::string& text, std::vector<Word>& sequence) const;
  void append_prefix(const std::string& beginning, std::vector<Word>& sequence) const;
  void read_other_layout(const std::string& text, std::size_t first,
                         std::vector<Word>& sequence) const;
  void read_half_typed(const std::string& text, std::size_t first,
                       std::vector<Word>& sequence) const;
  bool is_unknown(const Word& word) const;
  void expand(std::vector<Word>& sequence) const;
  void expand(Word& word) const;

  const Settings& settings_;
  Context context_;
};

/// The plan with a range that its papers must lie in.
Node limited(Node root, const index::Field& field, const query::Range& range);

}  // namespace nonmun::plan
