#include "searcher/match/xapian_matcher.hpp"

#include <algorithm>
#include <utility>

#include "indexer/index/fields.hpp"
#include "searcher/match/bm25.hpp"
#include "searcher/match/collector.hpp"
#include "searcher/match/sources.hpp"
#include "searcher/match/xapian_query.hpp"

namespace nonmun::match {
namespace {

Xapian::Query only(const Xapian::Query& query, const std::vector<Document>& documents) {
  std::vector<Found> found;
  for (const Document& document : documents) found.push_back({document.docid, 0});
  auto* source = new FoundSource(std::move(found), "documents");
  return {Xapian::Query::OP_FILTER, query, Xapian::Query(source->release())};
}

}  // namespace

Matches XapianMatcher::match(const plan::Node& query, Wanted wanted) {
  phrases_.find(query);
  Xapian::Query translated = to_xapian(query, {database_, votes_, phrases_});
  if (wanted.documents != nullptr) translated = only(translated, *wanted.documents);
  Xapian::Enquire enquire(database_);
  enquire.set_query(translated);
  if (wanted.scored && plan::has_text(query)) {
    enquire.set_weighting_scheme(bm25());
  } else {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  }
  return wanted.count ? best(enquire, *wanted.count) : all(enquire);
}

Matches XapianMatcher::all(Xapian::Enquire& enquire) const {
  Matches matches;
  const std::vector<Found> found = collect(enquire, database_, check_);
  matches.list.reserve(found.size());
  for (const Found& it : found) {
    matches.list.push_back({{shard_, it.docid}, it.weight});
    matches.top = std::max(matches.top, it.weight);
  }
  return matches;
}

Matches XapianMatcher::best(Xapian::Enquire& enquire, std::size_t count) const {
  enquire.set_sort_by_relevance_then_value(index::kSortSlot, false);
  const Xapian::MSet set = enquire.get_mset(0, static_cast<Xapian::doccount>(count));
  Matches matches;
  matches.top = set.get_max_attained();
  for (auto it = set.begin(); it != set.end(); ++it) {
    matches.list.push_back({{shard_, *it}, it.get_weight()});
  }
  return matches;
}

}  // namespace nonmun::match
