#include "searcher/plan/adjacency.hpp"

#include <algorithm>

namespace nonmun::plan {
namespace {

constexpr std::size_t kMaxForms = 6;  ///< ways of writing a pair of neighbours
/// Words whose neighbours matter. A longer text is a pasted one, which its words find; each pair
/// costs a search of its own.
constexpr std::size_t kMaxNeighbours = 64;
constexpr std::ptrdiff_t kMaxPhrase = 4;  ///< words; more are a question

}  // namespace

std::vector<Node> adjacent_pairs(const std::vector<Word>& sequence, const Weights& weights) {
  std::vector<Node> pairs;
  for (std::size_t i = 0; i + 1 < std::min(sequence.size(), kMaxNeighbours); ++i) {
    std::size_t forms = 0;
    for (const std::string& left : sequence[i].variants()) {
      for (const std::string& right : sequence[i + 1].variants()) {
        if (++forms > kMaxForms) break;
        pairs.push_back(added_by(Mechanism::adjacency, weights.adjacent, words({left, right})));
      }
    }
  }
  return pairs;
}

std::optional<Node> whole_phrase(const std::vector<Word>& sequence, const Weights& weights) {
  const auto counts = [](const Word& word) { return !word.question; };
  const auto first = std::find_if(sequence.begin(), sequence.end(), counts);
  const auto last = std::find_if(sequence.rbegin(), sequence.rend(), counts).base();
  if (last <= first || last - first < 2 || last - first > kMaxPhrase) return std::nullopt;
  std::vector<std::string> terms;
  for (auto word = first; word != last; ++word) {
    if (word->question || word->prefix || word->absent) return std::nullopt;
    terms.push_back(word->term);
  }
  return added_by(Mechanism::adjacency, weights.phrase, words(std::move(terms)));
}

}  // namespace nonmun::plan
