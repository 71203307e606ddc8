#include "searcher/match/phrase_search.hpp"

#include <fmt/format.h>

#include <utility>

#include "indexer/index/fields.hpp"
#include "searcher/match/bm25.hpp"
#include "searcher/match/sources.hpp"

namespace nonmun::match {

std::vector<Found> with_phrase(const Xapian::Database& database, std::vector<Found> documents,
                               PhraseWords words) {
  if (documents.empty()) return documents;
  auto at = database.valuestream_begin(index::kForwardSlot);
  const auto end = database.valuestream_end(index::kForwardSlot);
  std::erase_if(documents, [&](const Found& it) {
    if (at != end) at.skip_to(it.docid);
    if (at == end || at.get_docid() != it.docid) return true;
    const std::string record = *at;
    return !words.holds(index::ForwardRecord(record));
  });
  return documents;
}

void PhraseSearch::find(const plan::Node& plan) {
  if (plan.op == plan::Op::phrase || plan.op == plan::Op::near) {
    Key key = key_of(plan);
    if (!found_.contains(key)) found_.emplace(std::move(key), run(plan));
  }
  for (const plan::Node& child : plan.children) find(child);
}

PhraseSearch::Key PhraseSearch::key_of(const plan::Node& node) {
  return {node.op, node.gap, prefixed_terms(node)};
}

Xapian::Query PhraseSearch::run(const plan::Node& node) const {
  const std::vector<std::string> terms = prefixed_terms(node);
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(bm25());
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end()));
  auto* source = new FoundSource(
      with_phrase(database_, collect(enquire, database_, check_), PhraseWords(node)),
      fmt::format("{}", fmt::join(terms, " ")));
  return Xapian::Query(source->release());
}

}  // namespace nonmun::match
