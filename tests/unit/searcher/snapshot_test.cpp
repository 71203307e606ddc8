#include "searcher/snapshot.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>

#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"
#include "tests/support/collection.hpp"

namespace nonmun {
namespace {

namespace fs = std::filesystem;

class SnapshotTest : public testing::Test {
 protected:
  SnapshotTest() {
    property::Random random(7);
    property::update(
        index_.root,
        {folder_.write("papers.jsonl", property::jsonl(property::random_papers(random, 20)))});
    pointer_ = index::read_pointer(index_);
  }

  std::string file(const std::string& name) const {
    return index_.generation(pointer_->generation) + "/" + name;
  }

  const property::Folder folder_;
  const index::IndexPaths index_{folder_ / "index"};
  std::optional<index::Pointer> pointer_;
};

TEST_F(SnapshotTest, LendsAWorkerToEachSearch) {
  Snapshot snapshot(index_, *pointer_);
  const Snapshot::Lease one = snapshot.lease();
  const Snapshot::Lease two = snapshot.lease();
  EXPECT_EQ(one->documents.database().get_doccount(), 20U);
  EXPECT_NE(&one->documents, &two->documents);
}

// A generation is removed while a search opens it: the tables that are still there are not all.
TEST_F(SnapshotTest, AGenerationThatVanishesWhileItIsOpenedIsAnError) {
  Snapshot snapshot(index_, *pointer_);
  const Snapshot::Lease held = snapshot.lease();
  fs::remove(file("db/docdata.glass"));
  fs::remove(file(index::kManifestFile));
  EXPECT_THROW(snapshot.lease(), Error);
}

// Which tables were still there cannot be told from those that Xapian takes for optional, so the
// manifest alone decides.
TEST_F(SnapshotTest, AGenerationIsGivenUpWithItsManifest) {
  Snapshot snapshot(index_, *pointer_);
  const Snapshot::Lease held = snapshot.lease();
  fs::remove(file(index::kManifestFile));
  EXPECT_THROW(snapshot.lease(), Error);
}

TEST_F(SnapshotTest, AMissingTableOfSimilarityIsAnError) {
  fs::remove(file(std::string(index::kDerivedFolder) + "/" + index::kSimilarityTermsFile));
  EXPECT_THROW(Snapshot(index_, *pointer_), Error);
}

}  // namespace
}  // namespace nonmun
