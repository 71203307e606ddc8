#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "searcher/nonmun/search.hpp"
#include "searcher/query/ast.hpp"
#include "searcher/query/vocabulary.hpp"

namespace nonmun::query {

/// Index terms that stand for something else at a lower weight.
struct Alternative {
  std::vector<std::string> terms;  ///< more than one: a phrase
  double weight = 1;               ///< of its BM25
  bool exclusive = false;          ///< counts only where the original does not occur
  std::string why;                 ///< the mechanism, for explanations
};

/// What one word of the query looks for.
struct Group {
  std::string term;                    ///< the analyzed word
  double weight = 1;
  std::vector<std::string> synonyms;   ///< counted together with `term` as one term
  std::vector<Alternative> beside;     ///< added to the score
  bool absent = false;                 ///< the index does not have `term`
  std::size_t position = 0;            ///< among the words of the sequence; neighbours differ by 1
};

/// A sequence of the query, ready to be turned into a Xapian query.
struct Plan {
  Node::Kind kind = Node::Kind::sequence;
  std::vector<Plan> operands;  ///< of `all` and `any`

  std::vector<Group> groups;            ///< ranked words
  std::vector<Alternative> adjacent;    ///< bonus for neighbouring words
  std::vector<Plan> subqueries;         ///< in parentheses, ranked
  std::vector<std::vector<Alternative>> phrases;  ///< each required, in any of its forms
  std::vector<Filter> filters;
  std::vector<Plan> excluded;
  bool has_words = false;  ///< the user wrote words, though perhaps none that can be searched

  /// True when something in it gives relevance.
  bool has_text() const;
};

/// Analyzes the words of a parsed query and adds what else they may be written as. `expanded`
/// receives what was added, for the user.
class Planner {
 public:
  Planner(Analyzer& analyzer, const Vocabulary& vocabulary,
          const std::vector<std::string>& without);

  Plan plan(const Node& node, std::vector<Expansion>& expanded);

 private:
  std::vector<Group> words_to_groups(const std::vector<Word>& words);
  std::vector<std::string> words_of(const std::string& text);
  std::vector<Alternative> phrase_forms(const std::string& text);
  bool with(std::string_view mechanism) const;

  Analyzer& analyzer_;
  const Vocabulary& vocabulary_;
  const std::vector<std::string>& without_;
};

}  // namespace nonmun::query
