#include "searcher/search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "searcher/match/xapian_matcher.hpp"
#include "tests/support/collection.hpp"

namespace nonmun {
namespace {

/// Counts what it passes on.
class CountingMatcher : public match::Matcher {
 public:
  explicit CountingMatcher(match::Matcher& matcher) : matcher_(matcher) {}

  match::Matches match(const plan::Node& query, const match::Wanted& wanted) override {
    if (wanted.documents != nullptr) {
      ++explained;
    } else if (wanted.scored) {
      ++scorings;
    }
    return matcher_.match(query, wanted);
  }

  int scorings = 0;   ///< of all matches of the query
  int explained = 0;  ///< components, among the papers of the page

 private:
  match::Matcher& matcher_;
};

class SearchTest : public testing::Test {
 protected:
  SearchTest() {
    property::Random random(7);
    property::update(
        folder_ / "index",
        {folder_.write("a.jsonl", property::jsonl(property::random_papers(random, 60)))});
    const index::IndexPaths index(folder_ / "index");
    snapshot_ = std::make_unique<Snapshot>(index, *index::read_pointer(index));
  }

  /// Searches; the counts are in scorings_ and explained_.
  Results search(const std::string& query, const SearchOptions& options = {}) {
    const Snapshot::Lease worker = snapshot_->lease();
    match::XapianMatcher matcher(worker->documents.database(), snapshot_->votes());
    CountingMatcher counting(matcher);
    Results results = nonmun::search(source_of(*snapshot_, *worker), counting, query, options);
    scorings_ = counting.scorings;
    explained_ = counting.explained;
    return results;
  }

  property::Folder folder_;
  std::unique_ptr<Snapshot> snapshot_;
  int scorings_ = 0;
  int explained_ = 0;
};

TEST_F(SearchTest, MatchesAreScoredOnce) {
  for (const std::string query :
       {"모델", "모델 학습 diffusion", "\"모델 학습\" video", "강화학습",
        "LLM AND (video OR 비디오)", "모델 votes:3.. -video", "difusion", "zyzzyva"}) {
    for (const Sort sort : {Sort::relevance, Sort::votes, Sort::date}) {
      SearchOptions options;
      options.sort = sort;
      options.since = "2023";
      search(query, options);
      EXPECT_EQ(scorings_, 1) << query;
      EXPECT_EQ(explained_, 0) << query;
    }
  }
}

TEST_F(SearchTest, ConditionsAloneAreMatchedOnce) {
  for (const std::string query : {"votes:3..", "date:2024 -video", "title:모델"}) {
    search(query);
    EXPECT_EQ(scorings_, 1) << query;
  }
}

TEST_F(SearchTest, ExplanationsLookAtThePageOnly) {
  SearchOptions options;
  options.explain = true;
  const Results results = search("모델 학습", options);
  EXPECT_EQ(scorings_, 1);
  EXPECT_GT(explained_, 2);
  ASSERT_FALSE(results.hits.empty());
  const double first = results.hits.front().score_parts.bm25;
  const auto sum = [](const Hit& hit) {
    double all = 0;
    for (const ScoreComponent& it : hit.explanation) all += it.bm25;
    return all;
  };
  for (const Hit& hit : results.hits) {
    EXPECT_NEAR(sum(hit) / sum(results.hits.front()), hit.score_parts.bm25 / first, 1e-9);
  }
}

/// An index of papers on two topics that share the word 모델.
class SimilarSearchTest : public SearchTest {
 protected:
  SimilarSearchTest() {
    std::vector<paper::Paper> papers;
    const std::vector<std::string> texts = {
        "확산 비디오 모델", "확산 비디오 잡음", "비디오 잡음 생성 모델", "생성 확산 잡음",
        "로봇 정책 모델",   "로봇 정책 제어",   "정책 제어 보상",        "제어 로봇 보상 모델"};
    for (std::size_t i = 0; i < texts.size(); ++i) {
      paper::Paper paper;
      paper.id = fmt::format("2401.{:05}", i + 1);
      paper.listed = {"2024-01-01"};
      paper.title = fmt::format("논문 {}", i);
      paper.sections = {{paper::SectionKind::body, "", texts[i]}};
      papers.push_back(paper);
    }
    property::update(folder_ / "similar", {folder_.write("b.jsonl", property::jsonl(papers))});
    const index::IndexPaths index(folder_ / "similar");
    snapshot_ = std::make_unique<Snapshot>(index, *index::read_pointer(index));
    options_.explain = true;
    options_.limit = 100;
  }

  static std::vector<std::string> ids(const Results& results) {
    std::vector<std::string> list;
    for (const Hit& hit : results.hits) list.push_back(hit.id);
    return list;
  }

  SearchOptions options_;
};

TEST_F(SimilarSearchTest, IsExplainedWordByWord) {
  const Results results = search("모델 비디오 OR 로봇 생성", options_);
  EXPECT_THAT(results.understood,
              testing::HasSubstr("\n+ 0.4 × similar in content to 모델, 비디오, 로봇, 생성  ["));
  ASSERT_FALSE(results.hits.empty());
  EXPECT_GT(results.hits.front().score_parts.similarity, 0);
  for (const Hit& hit : results.hits) {
    double sum = 0;
    for (const SimilarityShare& it : hit.similarity) sum += it.share;
    EXPECT_NEAR(sum, hit.score_parts.similarity, 1e-12);
    EXPECT_LE(hit.score_parts.similarity, 0.4);
  }
}

TEST_F(SimilarSearchTest, OrdersWhatIsFoundAndFindsNothingMore) {
  const Results with = search("모델 잡음", options_);
  options_.without = {"similarity"};
  const Results without = search("모델 잡음", options_);
  EXPECT_NE(ids(with), ids(without));
  EXPECT_THAT(ids(with), testing::UnorderedElementsAreArray(ids(without)));
  EXPECT_THAT(ids(with), testing::Not(testing::Contains("2401.00006"))) << "only words in common";
  for (const Hit& hit : without.hits) EXPECT_EQ(hit.score_parts.similarity, 0);
  options_.without = {};
  options_.weights = {{"similarity", 0}};
  EXPECT_EQ(ids(search("모델 잡음", options_)), ids(without));
}

// "absent OR date:2024" finds papers that hold no word of it.
TEST_F(SimilarSearchTest, PapersWithoutAWordOfTheQueryHaveNone) {
  for (const Hit& hit : search("비디오 OR date:2024", options_).hits) {
    EXPECT_EQ(hit.score_parts.similarity > 0, hit.score_parts.bm25 > 0) << hit.id;
  }
  for (const Hit& hit : search("date:2024", options_).hits) {
    EXPECT_EQ(hit.score_parts.similarity, 0);
  }
}

/// What is below an operator may have a condition of its own.
TEST_F(SimilarSearchTest, PapersWithAllWordsAreAmongThoseFound) {
  for (const auto& [query, found] :
       std::map<std::string, std::uint64_t>{{"(모델 -확산) AND 비디오", 1},
                                            {"모델 AND (비디오 -모델)", 0},
                                            {"로봇 AND 정책 -정책", 0},
                                            {"로봇 AND 정책 -제어", 1}}) {
    for (const Sort sort : {Sort::relevance, Sort::date}) {
      SearchOptions options;
      options.sort = sort;
      const Results results = search(query, options);
      EXPECT_EQ(results.found_all, found) << query;
      EXPECT_LE(results.found_all, results.found) << query;
    }
  }
}

TEST_F(SearchTest, LimitsArePartOfWhatWasSearchedFor) {
  SearchOptions options;
  options.explain = true;
  options.since = "2024";
  options.min_votes = 3;
  options.without = {"similarity"};
  EXPECT_EQ(search("모델", options).understood, "모델\nonly date: 2024-01-01..\nonly votes: 3..");
}

TEST_F(SearchTest, BadOptionsAreErrors) {
  const auto expect_error = [&](auto change) {
    SearchOptions options;
    change(options);
    EXPECT_THROW(search("모델", options), Error);
  };
  expect_error([](SearchOptions& o) { o.limit = kMaxLimit + 1; });
  expect_error([](SearchOptions& o) { o.offset = 100'000'001; });
  expect_error([](SearchOptions& o) { o.votes_weight = -1; });
  expect_error([](SearchOptions& o) { o.recency_weight = 1001; });
  expect_error([](SearchOptions& o) { o.half_life_days = 0; });
  expect_error([](SearchOptions& o) { o.as_of = "yesterday"; });
  expect_error([](SearchOptions& o) { o.since = "2024-13"; });
  expect_error([](SearchOptions& o) { o.without = {"no such mechanism"}; });
  EXPECT_THROW(search(std::string(8193, 'a')), Error);
  EXPECT_NO_THROW(search(std::string(8192, 'a')));
}

}  // namespace
}  // namespace nonmun
