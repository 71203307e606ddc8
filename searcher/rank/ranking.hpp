#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <nonmun/results.hpp>
#include <vector>

#include "indexer/index/votes.hpp"
#include "searcher/rank/prior.hpp"

namespace nonmun::rank {

struct RankedDocument {
  Xapian::docid docid = 0;
  double score = 0;
  ScoreParts parts;
};

struct Ranking {
  std::vector<RankedDocument> documents;  ///< of the page
  std::uint64_t found = 0;
  bool found_exact = true;
  double top = 0;  ///< the greatest BM25 of the query
};

struct Page {
  std::size_t offset = 0;
  std::size_t limit = 10;
  Sort sort = Sort::relevance;
};

/// BM25 with the parameters of every search.
Xapian::BM25Weight bm25();

/// Ranks all matching documents and returns a page of them:
///   score = bm25 / top + a * v/(v+k) + b * 2^(-age/h)
/// with `top` the greatest BM25 among the matching documents. Exactly the page of the full ranking,
/// for every match is scored: reordering the first hundred by BM25 goes wrong for a quarter of all
/// queries. Equal scores are ordered by newer day, then id. Without text there is no relevance:
/// most votes first.
Ranking rank(const Xapian::Database& database, const VoteTable& votes, const Xapian::Query& query,
             bool has_text, const Prior& prior, const Page& page);

}  // namespace nonmun::rank
