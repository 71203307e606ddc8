#include "indexer/index/similarity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nonmun/error.hpp>
#include <utility>

#include "analyzers/text/little_endian.hpp"
#include "indexer/system/hash.hpp"
#include "tests/support/folder.hpp"

namespace nonmun::index {
namespace {

using testing::ElementsAre;

const std::vector<SimilarityTerms::Row> kRows = {
    {"Pdiff", 0.5F, {127, -3, 0}}, {"video", 2.0F, {-127, 1, 2}}, {"확산", 0.0F, {0, 0, 0}}};

std::string papers_of(std::size_t axes, const std::vector<std::vector<std::int8_t>>& rows) {
  std::string bytes =
      SimilarityPapers::encode_header(axes, static_cast<std::uint32_t>(rows.size()));
  for (const auto& row : rows) {
    bytes.append(reinterpret_cast<const char*>(row.data()), row.size());
  }
  return bytes;
}

TEST(SimilarityTerms, ComesBackAsItWas) {
  const SimilarityTerms terms(SimilarityTerms::encode(3, kRows));
  EXPECT_EQ(terms.axes(), 3U);
  EXPECT_EQ(terms.size(), kRows.size());
  for (const SimilarityTerms::Row& row : kRows) {
    const auto found = terms.find(row.term);
    ASSERT_TRUE(found) << row.term;
    EXPECT_EQ(found->factor, row.factor);
    EXPECT_TRUE(std::equal(found->axes.begin(), found->axes.end(), row.axes.begin()));
  }
  for (const char* unknown : {"", "P", "vide", "videos", "확", "힣"}) {
    EXPECT_FALSE(terms.find(unknown)) << unknown;
  }
}

TEST(SimilarityTerms, NoWords) {
  EXPECT_FALSE(SimilarityTerms().find("video"));
  EXPECT_FALSE(SimilarityTerms(SimilarityTerms::encode(0, {})).find("video"));
}

TEST(SimilarityTerms, EveryDamagedByteIsSeen) {
  const std::string bytes = SimilarityTerms::encode(3, kRows);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 4);
    EXPECT_THROW(SimilarityTerms{damaged}, Error) << i;
    EXPECT_THROW(SimilarityTerms{bytes.substr(0, i)}, Error) << i;
  }
  EXPECT_THROW(SimilarityTerms{bytes + "x"}, Error);
}

// A checksum can be made to fit.
TEST(SimilarityTerms, SizesAreNotBelieved) {
  const std::string bytes = SimilarityTerms::encode(3, kRows);
  for (std::size_t at = 16; at + 4 <= 28 + 8 * kRows.size(); at += 4) {
    std::string body = bytes.substr(16);
    std::string wrong;
    text::put_little_endian(std::uint32_t{0xFFFFFFFF}, wrong);
    body.replace(at - 16, 4, wrong);
    std::string damaged = bytes.substr(0, 8);
    text::put_little_endian(system::xxh3_64(body), damaged);
    EXPECT_THROW(SimilarityTerms{damaged + body}, Error) << at;
  }
}

TEST(SimilarityPapers, ReadsRowsByDocumentNumber) {
  const testing_support::Folder folder;
  std::vector<std::vector<std::int8_t>> rows;
  for (int i = 1; i <= 3000; ++i) {
    rows.push_back({static_cast<std::int8_t>(i % 100), static_cast<std::int8_t>(-(i / 100))});
  }
  const SimilarityPapers papers(folder.write("papers", papers_of(2, rows)));
  EXPECT_EQ(papers.last_docid(), 3000U);
  for (const std::uint32_t docid : {1U, 2U, 67U, 3000U}) {
    const Axes axes = papers.vector(docid);
    const auto& row = rows[docid - 1];
    EXPECT_TRUE(std::equal(axes.begin(), axes.end(), row.begin(), row.end())) << docid;
  }
  EXPECT_TRUE(papers.vector(0).empty());
  EXPECT_TRUE(papers.vector(3001).empty());
}

TEST(SimilarityPapers, ADamagedFileIsAnError) {
  const testing_support::Folder folder;
  const std::string bytes = papers_of(2, {{1, 2}, {3, 4}});
  EXPECT_NO_THROW(SimilarityPapers{folder.write("papers", bytes)});
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_THROW(SimilarityPapers{folder.write("papers", bytes.substr(0, i))}, Error) << i;
  }
  for (std::size_t i = 0; i < 16; ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_THROW(SimilarityPapers{folder.write("papers", damaged)}, Error) << i;
  }
  EXPECT_THROW(SimilarityPapers{folder.write("papers", bytes + "x")}, Error);
  EXPECT_THROW(SimilarityPapers{folder / "missing"}, Error);
}

TEST(Cosine, OfVectors) {
  const std::vector<std::int8_t> a = {3, 4};
  const std::vector<std::int8_t> b = {-4, 3};
  const std::vector<std::int8_t> c = {-127, 0};
  const std::vector<std::int8_t> zero = {0, 0};
  EXPECT_DOUBLE_EQ(cosine(a, a), 1);
  EXPECT_DOUBLE_EQ(cosine(a, b), 0);
  EXPECT_DOUBLE_EQ(cosine(a, c), -0.6);
  EXPECT_EQ(cosine(a, zero), 0);
  EXPECT_EQ(cosine({}, {}), 0);
}

}  // namespace
}  // namespace nonmun::index
