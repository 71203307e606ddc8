#include "searcher/rank/ranking.hpp"

#include <algorithm>
#include <utility>

#include "indexer/paper/record.hpp"

namespace nonmun::rank {
namespace {

using Documents = std::vector<RankedDocument>;

RankedDocument score(const match::Match& match, double top, const index::VoteTable& votes,
                     const Prior& prior, const SortKeys& sort_keys) {
  RankedDocument document;
  document.document = match.document;
  // Text may find papers without giving any of them relevance ("absent OR date:2024").
  document.parts.bm25 = top > 0 ? match.bm25 / top : 1;
  const double relevance = document.parts.bm25;
  document.parts.votes = relevance * prior.votes(votes.votes(match.document.docid));
  if (prior.recency_weight != 0) {
    const std::int64_t day = paper::day_of_sort_key(sort_keys(match.document));
    document.parts.recency = relevance * prior.recency(day);
  }
  document.score = document.parts.bm25 + document.parts.votes + document.parts.recency;
  return document;
}

/// Orders [from, to) by sort key, as far as `end`.
void order_by_key(Documents::iterator from, Documents::iterator to, Documents::iterator end,
                  const SortKeys& sort_keys) {
  std::vector<std::pair<std::string, RankedDocument>> keyed;
  for (auto at = from; at != to; ++at) keyed.emplace_back(sort_keys(at->document), *at);
  const auto middle = keyed.begin() + (std::min(to, end) - from);
  std::partial_sort(keyed.begin(), middle, keyed.end(),
                    [](const auto& a, const auto& b) { return a.first < b.first; });
  std::transform(keyed.begin(), middle, from, [](const auto& k) { return k.second; });
}

/// Keeps the first `keep` documents by value, highest first, then by sort key, which is read only
/// where values are equal.
template <class Value>
void keep_best(Documents& documents, std::size_t keep, Value value, const SortKeys& sort_keys) {
  if (keep == 0) documents.clear();
  const auto better = [&](const RankedDocument& a, const RankedDocument& b) {
    return value(a) > value(b);
  };
  if (keep < documents.size()) {
    const auto last = documents.begin() + static_cast<std::ptrdiff_t>(keep) - 1;
    std::nth_element(documents.begin(), last, documents.end(), better);
    std::erase_if(documents, [&, min = value(*last)](const auto& d) { return value(d) < min; });
  }
  std::sort(documents.begin(), documents.end(), better);
  keep = std::min(keep, documents.size());
  const auto end = documents.begin() + static_cast<std::ptrdiff_t>(keep);
  for (auto from = documents.begin(); from < end;) {
    const auto to = std::find_if(from, documents.end(),
                                 [&](const auto& d) { return value(d) != value(*from); });
    if (to - from > 1) order_by_key(from, to, end, sort_keys);
    from = to;
  }
  documents.resize(keep);
}

}  // namespace

std::vector<RankedDocument> rank(const match::Matches& matches,
                                 const std::vector<match::Match>& pinned,
                                 const index::VoteTable& votes, const Prior& prior, Order order,
                                 const Page& page, const SortKeys& sort_keys) {
  Documents documents;
  documents.reserve(matches.list.size() + pinned.size());
  auto pin = pinned.begin();
  const auto add = [&](const match::Match& match, bool is_pinned) {
    documents.push_back(score(match, matches.top, votes, prior, sort_keys));
    documents.back().pinned = is_pinned;
  };
  for (const match::Match& match : matches.list) {
    for (; pin != pinned.end() && pin->document < match.document; ++pin) add(*pin, true);
    const bool is_pinned = pin != pinned.end() && pin->document == match.document;
    if (is_pinned) ++pin;
    add(match, is_pinned);
  }
  for (; pin != pinned.end(); ++pin) add(*pin, true);
  const std::size_t keep = page.offset + page.limit;
  switch (order) {
    case Order::score:
      keep_best(
          documents, keep, [](const auto& d) { return std::pair(d.pinned, d.score); }, sort_keys);
      break;
    case Order::votes:
      keep_best(
          documents, keep, [&](const auto& d) { return votes.votes(d.document.docid); }, sort_keys);
      break;
    case Order::date:
      keep_best(
          documents, keep, [](const auto&) { return 0; }, sort_keys);
      break;
  }
  const auto skipped = static_cast<std::ptrdiff_t>(std::min(page.offset, documents.size()));
  documents.erase(documents.begin(), documents.begin() + skipped);
  return documents;
}

}  // namespace nonmun::rank
