#include "searcher/rank/ranking.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "indexer/paper/day.hpp"
#include "indexer/paper/record.hpp"
#include "tests/unit/searcher/rank/fake_space.hpp"

namespace nonmun::rank {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RankingTest : public testing::Test {
 protected:
  /// A match of the next document.
  void add(double bm25, std::int32_t votes, const std::string& day) {
    const auto docid = static_cast<std::uint32_t>(matches_.list.size() + 1);
    matches_.list.push_back({{docid}, bm25});
    matches_.top = std::max(matches_.top, bm25);
    votes_.resize(docid);
    votes_.at(docid).votes = votes;
    paper::Paper paper;
    paper.id = "2401." + std::to_string(10000 + docid);
    paper.listed = {day};
    keys_.push_back(paper::sort_key(paper));
  }

  std::vector<RankedDocument> rank(Order order = Order::score, Page page = {0, 100}) {
    return rank::rank(
        matches_, pinned_, index::VoteCounts(votes_), prior_, order, page,
        [&](const match::Document& document) {
          ++keys_read_;
          return keys_[document.docid - 1];
        },
        similarity_);
  }

  std::vector<std::uint32_t> order(Order order = Order::score, Page page = {0, 100}) {
    std::vector<std::uint32_t> docids;
    for (const RankedDocument& it : rank(order, page)) docids.push_back(it.document.docid);
    return docids;
  }

  match::Matches matches_;
  std::vector<match::Match> pinned_;
  index::VoteTable votes_;
  Prior prior_{0.5, 0, 100, paper::Day::parse("2024-06-01")->since_epoch()};
  std::vector<std::string> keys_;
  std::size_t keys_read_ = 0;
  const Similarity* similarity_ = nullptr;
};

TEST_F(RankingTest, ScoreIsRelevanceAndPrior) {
  add(4, 8, "2024-02-22");
  add(2, index::VoteTable::kUnknown, "2024-06-01");
  prior_.recency_weight = 0.4;
  const std::vector<RankedDocument> ranked = rank();
  ASSERT_EQ(ranked.size(), 2U);
  const RankedDocument& first = ranked.front();
  EXPECT_DOUBLE_EQ(first.parts().bm25, 1);
  EXPECT_DOUBLE_EQ(first.parts().votes, 0.25);
  EXPECT_DOUBLE_EQ(first.parts().recency, 0.2);
  EXPECT_DOUBLE_EQ(first.score(), 1.45);
  EXPECT_DOUBLE_EQ(ranked[1].parts().bm25, 0.5);
  EXPECT_DOUBLE_EQ(ranked[1].parts().votes, 0);
  EXPECT_DOUBLE_EQ(ranked[1].parts().recency, 0.2);
  EXPECT_DOUBLE_EQ(ranked[1].score(), 0.7);
}

TEST_F(RankingTest, VotesMayOvertake) {
  add(4, 0, "2024-01-01");
  add(3.9, 50, "2024-01-01");
  EXPECT_THAT(order(), ElementsAre(2, 1));
  prior_.votes_weight = 0;
  EXPECT_THAT(order(), ElementsAre(1, 2));
}

TEST_F(RankingTest, EqualScoresNewestFirstThenById) {
  add(1, 0, "2024-01-01");
  add(1, 0, "2024-03-01");
  add(1, 0, "2024-01-01");
  add(2, 0, "2023-01-01");
  EXPECT_THAT(order(), ElementsAre(4, 2, 1, 3));
}

TEST_F(RankingTest, SortKeysAreReadOnlyWhereNeeded) {
  for (int i = 0; i < 50; ++i) add(i, 0, "2024-01-01");
  rank(Order::score, {0, 10});
  EXPECT_EQ(keys_read_, 0U);
  prior_.recency_weight = 1;
  rank(Order::score, {0, 10});
  EXPECT_EQ(keys_read_, 50U);
}

TEST_F(RankingTest, ByVotesUnknownLast) {
  add(3, 0, "2024-01-01");
  add(2, index::VoteTable::kUnknown, "2024-01-01");
  add(1, 7, "2024-01-01");
  add(0, 0, "2024-02-01");
  EXPECT_THAT(order(Order::votes), ElementsAre(3, 4, 1, 2));
}

TEST_F(RankingTest, ByDate) {
  add(3, 9, "2024-01-01");
  add(2, 0, "2024-03-01");
  add(1, 7, "2024-01-01");
  EXPECT_THAT(order(Order::date), ElementsAre(2, 1, 3));
}

TEST_F(RankingTest, WithoutRelevance) {
  add(0, 3, "2024-01-01");
  add(0, 20, "2023-01-01");
  EXPECT_DOUBLE_EQ(rank().front().parts().bm25, 1) << "every match is as relevant as any other";
  EXPECT_THAT(order(), ElementsAre(2, 1)) << "votes order them then";
}

TEST_F(RankingTest, PinnedPapersComeFirst) {
  add(4, 100, "2024-01-01");
  add(1, 0, "2024-01-01");
  add(2, 0, "2024-01-01");
  pinned_ = {{{2}, 0}, {{3}, 0}};
  EXPECT_THAT(order(), ElementsAre(3, 2, 1));
  EXPECT_TRUE(rank()[1].pinned);
  EXPECT_FALSE(rank()[2].pinned);
  EXPECT_DOUBLE_EQ(rank()[1].parts().bm25, 0.25) << "a pin is no part of the score";
}

TEST_F(RankingTest, PinnedPapersNeedNotMatch) {
  for (const double bm25 : {1.0, 4.0, 2.0, 3.0}) add(bm25, 0, "2024-01-01");
  matches_.list.erase(matches_.list.begin() + 1);
  matches_.list.pop_back();
  pinned_ = {{{2}, 0}, {{4}, 0}};
  EXPECT_THAT(order(Order::score, {0, 2}), ElementsAre(2, 4));
  EXPECT_THAT(order(), ElementsAre(2, 4, 3, 1));
}

TEST_F(RankingTest, NoMatches) {
  EXPECT_THAT(order(), IsEmpty());
}

TEST_F(RankingTest, APageIsAPieceOfTheWhole) {
  std::mt19937 random(5);
  for (int i = 0; i < 200; ++i) {
    const auto bm25 = static_cast<double>(random() % 5);
    const auto votes = static_cast<std::int32_t>(random() % 4) - 1;
    add(bm25, votes, random() % 2 == 0 ? "2024-01-01" : "2024-02-01");
  }
  for (const Order by : {Order::score, Order::votes, Order::date}) {
    const std::vector<std::uint32_t> whole = order(by, {0, 1000});
    ASSERT_EQ(whole.size(), 200U);
    for (const Page page : {Page{0, 0}, Page{0, 1}, Page{0, 10}, Page{7, 10}, Page{195, 10},
                            Page{200, 10}, Page{500, 5}}) {
      const std::size_t begin = std::min(page.offset, whole.size());
      const std::size_t end = std::min(begin + page.limit, whole.size());
      const std::vector<std::uint32_t> expected(whole.begin() + static_cast<std::ptrdiff_t>(begin),
                                                whole.begin() + static_cast<std::ptrdiff_t>(end));
      EXPECT_EQ(order(by, page), expected) << page.offset << ", " << page.limit;
    }
  }
}

TEST_F(RankingTest, SimilarityIsAddedToRelevance) {
  add(4, 0, "2024-01-01");
  add(3, 0, "2024-01-01");
  add(0, 0, "2024-01-01");
  const FakeSpace space({{0, 1}, {1, 0}, {1, 0}});
  const Similarity similarity = space.similarity_to({{"x", {{1, {"x"}}}}}, 0.4);
  similarity_ = &similarity;
  const std::vector<RankedDocument> ranked = rank();
  EXPECT_EQ(ranked[0].document.docid, 2U);
  EXPECT_NEAR(ranked[0].parts().similarity, 0.4, 1e-9);
  EXPECT_NEAR(ranked[0].score(), 1.15, 1e-9);
  EXPECT_EQ(ranked[2].parts().similarity, 0) << "without a word of the query";
  for (const Order by : {Order::votes, Order::date}) {
    for (const RankedDocument& it : rank(by)) {
      EXPECT_NEAR(it.parts().similarity, it.document.docid == 2 ? 0.4 : 0, 1e-9);
      EXPECT_NEAR(it.score(), it.parts().bm25 + it.parts().similarity + it.parts().votes, 1e-12);
    }
  }
}

// Papers that the bound rules out are not looked up; the rest must be as if all had been.
TEST_F(RankingTest, APageIsAPieceOfTheWholeWithSimilarity) {
  std::mt19937 random(9);
  std::vector<std::vector<std::int8_t>> papers;
  for (int i = 0; i < 300; ++i) {
    add(static_cast<double>(random() % 9), static_cast<std::int32_t>(random() % 4) - 1,
        random() % 2 == 0 ? "2024-01-01" : "2024-02-01");
    papers.push_back(
        {static_cast<std::int8_t>(random() % 5 - 1), static_cast<std::int8_t>(random() % 4)});
  }
  const FakeSpace space(papers);
  for (const double weight : {0.01, 0.4, 100.0}) {
    const Similarity similarity = space.similarity_to({{"x", {{1, {"x"}}}}}, weight);
    similarity_ = &similarity;
    const std::vector<std::uint32_t> whole = order(Order::score, {0, 1000});
    ASSERT_EQ(whole.size(), 300U);
    for (std::size_t limit = 1; limit < 300; limit += 7) {
      EXPECT_EQ(order(Order::score, {0, limit}),
                std::vector<std::uint32_t>(whole.begin(),
                                           whole.begin() + static_cast<std::ptrdiff_t>(limit)))
          << weight << ", " << limit;
    }
  }
}

}  // namespace
}  // namespace nonmun::rank
