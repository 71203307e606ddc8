#include "indexer/index/votes.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nonmun/error.hpp>
#include <random>

#include "analyzers/text/little_endian.hpp"
#include "tests/support/folder.hpp"

namespace nonmun::index {
namespace {

TEST(VoteTable, StartsUnknown) {
  const VoteTable table(3);
  EXPECT_EQ(table.last_docid(), 3U);
  EXPECT_EQ(table.votes(1), VoteTable::kUnknown);
  EXPECT_EQ(table.votes(4), VoteTable::kUnknown);  // beyond the end
  EXPECT_EQ(table.votes(std::numeric_limits<std::uint32_t>::max()), VoteTable::kUnknown);
  EXPECT_EQ(table.max(), 0);
}

TEST(VoteTable, RoundTrip) {
  std::mt19937_64 random(3);
  for (const std::uint32_t size : {0U, 1U, 2U, 1000U}) {
    VoteTable table(size);
    for (std::uint32_t i = 1; i <= size; ++i) {
      table.at(i) = {
          static_cast<std::int32_t>(random() % 1'000'000'001) - (random() % 3 == 0),
          random() % 2 == 0 ? VoteTable::kUnknown : static_cast<std::int32_t>(random() % 99),
          static_cast<std::int64_t>(random()), random() % 2 == 0};
    }
    const VoteTable back = VoteTable::decode(table.encode());
    ASSERT_EQ(back.last_docid(), size);
    for (std::uint32_t i = 1; i <= size; ++i) ASSERT_EQ(back.at(i), table.at(i));
    EXPECT_EQ(back.max(), table.max());
    EXPECT_EQ(back.encode(), table.encode());
  }
}

TEST(VoteTable, BytesDoNotDependOnTheMachine) {
  VoteTable table(1);
  table.at(1) = {258, -1, 3, true};
  EXPECT_EQ(table.encode(), std::string("nonmunV2"
                                        "\x02\x01\0\0"
                                        "\xff\xff\xff\xff"
                                        "\x03\0\0\0\0\0\0\0"
                                        "\x01",
                                        25));
}

TEST(VoteTable, ReadsTheRowsOfFormat8) {
  const std::string row = {
      "\x02\x01\0\0"
      "\xff\xff\xff\xff"
      "\x03\0\0\0\0\0\0\0"
      "\x01",
      17};
  const VoteTable table = VoteTable::decode("nonmunV1" + std::string(17, '\0') + row);
  EXPECT_EQ(table.last_docid(), 2U);
  EXPECT_EQ(table.at(1), (VoteTable::Row{0, 0, 0, false}));
  EXPECT_EQ(table.at(2), (VoteTable::Row{258, -1, 3, true}));
  EXPECT_THROW(VoteTable::decode("nonmunV1" + row.substr(1)), Error);
  EXPECT_THROW(VoteTable::decode("nonmunV1" + row.substr(0, 16) + '\2'), Error);
}

TEST(VoteCounts, AreThoseOfTheTable) {
  VoteTable table(3);
  table.at(1) = {258, -1, 3, true};
  table.at(3) = {7, 7, 0, false};
  const testing_support::Folder folder;
  for (const VoteCounts& counts :
       {VoteCounts(table), VoteCounts(folder.write("votes", table.encode()))}) {
    EXPECT_EQ(counts.last_docid(), 3U);
    for (std::uint32_t docid = 1; docid <= 3; ++docid) {
      EXPECT_EQ(counts.votes(docid), table.votes(docid));
      EXPECT_EQ(counts.row(docid), table.at(docid));
    }
    for (const std::uint32_t unknown : {0U, 4U, ~0U}) {
      EXPECT_EQ(counts.votes(unknown), VoteTable::kUnknown);
      EXPECT_EQ(counts.row(unknown), VoteTable::Row());
    }
  }
  EXPECT_EQ(VoteCounts().votes(1), VoteTable::kUnknown);
  EXPECT_THROW(VoteCounts(folder.write("cut", table.encode().substr(1))), Error);
  EXPECT_THROW(VoteCounts(folder.write("empty", "")), Error);
  EXPECT_THROW(VoteCounts(folder / "missing"), Error);
}

TEST(VoteTable, DamagedBytes) {
  VoteTable table(5);
  const std::string good = table.encode();
  for (std::size_t n = 0; n < good.size(); ++n) {
    const bool whole_rows = n >= 8 && (n - 8) % 17 == 0;
    if (whole_rows) continue;  // a whole number of rows; the manifest's hash finds that
    EXPECT_THROW(VoteTable::decode(std::string_view(good).substr(0, n)), Error) << n;
  }
  EXPECT_THROW(VoteTable::decode(good + "x"), Error);
  EXPECT_THROW(VoteTable::decode("nonmunV3" + good.substr(8)), Error);
  EXPECT_THROW(VoteTable::decode(""), Error);
}

TEST(VoteTable, RowsThatNobodyWrites) {
  constexpr std::size_t kVotesAt = 8;
  constexpr std::size_t kDigestAt = 12;
  constexpr std::size_t kFlagAt = 24;
  const std::string good = VoteTable(1).encode();
  for (const std::size_t at : {kVotesAt, kDigestAt}) {
    for (const std::int32_t votes : {-2, 1'000'000'001, std::numeric_limits<std::int32_t>::min(),
                                     std::numeric_limits<std::int32_t>::max()}) {
      std::string number;
      text::put_little_endian(votes, number);
      std::string bad = good;
      EXPECT_THROW(VoteTable::decode(bad.replace(at, number.size(), number)), Error) << votes;
    }
  }
  for (int flag = 2; flag < 256; ++flag) {
    std::string bad = good;
    bad[kFlagAt] = static_cast<char>(flag);
    EXPECT_THROW(VoteTable::decode(bad), Error) << flag;
  }
}

TEST(VoteTable, Resize) {
  VoteTable table(1);
  table.at(1).votes = 7;
  table.resize(3);
  EXPECT_EQ(table.votes(1), 7);
  EXPECT_EQ(table.votes(3), VoteTable::kUnknown);
  EXPECT_THROW(table.at(4), std::out_of_range);
}

}  // namespace
}  // namespace nonmun::index
