#include "searcher/match/phrase_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "searcher/match/bm25.hpp"
#include "searcher/match/collector.hpp"
#include "searcher/match/sources.hpp"

namespace nonmun::match {

std::vector<std::string> prefixed_terms(const plan::Node& node) {
  if (node.field == nullptr) return node.terms;
  std::vector<std::string> terms;
  for (const std::string& term : node.terms) {
    terms.push_back(std::string(node.field->prefix) + term);
  }
  return terms;
}

void PhraseSearch::find(const plan::Node& plan) {
  if (plan.op == plan::Op::phrase || plan.op == plan::Op::near) {
    Key key = key_of(plan);
    if (!found_.contains(key)) found_.emplace(key, run(key));
  }
  for (const plan::Node& child : plan.children) find(child);
}

PhraseSearch::Key PhraseSearch::key_of(const plan::Node& node) {
  const auto size = static_cast<Xapian::termcount>(node.terms.size());
  if (node.op == plan::Op::phrase) return {Xapian::Query::OP_PHRASE, size, prefixed_terms(node)};
  const auto gap = static_cast<Xapian::termcount>(node.gap);
  return {Xapian::Query::OP_NEAR, size + gap, prefixed_terms(node)};
}

Xapian::Query PhraseSearch::run(const Key& key) const {
  const auto& [op, window, terms] = key;
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(bm25());
  enquire.set_query(Xapian::Query(op, terms.begin(), terms.end(), window));
  std::vector<Found> found = collect(enquire, database_, check_);
  // Xapian takes a term without positions, which a joined compound has, to stand anywhere.
  std::erase_if(found, [&](const Found& it) {
    return std::any_of(terms.begin(), terms.end(), [&](const std::string& term) {
      return database_.positionlist_begin(it.docid, term) ==
             database_.positionlist_end(it.docid, term);
    });
  });
  auto* source = new FoundSource(std::move(found), fmt::format("{}", fmt::join(terms, " ")));
  return Xapian::Query(source->release());
}

}  // namespace nonmun::match
