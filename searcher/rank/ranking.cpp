#include "searcher/rank/ranking.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "indexer/paper/record.hpp"

namespace nonmun::rank {
namespace {

using Documents = std::vector<RankedDocument>;

RankedDocument score(const match::Match& match, double top, const index::VoteCounts& votes,
                     const Prior& prior, const SortKeys& sort_keys) {
  RankedDocument document;
  document.document = match.document;
  // Text may find papers without giving any of them relevance ("absent OR date:2024").
  document.bm25 = top > 0 ? match.bm25 / top : 1;
  document.votes = prior.votes(votes.votes(match.document.docid));
  if (prior.recency_weight != 0) {
    document.recency = prior.recency(paper::day_of_sort_key(sort_keys(match.document)));
  }
  return document;
}

/// Leaves out documents that are not among the best `keep` even with the highest similarity.
void prune(Documents& documents, std::size_t keep, double bound) {
  if (keep == 0 || keep >= documents.size()) return;
  std::vector<double> scores;
  scores.reserve(documents.size());
  for (const RankedDocument& document : documents) scores.push_back(document.score());
  const auto last = scores.begin() + static_cast<std::ptrdiff_t>(keep) - 1;
  std::nth_element(scores.begin(), last, scores.end(), std::greater<>());
  std::erase_if(documents, [&, min = *last](RankedDocument document) {
    if (document.pinned) return false;
    if (document.bm25 > 0) document.similarity = bound;
    return document.score() < min;
  });
}

void add_similarity(Documents& documents, const Similarity& similarity) {
  for (RankedDocument& document : documents) {
    if (document.bm25 > 0) document.similarity = similarity.of(document.document.docid);
  }
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

DocumentScoring::DocumentScoring(const index::VoteCounts& votes, const Prior& prior,
                                 const SortKeys& sort_keys, const Similarity* similarity)
    : votes_(votes), prior_(prior), sort_keys_(sort_keys), similarity_(similarity) {
  for (std::size_t i = 0; i < few_votes_.size(); ++i) {
    few_votes_[i] = prior.votes(static_cast<std::int32_t>(i));
  }
}

double DocumentScoring::votes_part(std::uint32_t docid) const {
  const std::int32_t votes = votes_.votes(docid);
  const bool is_few = votes >= 0 && static_cast<std::size_t>(votes) < few_votes_.size();
  return is_few ? few_votes_[static_cast<std::size_t>(votes)] : prior_.votes(votes);
}

double DocumentScoring::factor(const match::Document& document) const {
  double recency = 0;
  if (prior_.recency_weight != 0) {
    recency = prior_.recency(paper::day_of_sort_key(sort_keys_(document)));
  }
  return 1 + votes_part(document.docid) + recency;
}

double DocumentScoring::bonus(const match::Document& document) const {
  return similarity_ != nullptr ? similarity_->of(document.docid) : 0;
}

void DocumentScoring::prefetch(const match::Document& document) const {
  if (similarity_ != nullptr) similarity_->prefetch(document.docid);
}

std::vector<RankedDocument> rank(const match::Matches& matches,
                                 const std::vector<match::Match>& pinned,
                                 const index::VoteCounts& votes, const Prior& prior, Order order,
                                 const Page& page, const SortKeys& sort_keys,
                                 const Similarity* similarity) {
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
      if (similarity != nullptr) {
        prune(documents, keep, similarity->bound());
        add_similarity(documents, *similarity);
      }
      keep_best(
          documents, keep, [](const auto& d) { return std::pair(d.pinned, d.score()); }, sort_keys);
      break;
    case Order::votes:
      keep_best(
          documents, keep, [&](const auto& d) { return votes.votes(d.document.docid); }, sort_keys);
      break;
    case Order::trend:
      for (RankedDocument& document : documents) {
        document.trend = prior.trend(votes.votes(document.document.docid),
                                     paper::day_of_sort_key(sort_keys(document.document)));
      }
      keep_best(
          documents, keep, [](const auto& d) { return d.trend; }, sort_keys);
      break;
    case Order::date:
      keep_best(
          documents, keep, [](const auto&) { return 0; }, sort_keys);
      break;
  }
  const auto skipped = static_cast<std::ptrdiff_t>(std::min(page.offset, documents.size()));
  documents.erase(documents.begin(), documents.begin() + skipped);
  if (similarity != nullptr && order != Order::score) add_similarity(documents, *similarity);
  return documents;
}

}  // namespace nonmun::rank
