#include "indexer/publish/staging.hpp"

#include <gtest/gtest.h>

#include "indexer/index/source_table.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"
#include "tests/support/folder.hpp"

namespace nonmun::publish {
namespace {

namespace fs = std::filesystem;

class StagingTest : public testing::Test {
 protected:
  /// A generation with the files that each must have.
  static index::Manifest fill(Staging& staging, const std::string& votes = "votes") {
    fs::create_directory(staging.database());
    system::write_file(staging.database() + "/iamglass", "x");
    for (const char* name : {index::kVotesFile, index::kSourcesFile, index::kRejectsFile}) {
      system::write_file(staging.folder() + "/" + name, votes);
    }
    index::Manifest manifest;
    staging.seal(manifest);
    return manifest;
  }

  index::Manifest publish_one(const std::optional<index::Pointer>& previous = std::nullopt) {
    Staging staging(index_);
    const index::Manifest manifest = fill(staging);
    EXPECT_TRUE(staging.publish(manifest, previous).empty());
    return manifest;
  }

  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(index_.generations()), {}));
  }

  testing_support::Folder folder_;
  index::IndexPaths index_{folder_ / "index"};
};

TEST_F(StagingTest, IsRemovedUnlessPublished) {
  std::string folder;
  {
    Staging staging(index_);
    folder = staging.folder();
    EXPECT_TRUE(fs::is_directory(folder));
    fs::create_directory(staging.work());
    fill(staging);
  }
  EXPECT_EQ(entries(), 0U);
  EXPECT_EQ(index::read_pointer(index_), std::nullopt);
}

TEST_F(StagingTest, SealCompletesTheManifest) {
  Staging staging(index_);
  const index::Manifest manifest = fill(staging, "twelve bytes");
  EXPECT_TRUE(index::is_generation_name(manifest.generation));
  EXPECT_EQ(manifest.database, manifest.generation) << "it is the builder of its database";
  EXPECT_EQ(manifest.sequence, 1U);
  EXPECT_NE(manifest.built_at, "");
  EXPECT_EQ(manifest.files.size(), 4U);
  EXPECT_EQ(manifest.files.at(index::kVotesFile).size, 12U);
  EXPECT_EQ(manifest.files.at(index::kVotesFile).hash, system::xxh3_hex("twelve bytes"));
  EXPECT_EQ(manifest.files.count(index::kManifestFile), 0U);

  index::Manifest linked = manifest;
  linked.database = "20240219T000000Z-abcd1234";
  staging.seal(linked);
  EXPECT_EQ(linked.database, "20240219T000000Z-abcd1234") << "of another generation";
}

TEST_F(StagingTest, PublishSwitchesToIt) {
  const index::Manifest first = publish_one();
  const std::optional<index::Pointer> pointer = index::read_pointer(index_);
  ASSERT_TRUE(pointer.has_value());
  EXPECT_EQ(pointer->generation, first.generation);
  EXPECT_EQ(index::read_manifest(index_, *pointer).files, first.files);

  const index::Manifest second = publish_one(pointer);
  EXPECT_EQ(second.sequence, 2U);
  EXPECT_NE(second.generation, first.generation);
  const std::optional<index::Published> published = index::read_published(index_);
  EXPECT_EQ(published->now.generation, second.generation);
  EXPECT_EQ(published->previous, pointer);
  EXPECT_EQ(entries(), 2U);

  publish_one();
  EXPECT_EQ(entries(), 1U) << "neither can be restored any more";
}

TEST_F(StagingTest, PublishSaysWhatItCannotRemove) {
  folder_.write("index/generations/20240101T000000Z-abcd1234/file", "x");
  Staging staging(index_);
  const index::Manifest manifest = fill(staging);
  const std::vector<std::string> problems = staging.publish(manifest, std::nullopt);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].find("20240101T000000Z-abcd1234"), std::string::npos);
}

TEST_F(StagingTest, AFailureLeavesTheOldGeneration) {
  const index::Manifest first = publish_one();
  // `current` cannot be replaced while a folder is where its new content goes.
  folder_.write("index/current.new/file", "x");
  {
    Staging staging(index_);
    const index::Manifest manifest = fill(staging);
    EXPECT_THROW(staging.publish(manifest, std::nullopt), Error);
  }
  EXPECT_EQ(index::read_pointer(index_)->generation, first.generation);
  EXPECT_EQ(entries(), 1U) << "what was not published is gone";
}

}  // namespace
}  // namespace nonmun::publish
