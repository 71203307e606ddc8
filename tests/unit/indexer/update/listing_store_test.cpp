#include "indexer/update/listing_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/folder.hpp"

namespace nonmun::update {
namespace {

paper::EncodedListing listing(const std::string& source, char c, std::size_t size) {
  return {source, std::string(size, c)};
}

/// What is read does not depend on where it is kept: in memory, in the file, or in part of each.
TEST(ListingStore, GivesBackWhatWasAddedWhateverTheLimit) {
  const testing_support::Folder folder;
  for (const std::size_t limit : {0, 1, 100, 1000, 1'000'000}) {
    ListingStore store(folder.path(), limit);
    std::vector<paper::EncodedListing> all;
    std::vector<ListingStore::Place> places;
    for (int i = 0; i < 50; ++i) {
      all.push_back(listing(i % 7 == 0 ? "/b" : "/a", static_cast<char>('a' + i % 26),
                            static_cast<std::size_t>(i * 13 % 90)));
      places.push_back(store.add(all.back()));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_EQ(store.read(places[i]).content, all[i].content) << limit << " " << i;
      EXPECT_EQ(store.read(places[i]).source, all[i].source);
      EXPECT_EQ(store.source_of(places[i]), all[i].source);
    }
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << "the file has no name";
}

TEST(ListingStore, FolderIsNeededOnlyBeyondTheLimit) {
  ListingStore store("/nonexistent", 10);
  store.add(listing("/a", 'x', 10));
  EXPECT_THROW(store.add(listing("/a", 'x', 1)), Error);
}

}  // namespace
}  // namespace nonmun::update
