#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <nonmun/results.hpp>
#include <string>
#include <vector>

#include "indexer/index/votes.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/match/scoring.hpp"
#include "searcher/rank/prior.hpp"
#include "searcher/rank/similarity.hpp"

namespace nonmun::rank {

struct RankedDocument {
  match::Document document;
  double bm25 = 0;        ///< over the highest of the query
  double similarity = 0;  ///< in content
  double votes = 0;       ///< what votes multiply relevance by, less 1
  double recency = 0;     ///< what recency multiplies relevance by, less 1
  double trend = 0;       ///< only in Order::trending
  bool pinned = false;

  double relevance() const { return bm25 + similarity; }
  double score() const { return relevance() * (1 + votes + recency); }
  /// The addends of the score.
  ScoreParts parts() const {
    return {bm25, similarity, relevance() * votes, relevance() * recency};
  }
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
  trend,  ///< Prior::trend, highest first
};

/// The sort key of a document: sort_key() of its paper.
using SortKeys = std::function<std::string(const match::Document&)>;

/// The formula of rank() in the order of scores, as a matcher needs it.
class DocumentScoring : public match::Scoring {
 public:
  /// All must outlive the object.
  /// @param similarity null: none
  DocumentScoring(const index::VoteCounts& votes, const Prior& prior, const SortKeys& sort_keys,
                  const Similarity* similarity);

  double factor(const match::Document& document) const override;
  double max_factor() const override { return 1 + prior_.votes_weight + prior_.recency_weight; }
  double bonus(const match::Document& document) const override;
  void prefetch(const match::Document& document) const override;
  double max_bonus() const override { return similarity_ != nullptr ? similarity_->bound() : 0; }

 private:
  /// Most papers have fewer votes.
  static constexpr std::size_t kFewVotes = 128;

  double votes_part(std::uint32_t docid) const;

  const index::VoteCounts& votes_;
  const Prior& prior_;
  const SortKeys& sort_keys_;
  const Similarity* similarity_;
  std::array<double, kFewVotes> few_votes_{};  ///< what so many votes add
};

/// Scores all matches, which are in ascending order of documents, and returns a page of them:
///   score = relevance * (1 + a * v/(v+k) + b * 2^(-age/h)), relevance = bm25 / top + similarity
/// with `top` the highest BM25 among the matches; where none has any, bm25 / top is 1. Papers
/// without BM25 have no similarity. Exactly the page of the full ranking: reordering the first
/// hundred by BM25 goes wrong for a quarter of all queries. So every match is scored but for
/// similarity, which is left out only where even its bound could not bring a paper onto the page.
/// What is equal by the order is ordered by newer day, then id.
/// @param pinned documents that come before all others in the order of scores, ascending; those
///        that are no matches are added
/// @param similarity null: none
std::vector<RankedDocument> rank(const match::Matches& matches,
                                 const std::vector<match::Match>& pinned,
                                 const index::VoteCounts& votes, const Prior& prior, Order order,
                                 const Page& page, const SortKeys& sort_keys,
                                 const Similarity* similarity = nullptr);

}  // namespace nonmun::rank
