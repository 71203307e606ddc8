#include <gtest/gtest.h>

#include <nonmun/update.hpp>

#include "tests/support/folder.hpp"

namespace nonmun {
namespace {

class RefreshVotesTest : public testing::Test {
 protected:
  RefreshVotesTest() {
    UpdateOptions update;
    update.index = options_.index = folder_ / "index";
    update.sources = {
        folder_.write("a.md", testing_support::digest("2024-02-19", {"2402.10001", "2402.10002"}))};
    update.jobs = 1;
    update_index(update);
    options_.warning = [this](const std::string& line) { warnings_.push_back(line); };
  }

  VotesReport refresh(const std::string& lines) {
    options_.source = folder_.write("votes.jsonl", lines);
    warnings_.clear();
    return refresh_votes(options_);
  }

  testing_support::Folder folder_;
  VotesOptions options_;
  std::vector<std::string> warnings_;
};

constexpr const char* kTwelve = R"({"schema":1,"id":"2402.10001","votes":12})";

TEST_F(RefreshVotesTest, CountsWhatChanged) {
  VotesReport report = refresh(kTwelve);
  EXPECT_TRUE(report.published);
  EXPECT_EQ(report.changed, 1U);
  const std::string generation = report.generation;
  report = refresh(std::string(kTwelve) + "\n" + R"({"schema":1,"id":"2402.99999","votes":1})");
  EXPECT_FALSE(report.published);
  EXPECT_EQ(report.generation, generation);
  EXPECT_EQ(report.unchanged, 1U);
  EXPECT_EQ(report.unknown, std::vector<std::string>{"2402.99999"});
}

TEST_F(RefreshVotesTest, AnOlderReadingChangesNothing) {
  refresh(R"({"schema":1,"id":"2402.10001","votes":12,"votes_at":"2024-03-02T00:00:00Z"})");
  const VotesReport report =
      refresh(R"({"schema":1,"id":"2402.10001","votes":9,"votes_at":"2024-03-01T00:00:00Z"})");
  EXPECT_EQ(report.changed, 0U);
  EXPECT_EQ(exported_votes(options_.index).at(0).votes, 12);
}

TEST_F(RefreshVotesTest, WhatIsLeftBehindIsNamedOnce) {
  refresh(kTwelve);
  EXPECT_TRUE(warnings_.empty());
  // It has a name like ours, but is not: nobody may remove it.
  folder_.write("index/generations/20240101T000000Z-abcd1234/file", "x");
  EXPECT_TRUE(refresh(R"({"schema":1,"id":"2402.10001","votes":13})").published);
  ASSERT_EQ(warnings_.size(), 1U);
  EXPECT_NE(warnings_[0].find("20240101T000000Z-abcd1234"), std::string::npos);
}

}  // namespace
}  // namespace nonmun
