#include "searcher/dead_end.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/match/xapian_matcher.hpp"
#include "searcher/search.hpp"
#include "searcher/snapshot.hpp"
#include "tests/support/collection.hpp"

namespace nonmun {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Counts searches of papers.
class CountingMatcher : public match::Matcher {
 public:
  explicit CountingMatcher(match::Matcher& matcher) : matcher_(matcher) {}
  match::Matches match(const plan::Node& query, const match::Wanted& wanted) override {
    ++matches;
    return matcher_.match(query, wanted);
  }
  int matches = 0;

 private:
  match::Matcher& matcher_;
};

class DeadEndTest : public testing::Test {
 protected:
  DeadEndTest() {
    std::vector<paper::Paper> papers;
    const std::vector<std::string> texts = {"확산 비디오 잡음", "확산 비디오", "비디오 로봇 정책",
                                            "로봇 정책 제어",   "로봇 제어",   "transformer 번역"};
    for (std::size_t i = 0; i < texts.size(); ++i) {
      paper::Paper paper;
      paper.id = fmt::format("2401.{:05}", i + 1);
      paper.listed = {fmt::format("2024-0{}-01", i + 1)};
      paper.title = fmt::format("논문 {}", i);
      paper.votes = static_cast<std::int64_t>(10 * i);
      paper.sections = {{paper::SectionKind::body, "", texts[i]}};
      papers.push_back(paper);
    }
    property::update(folder_ / "index", {folder_.write("a.jsonl", property::jsonl(papers))});
    const index::IndexPaths index(folder_ / "index");
    snapshot_ = std::make_unique<Snapshot>(index, *index::read_pointer(index));
  }

  Results search(const std::string& query, const SearchOptions& options = {}) {
    const Snapshot::Lease worker = snapshot_->lease();
    match::XapianMatcher matcher(worker->documents.database(), snapshot_->votes());
    CountingMatcher counting(matcher);
    Results results = nonmun::search(source_of(*snapshot_, *worker), counting, query, options);
    matches_ = counting.matches;
    return results;
  }

  /// "papers why: query" of each suggestion.
  std::vector<std::string> suggested(const std::string& query, const SearchOptions& options = {}) {
    std::vector<std::string> lines;
    for (const Suggestion& it : search(query, options).suggestions) {
      lines.push_back(fmt::format("{} {}: {}", it.papers, it.why, it.query));
    }
    return lines;
  }

  testing_support::Folder folder_;
  std::unique_ptr<Snapshot> snapshot_;
  int matches_ = 0;
};

TEST_F(DeadEndTest, NoneWhereAPaperHoldsAllWords) {
  EXPECT_THAT(suggested("확산 비디오"), IsEmpty());
  EXPECT_THAT(suggested("로봇 -확산"), IsEmpty());
  const int matches = matches_;
  EXPECT_THAT(suggested("로봇 -zyzzyva"), IsEmpty());
  EXPECT_EQ(matches_, matches);
}

TEST_F(DeadEndTest, WordsThatPapersHoldTogether) {
  EXPECT_THAT(suggested("확산 비디오 로봇"),
              ElementsAre("2 without \"로봇\": 확산 비디오", "1 without \"확산\": 비디오 로봇"));
  EXPECT_THAT(suggested("잡음 제어 \"로봇 정책\""),
              ElementsAre("1 without \"잡음\": 제어 \"로봇 정책\""));
  EXPECT_THAT(suggested("확산 zyzzyva qwrtp"),
              ElementsAre("2 without \"zyzzyva\" and \"qwrtp\": 확산"));
  EXPECT_THAT(suggested("확산 zyzzyva +비디오 -잡음"),
              ElementsAre("1 without \"zyzzyva\": 확산 +비디오 -잡음"));
}

TEST_F(DeadEndTest, OfManyWordsNone) {
  EXPECT_THAT(suggested("a b c d e f g h 확산"), IsEmpty());
}

TEST_F(DeadEndTest, WhatIsRequired) {
  EXPECT_THAT(suggested("확산 AND 제어"),
              ElementsAre("2 without 확산: 제어", "2 without 제어: 확산"));
  EXPECT_THAT(suggested("+zyzzyva 확산"), ElementsAre("2 without zyzzyva: 확산"));
  EXPECT_THAT(suggested("\"비디오 확산\" 로봇"),
              ElementsAre("5 with the words of \"비디오 확산\" anywhere: 비디오 확산 로봇",
                          "3 without \"비디오 확산\": 로봇"));
}

TEST_F(DeadEndTest, Conditions) {
  EXPECT_THAT(suggested("확산 date:2023"), ElementsAre("2 on any date: 확산"));
  EXPECT_THAT(suggested("확산 votes:90.."), ElementsAre("2 with any number of votes: 확산"));
  EXPECT_THAT(suggested("확산 title:zyzzyva"), ElementsAre("2 without title:zyzzyva: 확산"));
  EXPECT_THAT(suggested("확산 -비디오"), ElementsAre("2 without excluding 비디오: 확산"));
  EXPECT_THAT(suggested("로봇 AND (제어 date:2023)"),
              ElementsAre("3 without 제어 date:2023: 로봇", "2 on any date: 로봇 AND 제어"));
  // 비디오 로봇 are together in March only.
  EXPECT_THAT(
      suggested("비디오 로봇 date:2024-04.."),
      ElementsAre("2 without \"비디오\": 로봇 date:2024-04..", "1 on any date: 비디오 로봇"));
  EXPECT_THAT(suggested("date:2023 확산 votes:90.."), IsEmpty()) << "no one change is enough";
}

TEST_F(DeadEndTest, ConditionsAloneAreNoAnswerToWords) {
  EXPECT_THAT(suggested("zyzzyva date:2024"), IsEmpty());
  EXPECT_THAT(suggested("date:2023 title:논문"), ElementsAre("6 on any date: title:논문"));
}

TEST_F(DeadEndTest, Options) {
  SearchOptions options;
  options.since = "2025";
  EXPECT_THAT(suggested("확산", options), ElementsAre("2 on any date, without since: 확산"));
  options.until = "2026";
  EXPECT_THAT(suggested("확산", options),
              ElementsAre("2 on any date, without since and until: 확산"));
  options = {};
  options.min_votes = 1000;
  EXPECT_THAT(suggested("확산", options),
              ElementsAre("2 with any number of votes, without min-votes: 확산"));
}

TEST_F(DeadEndTest, Corrections) {
  EXPECT_THAT(suggested("title:번역 \"transfomer 번역\""), IsEmpty());
  EXPECT_THAT(suggested("\"transfomer 번역\""),
              testing::Contains("1 with the spelling corrected: \"transformer 번역\""));
  const Results corrected = search("transfomer");
  EXPECT_THAT(corrected.notes, ElementsAre("no paper has transfomer; showing transformer"));
  EXPECT_EQ(corrected.did_you_mean, std::nullopt);
  EXPECT_THAT(corrected.suggestions, IsEmpty());
}

/// What is said holds for any query, and the work has a bound.
TEST_F(DeadEndTest, FindWhatTheySay) {
  property::Random random(5);
  const std::vector<std::string> words = {"확산", "비디오", "잡음", "로봇",
                                          "정책", "제어",   "번역", "zyzzyva"};
  const std::vector<std::string> others = {
      "-로봇",      "date:2024-02..", "votes:20..",  "\"확산 로봇\"", "+정책",
      "title:논문", "date:2023",      "-\"제어 a\"", "+(번역)",       "author:Kim"};
  std::size_t seen = 0;
  for (int i = 0; i < 400; ++i) {
    std::string query;
    for (std::size_t n = property::below(random, 5) + 1; n > 0; --n) {
      query += property::pick(random, words) + (property::below(random, 6) == 0 ? " AND " : " ");
    }
    query += property::pick(random, words);
    for (std::size_t n = property::below(random, 3); n > 0; --n) {
      query += " " + property::pick(random, others);
    }
    // Neighbours count as one word in ways that the others may not.
    SearchOptions options;
    options.without = {"spacing", "aliases"};
    const Results results = search(query, options);
    EXPECT_LE(matches_, 60) << query;
    EXPECT_LE(results.suggestions.size(), 3U);
    if (results.found_all > 0) {
      EXPECT_THAT(results.suggestions, IsEmpty()) << query;
    }
    for (const Suggestion& it : results.suggestions) {
      ++seen;
      const Results changed = search(it.query, options);
      EXPECT_EQ(results.found > 0 ? changed.found_all : changed.found, it.papers)
          << query << " " << it.why << ": " << it.query;
    }
  }
  EXPECT_GT(seen, 200U);
}

}  // namespace
}  // namespace nonmun
