#include "searcher/plan/spacing.hpp"

#include <algorithm>

#include "analyzers/text/jamo.hpp"
#include "analyzers/text/utf8.hpp"
#include "searcher/plan/compounds.hpp"

namespace nonmun::plan {
namespace {

constexpr std::size_t kMaxSubword = 4;  ///< syllables, as the analyzer cuts them

bool is_short(const std::string& term) {
  return text::count_code_points(term) < 2;
}

}  // namespace

void split(Word& word, const Context& context) {
  if (!text::is_hangul(word.term)) return;
  std::vector<std::string> parts = split_compound(word.term, context.vocabulary);
  if (parts.empty()) return;
  // Syllables alone say nothing: 바나나 is not 바, 나 and 나.
  if (std::all_of(parts.begin(), parts.end(), is_short)) return;
  const bool any_short = std::any_of(parts.begin(), parts.end(), is_short);
  const Weights& weights = context.weights;
  if (!word.absent) {
    // The word is known as it stands; written apart it must be the very words side by side.
    if (any_short || context.vocabulary.papers_with_phrase(parts) == 0) return;
    word.alternatives.push_back(
        added_by(Mechanism::spacing, weights.split_phrase,
                 over(Op::without, {words(parts), over(Op::all, {words({word.term})})})));
    context.note(word.term, {spaced(parts)}, Mechanism::spacing);
    return;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    word.alternatives.push_back(
        added_by(Mechanism::spacing, weights.split_words, words({parts[i]})));
    if (i > 0) {
      word.alternatives.push_back(added_by(Mechanism::adjacency,
                                           weights.split_words * weights.adjacent,
                                           words({parts[i - 1], parts[i]})));
    }
  }
  // Words of one syllable explain nearly anything: a correction is the better guess.
  word.explained = !any_short;
  context.note(word.term, std::move(parts), Mechanism::spacing);
}

void find_unspaced(Word& word, const Context& context) {
  if (!text::is_hangul(word.term) || text::count_code_points(word.term) > kMaxSubword) return;
  std::string term = subword(word.term);
  if (context.vocabulary.frequency(term) > 0) word.synonyms.push_back(std::move(term));
}

void concatenate(Word& left, const Word& right, const Context& context) {
  if (!text::is_hangul(left.term) || !text::is_hangul(right.term)) return;
  const std::string together = left.term + right.term;
  if (context.vocabulary.frequency(together) == 0) return;
  left.alternatives.push_back(
      added_by(Mechanism::spacing, context.weights.joined, words({together})));
  context.note(left.term + " " + right.term, {together}, Mechanism::spacing);
}

std::vector<Node> respaced(const std::vector<std::string>& phrase, const Context& context) {
  std::string together;
  for (const std::string& term : phrase) together += term;
  if (!text::is_hangul(together)) return {};
  std::vector<std::string> form;
  if (phrase.size() > 1) {
    if (context.vocabulary.frequency(together) > 0) form = {together};
  } else {
    form = split_compound(together, context.vocabulary);
    if (!form.empty() && context.vocabulary.papers_with_phrase(form) == 0) form.clear();
  }
  if (form.empty()) return {};
  return {added_by(Mechanism::spacing, 1, words(std::move(form)))};
}

void undo_split(Word& word, const Context& context) {
  std::erase_if(word.alternatives, [](const Node& a) {
    return a.mechanism == Mechanism::spacing || a.mechanism == Mechanism::adjacency;
  });
  std::erase_if(context.notes.expanded, [&](const Expansion& e) {
    return e.mechanism == Mechanism::spacing && e.from == word.term;
  });
}

}  // namespace nonmun::plan
