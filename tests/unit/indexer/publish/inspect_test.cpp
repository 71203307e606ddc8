// check_index(): a generation whose files are as they were written, but do not fit together.

#include <gtest/gtest.h>

#include <nonmun/update.hpp>

#include "indexer/index/manifest.hpp"
#include "indexer/index/source_table.hpp"
#include "indexer/index/votes.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"
#include "tests/support/folder.hpp"

namespace nonmun::publish {
namespace {

class CheckTest : public testing::Test {
 protected:
  CheckTest() {
    UpdateOptions options;
    options.index = index_.root;
    options.sources = {
        folder_.write("a.md", testing_support::digest("2024-02-19", {"2402.10001", "2402.10002"}))};
    options.jobs = 1;
    generation_ = update_index(options).generation;
    manifest_ = index::read_manifest(index_, *index::read_pointer(index_));
  }

  std::string generation() const { return index_.generation(generation_); }

  /// Makes the manifest vouch for the files as they are now.
  void seal() {
    manifest_.files = index::hash_files(generation());
    publish(manifest_);
  }

  void publish(const index::Manifest& manifest) const {
    const std::string bytes = manifest.encode();
    system::write_file(generation() + "/" + index::kManifestFile, bytes);
    system::write_file(index_.current(),
                       index::Pointer{generation_, system::xxh3_hex(bytes)}.encode());
  }

  std::vector<std::string> damage() const { return check_index(index_.root).damage; }

  testing_support::Folder folder_;
  index::IndexPaths index_{folder_ / "index"};
  std::string generation_;
  index::Manifest manifest_;
};

TEST_F(CheckTest, AnIndexAsItWasPublished) {
  EXPECT_TRUE(damage().empty());
  seal();
  EXPECT_TRUE(damage().empty());
}

TEST_F(CheckTest, AVoteTableThatWasCutShort) {
  index::VoteTable table;
  table.resize(1);
  system::write_file(generation() + "/" + index::kVotesFile, table.encode());
  seal();
  ASSERT_EQ(damage().size(), 1U);
  EXPECT_NE(damage()[0].find("votes has 1 rows, the database 2 documents"), std::string::npos)
      << damage()[0];
}

TEST_F(CheckTest, AManifestWithoutFiles) {
  index::Manifest empty = manifest_;
  empty.files.clear();
  publish(empty);
  EXPECT_THROW(damage(), Error);
  EXPECT_THROW(index_stats(index_.root), Error);
}

TEST_F(CheckTest, OtherNumbersThanTheManifestSays) {
  index::Manifest other = manifest_;
  other.documents = 3;
  publish(other);
  EXPECT_EQ(damage().size(), 1U);
  other = manifest_;
  other.sources = 3;
  publish(other);
  EXPECT_EQ(damage().size(), 1U);
}

TEST_F(CheckTest, AFileThatHasChanged) {
  system::write_file(generation() + "/" + index::kSourcesFile, "x");
  ASSERT_EQ(damage().size(), 1U);
  EXPECT_NE(damage()[0].find(index::kSourcesFile), std::string::npos);
}

}  // namespace
}  // namespace nonmun::publish
