#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "searcher/plan/plan.hpp"
#include "searcher/plan/synonyms.hpp"
#include "searcher/plan/vocabulary.hpp"
#include "searcher/plan/weights.hpp"

namespace nonmun::plan {

/// One word of the query while it is planned. Mechanisms add to it what else it may be written as.
struct Word {
  std::string term;        ///< the analyzed word
  std::string typed;       ///< the word as typed, with what was glued to it
  std::string surface;     ///< unstemmed form of a Latin word, else `term`
  std::size_t column = 0;  ///< where it was typed, from 1
  double weight = 1;
  bool question = false;              ///< a question word, or one that names a time
  bool named = false;                 ///< part of a name that has synonyms
  bool joined = false;                ///< it and its neighbours are one term of the index
  bool alone = false;                 ///< the query has no other word
  bool prefix = false;                ///< stands for all words that begin with `term`
  std::uint32_t papers = 0;           ///< that have `term`
  bool absent = false;                ///< the index does not have `term`
  bool explained = false;             ///< something other than `term` stands for it
  std::vector<std::string> synonyms;  ///< counted together with `term` as one term
  std::vector<Node> alternatives;     ///< added to the score

  /// The terms that stand for this word in a phrase.
  std::vector<std::string> variants() const;
  /// The word and its alternatives in the plan.
  Node node() &&;
};

/// What was searched beside a word of the query.
struct Expansion {
  std::string from;
  std::vector<std::string> to;
  Mechanism mechanism;
};

/// What planning tells the user.
struct Notes {
  std::vector<Expansion> expanded;
  /// Words of the query as typed, and what they were probably meant to be: those that were searched
  /// for as they are.
  std::vector<std::pair<std::string, std::string>> corrections;
  std::vector<std::string> messages;  ///< what else there is to say
};

/// What every mechanism works with.
struct Context {
  Analyzer& analyzer;
  const Vocabulary& vocabulary;
  const Weights& weights;
  Notes& notes;
  const SynonymGroups* synonyms = nullptr;  ///< null: none

  /// The terms of the words of a text, in its order.
  std::vector<std::string> terms_of(std::string_view text) const;
  void note(std::string from, std::vector<std::string> to, Mechanism mechanism) const {
    notes.expanded.push_back({std::move(from), std::move(to), mechanism});
  }
};

/// A word of a text as the analyzer sees it.
struct AnalyzedWord {
  std::string term;
  std::string surface;  ///< unstemmed form of a Latin word, else the term
  std::string typed;    ///< as it stands in the text
};

/// The words of a text, in its order.
std::vector<AnalyzedWord> words_of(std::string_view text, Analyzer& analyzer);

/// The terms, separated by spaces.
std::string spaced(const std::vector<std::string>& terms);

/// The term of a word as a subword of others (AnimateDiff for diff).
std::string subword(std::string_view term);

/// Adds to the synonyms of `word` the index terms that a word of a lexicon stands for: the word
/// itself, and the word as a subword of names. What was added is also appended to `shown`.
void add_synonyms(Word& word, const index::Lexicon::Word& other, const Vocabulary& vocabulary,
                  std::vector<std::string>& shown);

}  // namespace nonmun::plan
