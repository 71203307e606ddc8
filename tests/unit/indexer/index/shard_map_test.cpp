#include "indexer/index/shard_map.hpp"

#include <gtest/gtest.h>

#include <map>
#include <nonmun/error.hpp>
#include <random>

#include "indexer/index/postings.hpp"
#include "indexer/index/votes.hpp"
#include "tests/support/folder.hpp"

namespace nonmun::index {
namespace {

TEST(ShardMap, OneShardKeepsItsNumbers) {
  const ShardMap map;
  EXPECT_EQ(map.number({0, 12345}), 12345U);
  EXPECT_EQ(map.place(12345).shard, 0U);
  EXPECT_EQ(map.place(12345).docid, 12345U);
}

TEST(ShardMap, NoWindowHasPapersOfTwoShards) {
  const std::vector<std::uint32_t> last = {kWindowSize - 1, 0, 3 * kWindowSize, 7};
  const ShardMap map(last);
  std::map<std::uint32_t, std::size_t> shard_of_window;
  std::uint32_t before = 0;
  for (std::size_t shard = 0; shard < last.size(); ++shard) {
    for (std::uint32_t docid = 1; docid <= last[shard]; ++docid) {
      const std::uint32_t number = map.number({shard, docid});
      ASSERT_GT(number, before);
      before = number;
      const ShardMap::Place place = map.place(number);
      ASSERT_EQ(place.shard, shard);
      ASSERT_EQ(place.docid, docid);
      ASSERT_EQ(shard_of_window.emplace(window_of(number), shard).first->second, shard);
      ASSERT_EQ(map.shard_of_window(window_of(number)), shard);
    }
  }
  EXPECT_EQ(map.last_docid(), before);
}

TEST(ShardMap, RefusesMorePapersThanThereAreNumbers) {
  EXPECT_THROW(ShardMap({3'000'000'000U, 3'000'000'000U}), Error);
  // Xapian, which numbers the documents of all in turns, runs out of numbers before.
  EXPECT_THROW(ShardMap({10, 2'000'000'000U, 10}), Error);
}

TEST(ShardMap, VotesOfAllShards) {
  VoteTable a(2);
  a.at(2).votes = 5;
  VoteTable b(1);
  b.at(1).votes = 7;
  const ShardMap map({2, 1});
  const VoteCounts all = VoteCounts::of({VoteCounts(a), VoteCounts(b)}, map);
  EXPECT_EQ(all.votes(map.number({0, 2})), 5);
  EXPECT_EQ(all.votes(map.number({1, 1})), 7);
  EXPECT_EQ(all.votes(3), VoteTable::kUnknown);
  EXPECT_EQ(all.last_docid(), map.last_docid());
}

/// The postings of random terms in several shards, beside the same numbers in a map.
class ShardedPostingsTest : public testing::Test {
 protected:
  ShardedPostingsTest() {
    std::vector<PostingTable> tables;
    for (std::size_t shard = 0; shard < kLast.size(); ++shard) {
      const std::string path = folder_ / std::to_string(shard);
      PostingTable::Writer writer(path);
      std::vector<std::uint32_t> lengths(kLast[shard] + 1);
      for (std::uint32_t docid = 1; docid <= kLast[shard]; ++docid) {
        lengths[docid] = number_below(100);
        lengths_[map_.number({shard, docid})] = lengths[docid];
      }
      for (const auto& [term, every] : kTerms) {
        std::vector<PostingTable::Writer::Posting> postings;
        for (std::uint32_t docid = 1; docid <= kLast[shard]; ++docid) {
          if (number_below(every) != 0) continue;
          postings.push_back({docid, number_below(5)});
          wdfs_[term][map_.number({shard, docid})] = postings.back().wdf;
        }
        if (!postings.empty()) writer.add(term, postings);
      }
      writer.finish(kLast[shard], lengths);
      tables.emplace_back(path);
    }
    table_ = PostingTable::of(std::move(tables), map_);
  }

  std::uint32_t number_below(std::uint32_t end) {
    return static_cast<std::uint32_t>(random_() % end);
  }

  const std::vector<std::uint32_t> kLast = {9000, 3, 5000, 0, 12000};
  const std::map<std::string, std::uint32_t> kTerms = {
      {"often", 2}, {"seldom", 900}, {"once", 9000}};
  const ShardMap map_{kLast};
  std::minstd_rand random_{5};
  testing_support::Folder folder_;
  std::map<std::string, std::map<std::uint32_t, std::uint32_t>> wdfs_;
  std::map<std::uint32_t, std::uint32_t> lengths_;
  PostingTable table_;
};

TEST_F(ShardedPostingsTest, AreThoseOfAllShards) {
  for (const auto& [term, every] : kTerms) {
    const PostingLists lists = table_.find_all(term);
    const auto& expected = wdfs_[term];
    ASSERT_EQ(lists.papers(), expected.size());
    std::map<std::uint32_t, std::uint32_t> found;
    std::uint32_t window = lists.next_window(0);
    for (; window < table_.windows(); window = lists.next_window(window + 1)) {
      const PostingLists::Part& part = lists.part_of(window);
      const PostingList::Span span = part.list.in_window(window - part.first_window);
      ASSERT_GT(span.count, 0U);
      part.list.visit(span, [&](std::uint32_t local, std::uint32_t wdf) {
        found[docid_at(window, local)] = wdf;
      });
    }
    EXPECT_EQ(window, kNoWindow);
    EXPECT_EQ(found, expected);
    for (std::uint32_t docid = 0; docid <= table_.last_docid() + kWindowSize; docid += 7) {
      const auto at = expected.find(docid);
      const auto wdf = lists.find(docid);
      ASSERT_EQ(wdf.has_value(), at != expected.end()) << term << docid;
      if (wdf) {
        ASSERT_EQ(*wdf, at->second);
      }
    }
  }
  EXPECT_EQ(table_.find_all("absent").papers(), 0U);
  EXPECT_EQ(table_.find_all("absent").next_window(0), kNoWindow);
}

TEST_F(ShardedPostingsTest, LengthsAndTheirAverage) {
  std::uint64_t sum = 0;
  for (const auto& [docid, length] : lengths_) {
    ASSERT_EQ(table_.length(docid), length);
    sum += length;
  }
  EXPECT_EQ(table_.papers(), lengths_.size());
  EXPECT_EQ(table_.average_length(),
            static_cast<double>(sum) / static_cast<double>(lengths_.size()));
}

}  // namespace
}  // namespace nonmun::index
