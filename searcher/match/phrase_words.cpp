#include "searcher/match/phrase_words.hpp"

#include <algorithm>
#include <utility>

#include "indexer/index/fields.hpp"

namespace nonmun::match {
namespace {

using Positions = std::vector<std::uint32_t>;

/// Whether each word can have a position of its own from `first` to `last`. Those with the fewest
/// choices choose first.
bool fit(const std::vector<Positions>& words, std::uint32_t first, std::uint32_t last) {
  Positions taken;
  for (const Positions& word : words) {
    auto at = std::lower_bound(word.begin(), word.end(), first);
    while (at != word.end() && std::find(taken.begin(), taken.end(), *at) != taken.end()) ++at;
    if (at == word.end() || *at > last) return false;
    taken.push_back(*at);
  }
  return true;
}

bool within(std::vector<Positions> words, std::uint32_t window) {
  std::sort(words.begin(), words.end(),
            [](const Positions& a, const Positions& b) { return a.size() < b.size(); });
  for (const Positions& word : words) {
    for (const std::uint32_t first : word) {
      if (fit(words, first, first + window - 1)) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<std::string> prefixed_terms(const plan::Node& node) {
  if (node.field == nullptr) return node.terms;
  std::vector<std::string> terms;
  for (const std::string& term : node.terms) {
    terms.push_back(std::string(node.field->prefix) + term);
  }
  return terms;
}

PhraseWords PhraseWords::of(const plan::Node& node) {
  using Place = index::ForwardRecord::Place;
  PhraseWords words;
  if (node.field != nullptr) {
    words.place = node.field->field == index::FieldId::author ? Place::authors : Place::title;
  }
  for (const std::string& term : node.terms) {
    words.hashes.push_back(index::ForwardRecord::term_hash(term));
  }
  words.in_order = node.op == plan::Op::phrase;
  words.window = static_cast<std::uint32_t>(node.terms.size() + node.gap);
  return words;
}

bool PhraseWords::holds(const index::ForwardRecord& record) const {
  if (in_order) return record.has_phrase(place, hashes);
  std::vector<Positions> words(hashes.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    record.positions(place, hashes[i], words[i]);
    if (words[i].empty()) return false;
  }
  return within(std::move(words), window);
}

}  // namespace nonmun::match
