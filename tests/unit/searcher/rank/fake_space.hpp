#pragma once

#include "searcher/rank/similarity.hpp"
#include "tests/support/folder.hpp"

namespace nonmun::rank {

/// A space of similarity with the words "x" and "y" on axes of their own, "xy" between them, and
/// papers anywhere.
class FakeSpace {
 public:
  explicit FakeSpace(const std::vector<std::vector<std::int8_t>>& papers)
      : terms_(index::SimilarityTerms::encode(
            2, {{"x", 2, {127, 0}}, {"xy", 1, {100, 100}}, {"y", 1, {0, 127}}})),
        papers_(folder_.write("papers", bytes_of(papers))) {}

  Similarity similarity_to(const std::vector<plan::SimilarityWord>& words, double weight) const {
    return {terms_, papers_, words, weight};
  }

 private:
  static std::string bytes_of(const std::vector<std::vector<std::int8_t>>& papers) {
    std::string bytes =
        index::SimilarityPapers::encode_header(2, static_cast<std::uint32_t>(papers.size()));
    for (const auto& paper : papers) {
      bytes.append(reinterpret_cast<const char*>(paper.data()), paper.size());
    }
    return bytes;
  }

  testing_support::Folder folder_;
  index::SimilarityTerms terms_;
  index::SimilarityPapers papers_;
};

}  // namespace nonmun::rank
