#include "searcher/rank/ranking.hpp"

#include <algorithm>

#include "indexer/format/fields.hpp"
#include "indexer/format/record.hpp"

namespace nonmun::rank {
namespace {

/// Up to this many papers every match is counted; beyond it a bound must do.
constexpr Xapian::doccount kCountExactly = 200'000;

}  // namespace

Xapian::BM25Weight bm25() {
  // k1 and b of Robertson & Zaragoza 2009, the best of a grid on the judged queries; no query
  // frequency part, no lower limit on document length beyond Xapian's default.
  return {1.2, 0, 1, 0.75, 0.5};
}

Ranking rank(const Xapian::Database& database, const VoteTable& votes, const Xapian::Query& query,
             bool has_text, const Prior& prior, const Page& page) {
  Ranking ranking;
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(bm25());
  if (has_text) {
    enquire.set_query(query);
    // Every match is weighed: with fewer, Xapian turns parts of the query into others on the way.
    ranking.top = enquire.get_mset(0, 1, database.get_doccount()).get_max_attained();
  } else {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  }

  const VotesKeyMaker by_votes(votes);
  if (page.sort == Sort::votes || (page.sort == Sort::relevance && !has_text)) {
    enquire.set_sort_by_key_then_relevance(const_cast<VotesKeyMaker*>(&by_votes), false);
  } else if (page.sort == Sort::date) {
    enquire.set_sort_by_value_then_relevance(kSortSlot, false);
  } else {
    enquire.set_sort_by_relevance_then_value(kSortSlot, false);
  }
  Xapian::Query blended = query;
  // Text may find papers without giving any of them relevance ("absent OR date:2024").
  const double scale = ranking.top > 0 ? ranking.top : 1;
  if (has_text && !prior.is_zero()) {
    auto* source = new PriorSource(votes, prior, scale);
    blended = Xapian::Query(Xapian::Query::OP_AND_MAYBE, query, Xapian::Query(source->release()));
  }
  enquire.set_query(blended);
  const Xapian::MSet matches = enquire.get_mset(static_cast<Xapian::doccount>(page.offset),
                                                static_cast<Xapian::doccount>(page.limit),
                                                std::min(database.get_doccount(), kCountExactly));
  ranking.found = matches.get_matches_estimated();
  ranking.found_exact = matches.get_matches_lower_bound() == matches.get_matches_upper_bound();
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    RankedDocument document;
    document.docid = *match;
    document.parts.votes = prior.votes(votes.votes(*match));
    if (prior.recency_weight != 0) {
      document.parts.recency =
          prior.recency(day_of_sort_key(match.get_document().get_value(kSortSlot)));
    }
    const double rest = document.parts.votes + document.parts.recency;
    if (ranking.top > 0) {
      document.score = match.get_weight() / ranking.top;
      document.parts.relevance = std::max(0.0, document.score - rest);
    } else {
      document.score = rest;
    }
    ranking.documents.push_back(document);
  }
  return ranking;
}

}  // namespace nonmun::rank
