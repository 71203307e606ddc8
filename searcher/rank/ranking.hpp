#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <nonmun/results.hpp>
#include <string>
#include <vector>

#include "indexer/index/votes.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/rank/prior.hpp"

namespace nonmun::rank {

struct RankedDocument {
  match::Document document;
  double score = 0;
  ScoreParts parts;
  bool pinned = false;
};

struct Page {
  std::size_t offset = 0;
  std::size_t limit = 10;
};

/// What the papers of a page are ordered by.
enum class Order : std::uint8_t {
  score,  ///< highest first
  votes,  ///< most first, unknown last
  date,   ///< newest first
};

/// The sort key of a document: sort_key() of its paper.
using SortKeys = std::function<std::string(const match::Document&)>;

/// Scores all matches, which are in ascending order of documents, and returns a page of them:
///   score = relevance * (1 + a * v/(v+k) + b * 2^(-age/h)), relevance = bm25 / top
/// with `top` the highest BM25 among the matches; where none has any, relevance is 1. Exactly the
/// page of the full ranking, for every match is scored: reordering the first hundred by BM25 goes
/// wrong for a quarter of all queries. What is equal by the order is ordered by newer day, then id.
/// @param pinned documents that come before all others in the order of scores, ascending; those
/// that
///        are no matches are added
std::vector<RankedDocument> rank(const match::Matches& matches,
                                 const std::vector<match::Match>& pinned,
                                 const index::VoteTable& votes, const Prior& prior, Order order,
                                 const Page& page, const SortKeys& sort_keys);

}  // namespace nonmun::rank
