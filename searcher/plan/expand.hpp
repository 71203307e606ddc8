#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/variants/spelling.hpp"
#include "searcher/plan/planner.hpp"
#include "searcher/plan/weights.hpp"

namespace nonmun::query {

/// The terms of the words of a text, in its order.
std::vector<std::string> terms_of_words(Analyzer& analyzer, std::string_view text);

/// Adds to the words of a sequence what else they may be written as. One function a mechanism; the
/// order matters: a word that one mechanism explains is left alone by those that guess.
class Expander {
 public:
  Expander(Analyzer& analyzer, const Vocabulary& vocabulary, const Weights& weights,
           PlanNotes& notes)
      : analyzer_(analyzer), vocabulary_(vocabulary), weights_(weights), notes_(notes) {}

  /// 디퓨전 -> diffusion, 엘엘엠 -> LLM, and diffusion -> 디퓨전: as synonyms, because a plain sum
  /// counts a word twice and drowns the rare ones.
  void transliterate(Group& group);
  /// 강화 학습 for 강화학습, as a phrase where the index has both forms, in pieces where it has
  /// only these.
  void split(Group& group);
  /// The word inside a long run of text without spaces.
  void find_unspaced(Group& group);
  /// 강화학습 for 강화 학습.
  void join(Group& left, const Group& right);
  /// A word that no paper has, as its neighbours in the vocabulary.
  void correct(Group& group);
  /// 데이터 for 데이타: an unusual spelling of a loanword, beside the English word it leads to.
  void add_usual_spelling(Group& group);
  /// A rare word beside a common one that differs in a letter: only a suggestion.
  void suggest(const Group& group);
  /// RL and reinforcement learning for 강화 학습, where the papers themselves say so.
  void alias(std::vector<Group>& groups);

 private:
  void add_synonyms(Group& group, const Lexicon::Word& word, std::vector<std::string>& shown) const;
  bool plausible(const Group& group, const std::vector<std::string>& terms, std::uint32_t papers,
                 float cost) const;
  bool transliterate_in_two(Group& group);
  const Lexicon& lexicon_of(const Group& group) const;
  std::vector<Correction> corrections_of(const Group& group) const;

  Analyzer& analyzer_;
  const Vocabulary& vocabulary_;
  const Weights& weights_;
  PlanNotes& notes_;
};

/// What the word means when it was typed in the wrong keyboard layout, if the index knows that;
/// else nothing.
std::string other_layout(const std::string& word, Analyzer& analyzer, const Vocabulary& vocabulary);

}  // namespace nonmun::query
