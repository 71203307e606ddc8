#include "searcher/plan/adjacency.hpp"

namespace nonmun::plan {
namespace {

constexpr std::size_t kMaxForms = 6;  ///< ways of writing a pair of neighbours

}  // namespace

std::vector<Node> adjacent_pairs(const std::vector<Word>& sequence, const Weights& weights) {
  std::vector<Node> pairs;
  for (std::size_t i = 0; i + 1 < sequence.size(); ++i) {
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

}  // namespace nonmun::plan
