#include "indexer/index/postings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <nonmun/error.hpp>
#include <random>

#include "tests/support/folder.hpp"

namespace nonmun::index {
namespace {

using Posting = PostingTable::Writer::Posting;
using Postings = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Postings read(const PostingTable& table, const PostingList& list) {
  Postings postings;
  for (std::uint32_t window = list.next_window(0); window < table.windows();
       window = list.next_window(window + 1)) {
    const PostingList::Span span = list.in_window(window);
    std::uint32_t i = span.first;
    list.visit(span, [&](std::uint32_t local, std::uint32_t wdf) {
      postings.emplace_back((window << kWindowBits) + local, wdf);
      EXPECT_EQ(list.wdf(i++), wdf);
    });
  }
  return postings;
}

TEST(PostingTable, GivesEveryPostingBack) {
  const testing_support::Folder folder;
  std::mt19937 engine(5);
  const auto random = [&] { return static_cast<std::uint32_t>(engine()); };
  constexpr std::uint32_t kLast = 40'000;
  std::map<std::string, Postings> expected;
  {
    PostingTable::Writer writer(folder / "postings");
    for (int i = 0; i < 400; ++i) {
      const std::uint32_t step = 1U << random() % 16;  // of frequent terms and of rare ones
      const std::uint32_t max_wdf = std::array{0U, 1U, 3U, 300U, 70'000U}[random() % 5];
      std::vector<Posting> postings;
      for (std::uint32_t docid = 1 + random() % step; docid <= kLast;
           docid += 1 + random() % step) {
        postings.push_back({docid, random() % (max_wdf + 1)});
      }
      if (postings.empty()) continue;
      const std::string term = "t" + std::to_string(i);
      writer.add(term, postings);
      for (const Posting& it : postings) expected[term].emplace_back(it.docid, it.wdf);
    }
    std::vector<std::uint32_t> lengths(kLast + 1);
    for (std::uint32_t docid = 1; docid <= kLast; ++docid) lengths[docid] = docid % 7;
    writer.finish(kLast, lengths);
  }
  const PostingTable table(folder / "postings");
  EXPECT_EQ(table.papers(), kLast);
  EXPECT_EQ(table.last_docid(), kLast);
  EXPECT_EQ(table.length(8), 1U);
  EXPECT_EQ(table.length(kLast + 1), 0U);
  EXPECT_NEAR(table.average_length(), 3, 0.01);
  for (const auto& [term, postings] : expected) {
    const PostingList list = table.find(term);
    EXPECT_EQ(list.papers(), postings.size());
    EXPECT_EQ(read(table, list), postings) << term;
    std::uint32_t before = 0;
    for (const auto& [docid, wdf] : postings) {
      ASSERT_EQ(list.find(docid), wdf) << term << " in " << docid;
      if (docid > before + 1) {
        ASSERT_EQ(list.find(docid - 1), std::nullopt) << term << " in " << docid - 1;
      }
      before = docid;
    }
  }
  EXPECT_EQ(table.find("absent").papers(), 0U);
  EXPECT_EQ(table.find("").papers(), 0U);
  EXPECT_EQ(PostingList().next_window(0), kNoWindow);
}

TEST(PostingTable, AnEmptyTableHasNothing) {
  const PostingTable table;
  EXPECT_FALSE(table);
  EXPECT_EQ(table.windows(), 0U);
  EXPECT_EQ(table.find("a").papers(), 0U);
}

TEST(PostingTable, ADamagedFileIsAnErrorOrReadSafely) {
  const testing_support::Folder folder;
  {
    PostingTable::Writer writer(folder / "postings");
    std::vector<Posting> postings;
    for (std::uint32_t docid = 1; docid < 9'000; docid += 200)
      postings.push_back({docid, docid % 3});
    writer.add("a", postings);
    writer.add("b", {{7, 1}});
    postings.clear();  // with as many as have a bit each
    for (std::uint32_t docid = 2; docid < 2 + 2 * kDense; docid += 2)
      postings.push_back({docid, docid % 5});
    writer.add("d", postings);
    writer.finish(10, std::vector<std::uint32_t>(20, 3));
  }
  const std::string whole = folder.read("postings");
  const auto try_out = [&](const std::string& bytes) {
    try {
      const PostingTable table(folder.write("changed", bytes));
      for (const char* term : {"a", "b", "c", "d"}) {
        const PostingList list = table.find(term);
        for (std::uint32_t window = list.next_window(0); window < std::min(table.windows(), 9U);
             window = list.next_window(window + 1)) {
          list.visit(list.in_window(window),
                     [](std::uint32_t local, std::uint32_t) { EXPECT_LT(local, kWindowSize); });
          list.find(docid_at(window, 2 * kDense - 2));
        }
      }
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::damaged);
    }
  };
  for (std::size_t at = 0; at < whole.size(); ++at) {
    try_out(whole.substr(0, at));
    std::string changed = whole;
    changed[at] = static_cast<char>(0xFF);
    try_out(changed);
  }
}

}  // namespace
}  // namespace nonmun::index
