#include "indexer/publish/generations.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nonmun/update.hpp>

#include "tests/support/folder.hpp"

namespace nonmun::publish {
namespace {

using testing_support::digest;

/// An index that was updated as often as the test wants.
class GenerationsTest : public testing::Test {
 protected:
  std::string update(int day) {
    folder_.write("sources/" + std::to_string(day) + ".md",
                  digest("2024-02-" + std::to_string(10 + day),
                         {("2402.1000" + std::to_string(day)).c_str()}));
    UpdateOptions options;
    options.index = index_.root;
    options.sources = {folder_ / "sources"};
    options.jobs = 1;
    return update_index(options).generation;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(index_.generations())) {
      found.push_back(entry.path().filename().string());
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  bool is_there(const std::string& name) const {
    return std::filesystem::exists(index_.generation(name));
  }

  testing_support::Folder folder_;
  index::IndexPaths index_{folder_ / "index"};
};

TEST_F(GenerationsTest, TheCurrentOneAndTheOneBeforeStay) {
  const std::string first = update(1);
  const std::string second = update(2);
  const std::string third = update(3);
  EXPECT_FALSE(is_there(first));
  EXPECT_TRUE(is_there(second));
  EXPECT_TRUE(is_there(third));
  EXPECT_EQ(names().size(), 2U);
}

TEST_F(GenerationsTest, LeftoversAreRemoved) {
  update(1);
  for (const char* name : {".new-123", ".new-123.work", ".old-20240101T000000Z-abcd1234"}) {
    std::filesystem::create_directory(index_.generation(name));
    folder_.write(std::string("index/generations/") + name + "/file", "x");
  }
  folder_.write("index/current.new", "x");
  EXPECT_TRUE(clean(index_).empty());
  EXPECT_EQ(names().size(), 1U);
  EXPECT_FALSE(std::filesystem::exists(index_.root + "/current.new"));
}

TEST_F(GenerationsTest, WhatIsNotOursStays) {
  update(1);
  for (const char* name : {"backup", ".hidden", ".new-", ".new-x", ".old-photos", "20240101"}) {
    folder_.write(std::string("index/generations/") + name + "/file", "x");
  }
  // A name like ours does not make it ours.
  folder_.write("index/generations/20240101T000000Z-abcd1234/file", "x");
  const std::vector<std::string> before = names();
  const std::vector<std::string> problems = clean(index_);
  EXPECT_EQ(names(), before);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].find("20240101T000000Z-abcd1234"), std::string::npos);
}

TEST_F(GenerationsTest, NothingIsRemovedWhenCurrentIsLost) {
  update(1);
  update(2);
  std::filesystem::remove(index_.current());
  clean(index_);
  EXPECT_EQ(names().size(), 2U);
  EXPECT_TRUE(intact_generations(index_).has_value());
}

TEST_F(GenerationsTest, RollbackRestoresTheOneBeforeAndBack) {
  const std::string first = update(1);
  const std::string second = update(2);
  EXPECT_EQ(rollback_index(index_.root, 0), first);
  EXPECT_EQ(index::read_pointer(index_)->generation, first);
  EXPECT_EQ(rollback_index(index_.root, 0), second);
}

TEST_F(GenerationsTest, RollbackNamesWhatItLeavesBehind) {
  const std::string first = update(1);
  update(2);
  folder_.write("index/generations/20240101T000000Z-abcd1234/file", "x");
  std::vector<std::string> warnings;
  const auto warn = [&](const std::string& line) { warnings.push_back(line); };
  EXPECT_EQ(rollback_index(index_.root, 0, nullptr, warn), first);
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_NE(warnings[0].find("20240101T000000Z-abcd1234"), std::string::npos);
}

TEST_F(GenerationsTest, RollbackDoesNotKeepADamagedGenerationAsTheWayBack) {
  update(1);
  const std::string second = update(2);
  folder_.write("index/generations/" + second + "/votes", "damaged");
  rollback_index(index_.root, 0);
  EXPECT_FALSE(index::read_published(index_)->previous.has_value());
  EXPECT_THROW(rollback_index(index_.root, 0), Error);
}

TEST_F(GenerationsTest, IntactOnesAreFoundWithoutCurrent) {
  const std::string first = update(1);
  const std::string second = update(2);
  std::optional<index::Published> found = intact_generations(index_);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->now.generation, second);
  ASSERT_TRUE(found->previous.has_value());
  EXPECT_EQ(found->previous->generation, first);
  folder_.write("index/generations/" + second + "/votes", "damaged");
  found = intact_generations(index_);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->now.generation, first);
}

}  // namespace
}  // namespace nonmun::publish
