#include "indexer/publish/lock.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/folder.hpp"

namespace nonmun::publish {
namespace {

class LockTest : public testing::Test {
 protected:
  ErrorCode code_of_locking() const {
    try {
      const IndexLock lock(index_, 0, nullptr);
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(index_.root), std::string::npos);
      return error.code();
    }
    return ErrorCode{0};
  }

  testing_support::Folder folder_;
  index::IndexPaths index_{folder_ / "index"};
};

TEST_F(LockTest, MakesTheIndexFolderAndNamesTheHolder) {
  const IndexLock lock(index_, 0, nullptr);
  EXPECT_TRUE(std::filesystem::is_directory(index_.generations()));
  EXPECT_TRUE(folder_.read("index/lock").starts_with("process " + std::to_string(::getpid())));
}

TEST_F(LockTest, OneHolderAtATime) {
  {
    const IndexLock lock(index_, 0, nullptr);
    EXPECT_EQ(code_of_locking(), ErrorCode::locked);
  }
  EXPECT_EQ(code_of_locking(), ErrorCode{0});
}

TEST_F(LockTest, LinkIsNotFollowed) {
  const std::string precious = folder_.write("precious", "keep me");
  std::filesystem::create_directories(index_.generations());
  std::filesystem::create_symlink(precious, index_.lock());
  EXPECT_EQ(code_of_locking(), ErrorCode::io);
  EXPECT_EQ(folder_.read("precious"), "keep me");
}

TEST_F(LockTest, OnlyARegularFileIsALock) {
  std::filesystem::create_directories(index_.generations());
  ASSERT_EQ(::mkfifo(index_.lock().c_str(), 0666), 0);
  EXPECT_EQ(code_of_locking(), ErrorCode::io);
  std::filesystem::remove(index_.lock());
  std::filesystem::create_directory(index_.lock());
  EXPECT_EQ(code_of_locking(), ErrorCode::io);
}

TEST_F(LockTest, ContentOfOthersIsKept) {
  folder_.write("index/lock", "notes of somebody\n");
  EXPECT_EQ(code_of_locking(), ErrorCode{0});
  EXPECT_EQ(folder_.read("index/lock"), "notes of somebody\n");
}

}  // namespace
}  // namespace nonmun::publish
