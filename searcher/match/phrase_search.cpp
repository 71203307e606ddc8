#include "searcher/match/phrase_search.hpp"

#include <fmt/format.h>

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
  auto* source = new FoundSource(collect(enquire, database_, check_),
                                 fmt::format("{}", fmt::join(terms, " ")));
  return Xapian::Query(source->release());
}

}  // namespace nonmun::match
