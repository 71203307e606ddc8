#include "indexer/cli/index_folders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "tests/support/folder.hpp"

namespace nonmun::cli {
namespace {

using testing::ElementsAre;

class IndexFolders : public testing::Test {
 protected:
  static std::vector<std::string> of(const std::vector<std::string>& line) {
    static constexpr std::array kOptions = {Option{"index", 0, "DIR", "index folder"}};
    return index_folders(parse(kOptions, line));
  }

  testing_support::Folder folder_;
};

TEST_F(IndexFolders, AreThoseOfAllOptionsInTheirOrder) {
  EXPECT_THAT(of({"--index", "b", "--index=a"}), ElementsAre("b", "a"));
  EXPECT_THAT(of({"word"}), ElementsAre(""));  // the default one
}

TEST_F(IndexFolders, AStarIsEveryIndexOfAFolder) {
  for (const char* name : {"10", "2", "1", "other"}) {
    folder_.write(std::string(name) + "/current", "");
  }
  folder_.write("3/no-index", "");
  EXPECT_THAT(of({"--index", folder_ / "*", "--index", "last"}),
              ElementsAre(folder_ / "1", folder_ / "2", folder_ / "10", folder_ / "other", "last"));
}

TEST_F(IndexFolders, AFolderWithoutIndexesIsAnError) {
  for (const std::string& folder : {folder_ / "*", folder_ / "none/*"}) {
    try {
      of({"--index", folder});
      FAIL() << folder;
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::no_index);
    }
  }
}

}  // namespace
}  // namespace nonmun::cli
