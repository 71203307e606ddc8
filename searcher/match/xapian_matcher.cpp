#include "searcher/match/xapian_matcher.hpp"

#include <algorithm>
#include <utility>

#include "searcher/match/bm25.hpp"
#include "searcher/match/collector.hpp"
#include "searcher/match/sources.hpp"
#include "searcher/match/xapian_query.hpp"
#include "searcher/plan/scope.hpp"

namespace nonmun::match {
namespace {

Xapian::Query only(const Xapian::Query& query, const std::vector<Document>& documents) {
  std::vector<Found> found;
  for (const Document& document : documents) found.push_back({document.docid, 0});
  auto* source = new FoundSource(std::move(found), "documents");
  return {Xapian::Query::OP_FILTER, query, Xapian::Query(source->release())};
}

}  // namespace

Matches XapianMatcher::match(const plan::Node& query, const Wanted& wanted) {
  phrases_.find(query);
  Exclusions exclusions;
  find_exclusions(query, exclusions);
  Xapian::Query translated = to_xapian(query, {database_, votes_, phrases_, exclusions});
  if (wanted.documents != nullptr) translated = only(translated, *wanted.documents);
  Xapian::Enquire enquire(database_);
  enquire.set_query(translated);
  if (wanted.scored && plan::has_text(query)) {
    enquire.set_weighting_scheme(bm25());
  } else {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  }
  // Xapian knows no bounds but its own: of contenders, all matches.
  Matches matches = all(enquire);
  matches.holding = count_holding(query, matches, wanted);
  return matches;
}

/// Inner ones first: the outer ones refer to them.
void XapianMatcher::find_exclusions(const plan::Node& query, Exclusions& found) const {
  for (const plan::Node& child : query.children) find_exclusions(child, found);
  if (query.op != plan::Op::without) return;
  for (std::size_t i = 1; i < query.children.size(); ++i) {
    const plan::Node& excluded = query.children[i];
    if (excluded.children.empty()) continue;
    Xapian::Enquire enquire(database_);
    enquire.set_query(to_xapian(excluded, {database_, votes_, phrases_, found}));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    auto* source = new FoundSource(collect(enquire, database_, check_), "excluded");
    found.emplace(&excluded, Xapian::Query(source->release()));
  }
}

Matches XapianMatcher::all(Xapian::Enquire& enquire) const {
  Matches matches;
  const std::vector<Found> found = collect(enquire, database_, check_);
  matches.list.reserve(found.size());
  for (const Found& it : found) {
    matches.list.push_back({{it.docid}, it.weight});
    matches.top = std::max(matches.top, it.weight);
  }
  matches.found = matches.list.size();
  return matches;
}

std::uint64_t XapianMatcher::count_holding(const plan::Node& query, const Matches& matches,
                                           const Wanted& wanted) {
  if (wanted.parts.empty()) return matches.found;
  std::vector<plan::Node> parts;
  for (const plan::Node* part : wanted.parts) parts.push_back(*part);
  const Matches holders = match(plan::holding(query, std::move(parts)), Wanted::unscored());
  return count_common(matches.list, holders.list);
}

}  // namespace nonmun::match
