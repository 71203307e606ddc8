#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/index/similarity.hpp"
#include "searcher/plan/similarity.hpp"

namespace nonmun::rank {

/// How similar papers are in content to a query: weight * max(0, cos), the cosine of the angle
/// between the paper and the sum of the query's words in the space of similarity.
class Similarity {
 public:
  /// What a word adds. Those of a paper sum to its similarity; single ones may be negative.
  struct Share {
    std::string word;
    double value = 0;
  };

  /// `papers` must outlive the object.
  Similarity(const index::SimilarityTerms& terms, const index::SimilarityPapers& papers,
             const std::vector<plan::SimilarityWord>& words, double weight);

  /// How similar papers are to one of them.
  /// @param name of it, for people
  Similarity(const index::SimilarityPapers& papers, std::string name, index::Axes paper,
             double weight);

  /// The highest similarity that a paper can have; 0 when the space knows no word of the query.
  double bound() const { return words_.empty() ? 0 : weight_; }
  double weight() const { return weight_; }
  /// The words of the query that the space knows.
  std::vector<std::string> known_words() const;

  /// The similarity of a paper, 0 to bound().
  double of(std::uint32_t docid) const;
  /// Fetches what of() will read.
  void prefetch(std::uint32_t docid) const { papers_.prefetch(docid); }

  /// The similarity of a paper word by word, highest first; empty when it is 0.
  std::vector<Share> shares(std::uint32_t docid) const;

 private:
  struct Word {
    std::string word;
    std::array<std::int32_t, index::kMaxAxes> axes{};
  };

  double cosine(index::Axes paper) const;

  const index::SimilarityPapers& papers_;
  double weight_;
  std::vector<Word> words_;
  std::array<std::int16_t, index::kMaxAxes> axes_{};  ///< the sum of those of the words
  double length_ = 0;                                 ///< of the sum
};

}  // namespace nonmun::rank
