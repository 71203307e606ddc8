#pragma once

#include <cstdint>
#include <nonmun/results.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "searcher/plan/settings.hpp"
#include "searcher/plan/vocabulary.hpp"
#include "searcher/query/ast.hpp"

namespace nonmun::query {

/// Index terms that add to the score of a word beside the word itself.
struct Alternative {
  std::vector<std::string> terms;   ///< more than one: a phrase
  double weight = 1;                ///< of its BM25
  std::string why;                  ///< the mechanism, for explanations
  std::vector<std::string> unless;  ///< counts only where not all of these occur
  std::string where;                ///< counts only where this term occurs, if not empty
};

/// What one word of the query looks for.
struct Group {
  std::string term;     ///< the analyzed word
  std::string typed;    ///< the word as typed, with what was glued to it
  std::string surface;  ///< unstemmed form of a Latin word, else `term`
  double weight = 1;
  bool absent = false;                ///< the index does not have `term`
  std::vector<std::string> synonyms;  ///< counted together with `term` as one term
  std::vector<Alternative> beside;    ///< added to the score
  bool explained = false;             ///< something other than `term` stands for it

  /// The terms that stand for this word in a phrase.
  std::vector<std::string> variants() const;
};

/// A sequence of the query, ready to be turned into a Xapian query.
struct Plan {
  Node::Kind kind = Node::Kind::sequence;
  std::vector<Plan> operands;  ///< of `all` and `any`

  std::vector<Group> groups;                      ///< ranked words
  std::vector<Alternative> adjacent;              ///< bonus for neighbouring words
  std::vector<Plan> subqueries;                   ///< in parentheses, ranked
  std::vector<std::vector<Alternative>> phrases;  ///< each required, in any of its forms
  std::vector<Filter> filters;
  std::vector<Plan> excluded;
  std::vector<Alternative> feedback;  ///< terms of the best papers, set before the final run
  bool has_words = false;  ///< the user wrote words, though perhaps none that can be searched

  /// True when something in it gives relevance.
  bool has_text() const;
  /// Ranked words, those of subqueries included.
  std::size_t group_count() const;
};

/// What planning tells the user.
struct PlanNotes {
  std::vector<Expansion> expanded;
  /// Words of the query as typed, and what they were probably meant to be.
  std::vector<std::pair<std::string, std::string>> corrections;
};

/// Analyzes the words of a parsed query and adds what else they may be written as.
class Planner {
 public:
  Planner(Analyzer& analyzer, const Vocabulary& vocabulary, const Settings& settings)
      : analyzer_(analyzer), vocabulary_(vocabulary), settings_(settings) {}

  Plan plan(const Node& node, PlanNotes& notes);

 private:
  std::vector<Group> words_to_groups(const std::vector<Word>& words, PlanNotes& notes);
  std::vector<Alternative> phrase_forms(const std::string& text);
  std::vector<Alternative> adjacent_pairs(const std::vector<Group>& groups) const;

  Analyzer& analyzer_;
  const Vocabulary& vocabulary_;
  const Settings& settings_;
};

}  // namespace nonmun::query
