#include "searcher/match/phrase_words.hpp"

#include <algorithm>
#include <utility>

#include "indexer/index/fields.hpp"

namespace nonmun::match {
std::vector<std::string> prefixed_terms(const plan::Node& node) {
  if (node.field == nullptr) return node.terms;
  std::vector<std::string> terms;
  for (const std::string& term : node.terms) {
    terms.push_back(std::string(node.field->prefix) + term);
  }
  return terms;
}

PhraseWords::PhraseWords(const plan::Node& node)
    : in_order_(node.op == plan::Op::phrase),
      window_(static_cast<std::uint32_t>(node.terms.size() + node.gap)),
      words_(node.terms.size()) {
  using Place = index::ForwardRecord::Place;
  if (node.field != nullptr) {
    place_ = node.field->field == index::FieldId::author ? Place::authors : Place::title;
  }
  for (const std::string& term : node.terms) {
    hashes_.push_back(index::ForwardRecord::term_hash(term));
  }
  find_pairs();
}

void PhraseWords::find_pairs() {
  using index::ForwardRecord;
  const bool are_neighbours = in_order_ || (place_ == ForwardRecord::Place::authors &&
                                            window_ - 1 <= ForwardRecord::kNameReach);
  if (!are_neighbours) return;
  for (std::size_t i = 1; i < hashes_.size(); ++i) {
    pairs_.push_back(index::NeighbourFilter::pair(place_, hashes_[i - 1], hashes_[i]));
  }
}

WindowSet PhraseWords::keep_possible(const index::NeighbourFilter& filter, std::uint32_t window,
                                     WindowSet& papers) const {
  // To look at the words of so few papers takes no longer.
  constexpr std::uint32_t kFew = 32;
  WindowSet certain;
  if (papers.size() <= kFew) return certain;
  for (const index::NeighbourFilter::Pair& pair : pairs_) {
    filter.keep(window, pair, papers.words(), certain.words());
  }
  const bool is_pair =
      in_order_ && hashes_.size() == 2 && place_ == index::ForwardRecord::Place::text;
  return is_pair ? certain : WindowSet();
}

bool PhraseWords::holds(const index::ForwardRecord& record) {
  if (in_order_) return record.has_phrase(place_, hashes_);
  for (Positions& word : words_) word.clear();
  record.positions(place_, hashes_, words_);
  if (std::any_of(words_.begin(), words_.end(), [](const auto& word) { return word.empty(); })) {
    return false;
  }
  return are_near();
}

bool PhraseWords::are_near() {
  std::sort(words_.begin(), words_.end(),
            [](const Positions& a, const Positions& b) { return a.size() < b.size(); });
  for (const Positions& word : words_) {
    for (const std::uint32_t first : word) {
      if (fit(first, first + window_ - 1)) return true;
    }
  }
  return false;
}

/// Whether each word can have a position of its own from `first` to `last`. Those with the fewest
/// choices choose first.
bool PhraseWords::fit(std::uint32_t first, std::uint32_t last) {
  taken_.clear();
  for (const Positions& word : words_) {
    auto at = std::lower_bound(word.begin(), word.end(), first);
    while (at != word.end() && std::find(taken_.begin(), taken_.end(), *at) != taken_.end()) ++at;
    if (at == word.end() || *at > last) return false;
    taken_.push_back(*at);
  }
  return true;
}

}  // namespace nonmun::match
