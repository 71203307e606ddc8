#include "searcher/shards.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nonmun/search.hpp>

#include "indexer/index/manifest.hpp"
#include "tests/support/collection.hpp"

namespace nonmun {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class ShardsTest : public testing::Test {
 protected:
  static constexpr unsigned kShards = 3;

  void publish(const std::vector<paper::Paper>& papers) {
    UpdateOptions options;
    options.index = whole_;
    options.sources = {folder_.write("papers.jsonl", property::jsonl(papers))};
    options.jobs = 1;
    options.shards = kShards;
    options.max_drop_percent = 100;
    update_index(options);
  }

  std::vector<std::string> shards() const {
    std::vector<std::string> all;
    for (unsigned i = 1; i <= kShards; ++i) all.push_back(whole_ + "/shards/" + std::to_string(i));
    return all;
  }

  static Error error_of(const std::vector<std::string>& indexes) {
    try {
      Index::open_all(indexes);
    } catch (const Error& error) {
      return error;
    }
    return {Cause::internal, "no error"};
  }

  /// All that is said of a search; times and places in the index differ.
  static std::string answer(Results results) {
    results.took_ms = 0;
    results.built_at.clear();
    return to_json(results);
  }

  property::Folder folder_;
  const std::string whole_ = folder_ / "whole";
  property::Random random_{23};
};

TEST_F(ShardsTest, AnswerAsTheWholeDoes) {
  publish(property::random_papers(random_, 300));
  const Index whole(whole_);
  const Index all = Index::open_all(shards());
  const std::vector<std::string> forms = {"{} {}",       "\"{} {}\"",        "{} -{}",
                                          "+{} {}",      "{} AND {}",        "{} NEAR {}",
                                          "title:{} {}", "{} date:2024 {}",  "{} votes:2..40 {}",
                                          "{}* {}",      "author:Kim {} {}", "-\"{} {}\" video"};
  for (int i = 0; i < 300; ++i) {
    const std::string query = fmt::format(fmt::runtime(property::pick(random_, forms)),
                                          property::pick(random_, property::kWords),
                                          property::pick(random_, property::kWords));
    SearchOptions options;
    options.as_of = "2025-12-01";
    options.sort =
        static_cast<Sort>(property::below(random_, 8) < 5 ? 0 : property::below(random_, 4));
    options.recency_weight = property::below(random_, 3) == 0 ? 0.2 : 0;
    options.offset = property::below(random_, 3) * 7;
    options.facets = "month,votes,author,section,name";
    options.explain = true;
    ASSERT_EQ(answer(all.search(query, options)), answer(whole.search(query, options))) << query;
  }
}

TEST_F(ShardsTest, AllElseIsAsInTheWholeToo) {
  publish(property::random_papers(random_, 200));
  const Index whole(whole_);
  const Index all = Index::open_all(shards());
  for (const Hit& hit : whole.search("모델 learning").hits) {
    EXPECT_EQ(answer(all.similar(hit.id)), answer(whole.similar(hit.id)));
    const auto of_all = all.paper(hit.id, "모델");
    ASSERT_TRUE(of_all);
    EXPECT_EQ(to_json(*of_all), to_json(*whole.paper(hit.id, "모델")));
    EXPECT_EQ(answer(all.search(hit.title)), answer(whole.search(hit.title)));
  }
  EXPECT_EQ(to_json("mo", all.suggest("mo")), to_json("mo", whole.suggest("mo")));
  EXPECT_EQ(all.info().papers, 200U);
  EXPECT_EQ(all.info().generation, whole.info().generation);
  EXPECT_EQ(all.info().first_day, whole.info().first_day);
  EXPECT_FALSE(all.paper("9999.99999"));
  EXPECT_EQ(all.search_all("모델").size(), whole.search_all("모델").size());
}

TEST_F(ShardsTest, OfIndexesMadeApartAPaperIsShownOnce) {
  std::vector<paper::Paper> papers = property::random_papers(random_, 60);
  const std::vector<paper::Paper> old(papers.begin(), papers.begin() + 40);
  std::vector<paper::Paper> newer(papers.begin() + 30, papers.end());
  for (paper::Paper& paper : newer) paper.title += " second";
  property::update(folder_ / "a", {folder_.write("a.jsonl", property::jsonl(old))});
  property::update(folder_ / "b", {folder_.write("b.jsonl", property::jsonl(newer))});
  const Index all = Index::open_all({folder_ / "a", folder_ / "b"});
  EXPECT_EQ(all.info().papers, 60U);
  SearchOptions options;
  options.sort = Sort::date;
  options.limit = 100;
  options.since = "2000";
  const Results results = all.search("", options);
  EXPECT_EQ(results.found, 60U);
  EXPECT_EQ(results.out_of, 60U);
  std::set<std::string> ids;
  for (const Hit& hit : results.hits) EXPECT_TRUE(ids.insert(hit.id).second) << hit.id;
  EXPECT_EQ(ids.size(), 60U);
  // The one of the index named first.
  EXPECT_EQ(all.paper(papers[35].id)->title, papers[35].title);
  EXPECT_EQ(all.search("id:" + papers[35].id).hits.at(0).title, papers[35].title);
  EXPECT_EQ(all.search("second").found, 20U);
}

TEST_F(ShardsTest, OneAfterTheOtherIsPublished) {
  publish(property::random_papers(random_, 40));
  const std::string before = Index(whole_).info().generation;
  // A node that has not been reached yet.
  fs::copy(shards()[1], folder_ / "late", fs::copy_options::recursive);
  publish(property::random_papers(random_, 50));
  const Index all = Index::open_all({shards()[0], folder_ / "late", shards()[2]});
  EXPECT_EQ(all.info().generation, before);
  EXPECT_EQ(all.info().papers, 40U);
  fs::remove_all(folder_ / "late");
  fs::copy(shards()[1], folder_ / "late", fs::copy_options::recursive);
  EXPECT_EQ(all.info().generation, Index(whole_).info().generation);
  EXPECT_EQ(all.info().papers, 50U);
}

TEST_F(ShardsTest, OfGenerationsTooFarApartAreRefused) {
  publish(property::random_papers(random_, 10));
  fs::copy(shards()[1], folder_ / "late", fs::copy_options::recursive);
  publish(property::random_papers(random_, 11));
  publish(property::random_papers(random_, 12));
  const Error error = error_of({shards()[0], folder_ / "late", shards()[2]});
  EXPECT_EQ(error.cause(), Cause::mixed_shards);
  EXPECT_EQ(error.code(), ErrorCode::version);
  EXPECT_THAT(error.what(), HasSubstr("late"));
}

TEST_F(ShardsTest, OneThatIsGivenTwiceIsRefused) {
  publish(property::random_papers(random_, 10));
  fs::copy(shards()[1], folder_ / "copy", fs::copy_options::recursive);
  EXPECT_EQ(error_of({shards()[1], folder_ / "copy"}).cause(), Cause::mixed_shards);
}

TEST_F(ShardsTest, OneThatCannotBeReadIsLeftOutAndNamed) {
  publish(property::random_papers(random_, 60));
  const Index whole(whole_);
  const Index all = Index::open_all(shards());
  ASSERT_TRUE(all.search("모델").failed_shards.empty());
  fs::rename(shards()[1] + "/current", shards()[1] + "/away");
  const Results results = all.search("모델");
  ASSERT_EQ(results.failed_shards.size(), 1U);
  EXPECT_EQ(results.failed_shards[0].index, shards()[1]);
  EXPECT_THAT(results.failed_shards[0].error, HasSubstr("no index"));
  EXPECT_LT(results.out_of, 60U);
  EXPECT_EQ(all.failed_shards().size(), 1U);
  EXPECT_EQ(all.info().failed_shards.size(), 1U);
  EXPECT_THAT(to_json(results), HasSubstr("\"failed_shards\":[{\"index\":"));
  fs::rename(shards()[1] + "/away", shards()[1] + "/current");
  EXPECT_EQ(answer(all.search("모델")), answer(whole.search("모델")));
  EXPECT_TRUE(all.failed_shards().empty());
}

TEST_F(ShardsTest, WithoutAnyThereIsAnError) {
  EXPECT_EQ(error_of({folder_ / "none", folder_ / "neither"}).cause(), Cause::no_index);
  EXPECT_EQ(error_of({}).cause(), Cause::usage);
}

TEST_F(ShardsTest, AMirrorWithoutItsServerFails) {
  publish(property::random_papers(random_, 30));
  MirrorOptions options;
  options.shard = shards()[2];
  options.mirror = folder_ / "mirror";
  options.remote = "127.0.0.1:1";  // tcpmux, which nobody has
  const MirrorReport report = mirror_index(options);
  EXPECT_TRUE(report.published);
  EXPECT_FALSE(mirror_index(options).published);
  EXPECT_TRUE(check_index(options.mirror).damage.empty());
  EXPECT_EQ(error_of({folder_ / "mirror"}).cause(), Cause::remote);
  const Index all = Index::open_all({shards()[0], shards()[1], folder_ / "mirror"});
  ASSERT_EQ(all.failed_shards().size(), 1U);
  EXPECT_EQ(all.failed_shards()[0].index, folder_ / "mirror");
  options.postings = true;
  EXPECT_TRUE(mirror_index(options).published);
  options.mirror = whole_;
  EXPECT_THROW(mirror_index(options), Error);
  options.mirror = folder_ / "another";
  options.shard = whole_;  // its database is changed in place
  EXPECT_THROW(mirror_index(options), Error);
}

}  // namespace
}  // namespace nonmun
