#include "indexer/update/votes.hpp"

#include <gtest/gtest.h>

namespace nonmun::update {
namespace {

using Row = index::VoteTable::Row;

PaperChange change(const std::string& id, Xapian::docid docid, bool deleted = false) {
  return {id, docid, 0, deleted ? std::size_t{0} : std::size_t{1}};
}

TEST(NextVotes, UnchangedPapersKeepTheirs) {
  index::VoteTable old(2);
  old.at(1) = {7, 3, 100, true};
  old.at(2) = {4, 4, 0, false};
  const index::VoteTable next = next_votes(old, {}, {}, {2, 3, {}});
  EXPECT_EQ(next.last_docid(), 3U);
  EXPECT_EQ(next.at(1), old.at(1));
  EXPECT_EQ(next.at(2), old.at(2));
  EXPECT_EQ(next.at(3), Row{});
}

TEST(NextVotes, RefreshedCountWinsUntilTheDigestSaysAnother) {
  index::VoteTable old(2);
  old.at(1) = {7, 3, 100, true};
  old.at(2) = {7, 3, 100, true};
  PaperChanges changes;
  changes.papers = {change("a", 1), change("b", 2)};
  const index::VoteTable next = next_votes(old, {}, changes, {2, 2, {3, 5}});
  EXPECT_EQ(next.at(1), old.at(1));
  EXPECT_EQ(next.at(2), (Row{5, 5, 0, false}));
}

TEST(NextVotes, DeletedPapersHaveNone) {
  index::VoteTable old(1);
  old.at(1) = {7, 3, 100, true};
  PaperChanges changes;
  changes.papers = {change("a", 1, true)};
  EXPECT_EQ(next_votes(old, {}, changes, {0, 1, {index::VoteTable::kUnknown}}).at(1), Row{});
}

TEST(NextVotes, CarriedCountsFollowTheIdNotTheNumber) {
  PaperChanges changes;
  changes.papers = {change("a", 2), change("b", 1)};
  const RefreshedVotes carried = {{"a", {9, 3, 50, true}}};
  const index::VoteTable next = next_votes(index::VoteTable(), carried, changes, {2, 2, {3, 1}});
  EXPECT_EQ(next.at(2), (Row{9, 3, 50, true}));
  EXPECT_EQ(next.at(1), (Row{1, 1, 0, false}));
}

}  // namespace
}  // namespace nonmun::update
