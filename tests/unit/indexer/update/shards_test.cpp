#include "indexer/update/shards.hpp"

#include <gtest/gtest.h>
#include <xapian.h>

#include <filesystem>
#include <nonmun/update.hpp>
#include <optional>

#include "indexer/index/database.hpp"
#include "indexer/index/manifest.hpp"
#include "indexer/index/votes.hpp"
#include "indexer/system/files.hpp"
#include "tests/support/folder.hpp"

namespace nonmun {
namespace {

namespace fs = std::filesystem;

class ShardsTest : public testing::Test {
 protected:
  ShardsTest() {
    options_.index = folder_ / "index";
    options_.jobs = 2;
    options_.max_drop_percent = 100;
    write({"2402.10001", "2402.10002", "2402.10003", "2402.10004", "2402.10005"});
  }

  void write(std::initializer_list<const char*> ids) {
    options_.sources = {folder_.write("a.md", testing_support::digest("2024-02-19", ids))};
  }

  UpdateReport update(unsigned shards) {
    options_.shards = shards;
    return update_index(options_);
  }

  index::IndexPaths shard(unsigned number) const {
    return index::IndexPaths(options_.index + "/shards/" + std::to_string(number));
  }
  index::Manifest manifest(const index::IndexPaths& index) const {
    return index::read_manifest(index, *index::read_pointer(index));
  }
  std::string generation(unsigned number) const {
    return shard(number).generation(index::read_pointer(shard(number))->generation);
  }

  testing_support::Folder folder_;
  UpdateOptions options_;
};

TEST_F(ShardsTest, EachHasItsPapersAndSaysWhatItIsOf) {
  const UpdateReport report = update(2);
  EXPECT_EQ(report.published_shards, 2U);
  const index::Manifest whole = manifest(index::IndexPaths(options_.index));
  std::uint64_t documents = 0;
  for (unsigned number = 1; number <= 2; ++number) {
    const index::Manifest of_shard = manifest(shard(number));
    ASSERT_TRUE(of_shard.shard);
    EXPECT_EQ(*of_shard.shard,
              (index::ShardOf{whole.generation, whole.sequence, whole.database, number, 2}));
    documents += of_shard.documents;
    EXPECT_TRUE(check_index(shard(number).root).damage.empty());
    // What is learnt from all papers is that of the whole, in one file.
    const std::string lexicon = "derived/latin";
    EXPECT_EQ(of_shard.files.at(lexicon), whole.files.at(lexicon));
    EXPECT_TRUE(fs::equivalent(
        generation(number) + "/" + lexicon,
        index::IndexPaths(options_.index).generation(whole.generation) + "/" + lexicon));
  }
  EXPECT_EQ(documents, 5U);
}

TEST_F(ShardsTest, NothingIsWrittenWhenNothingChanged) {
  update(2);
  const auto before = index::read_published(shard(1));
  const UpdateReport report = update(2);
  EXPECT_FALSE(report.published);
  EXPECT_EQ(report.published_shards, 0U);
  EXPECT_EQ(index::read_published(shard(1)), before);
}

TEST_F(ShardsTest, ThereMayBeMoreOfThemThanPapers) {
  update(7);
  EXPECT_EQ(manifest(shard(7)).documents, 0U);
  EXPECT_TRUE(check_index(shard(7).root).damage.empty());
}

TEST_F(ShardsTest, FollowTheWholeAndKeepTheGenerationBefore) {
  update(2);
  const auto before = index::read_pointer(shard(1));
  write({"2402.10001", "2402.10003", "2402.10006"});
  EXPECT_EQ(update(2).published_shards, 2U);
  EXPECT_EQ(index::read_published(shard(1))->previous, before);
  EXPECT_EQ(manifest(shard(1)).documents + manifest(shard(2)).documents, 3U);
  for (unsigned number = 1; number <= 2; ++number) {
    EXPECT_TRUE(check_index(shard(number).root).damage.empty());
  }
}

TEST_F(ShardsTest, NewVotesLeaveTheDatabasesAlone) {
  update(2);
  const std::string table = generation(1) + "/db/postlist.glass";
  VotesOptions votes;
  votes.index = options_.index;
  votes.source = folder_.write("votes.jsonl", R"({"schema":1,"id":"2402.10001","votes":77})");
  refresh_votes(votes);
  EXPECT_EQ(update(2).published_shards, 2U);
  EXPECT_TRUE(fs::equivalent(table, generation(1) + "/db/postlist.glass"));
  std::int32_t most = 0;
  for (unsigned number = 1; number <= 2; ++number) {
    most = std::max(most, index::VoteTable::decode(
                              system::read_file(generation(number) + "/" + index::kVotesFile))
                              .max());
  }
  EXPECT_EQ(most, 77);
}

TEST_F(ShardsTest, AnotherNumberOfThemReplacesAll) {
  update(3);
  folder_.write("index/shards/notes/file", "not ours");
  folder_.write("index/shards/9/file", "not ours either");
  EXPECT_EQ(update(2).published_shards, 2U);
  EXPECT_FALSE(fs::exists(shard(3).root));
  EXPECT_TRUE(fs::exists(options_.index + "/shards/notes/file"));
  EXPECT_TRUE(fs::exists(options_.index + "/shards/9/file"));
  EXPECT_EQ(manifest(shard(2)).shard->total, 2U);
}

TEST_F(ShardsTest, ADamagedShardIsMadeAgain) {
  update(2);
  folder_.write("index/shards/1/current", "damaged");
  EXPECT_EQ(update(2).published_shards, 1U);
  EXPECT_TRUE(check_index(shard(1).root).damage.empty());
}

TEST_F(ShardsTest, AShardIsNotUpdatedByItself) {
  update(2);
  UpdateOptions alone = options_;
  alone.index = shard(1).root;
  alone.shards = 0;
  try {
    update_index(alone);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.cause(), Cause::usage);
    EXPECT_NE(std::string(error.what()).find("is a shard"), std::string::npos);
  }
}

TEST_F(ShardsTest, ADryRunWritesNone) {
  options_.dry_run = true;
  update(2);
  EXPECT_FALSE(fs::exists(options_.index));
}

}  // namespace
}  // namespace nonmun
