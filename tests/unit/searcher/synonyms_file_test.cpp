#include "searcher/synonyms_file.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <nonmun/error.hpp>

#include "tests/support/folder.hpp"

namespace nonmun {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing_support::Folder;

TEST(SynonymsFile, IsReadAgainWhenItChanges) {
  const Folder folder;
  const std::string file = folder.write("synonyms.txt", "구글, Google\n");
  EXPECT_THAT(read_synonyms(file)->others("구글"), Contains("Google"));
  EXPECT_THAT(read_synonyms(file)->others("클로드"), Contains("Claude"))
      << "beside those of the program";
  EXPECT_EQ(read_synonyms(file), read_synonyms(file));
  folder.write("synonyms.txt", "구글, Google, 알파벳\n");
  EXPECT_THAT(read_synonyms(file)->others("구글"), Contains("알파벳"));
}

TEST(SynonymsFile, OneThatIsNamedMustBeThere) {
  const Folder folder;
  EXPECT_THROW(read_synonyms(folder / "missing"), Error);
  ::setenv("XDG_CONFIG_HOME", (folder / "config").c_str(), 1);
  EXPECT_THAT(read_synonyms("")->others("회사"), IsEmpty());
  std::filesystem::create_directories(folder / "config/nonmun");
  folder.write("config/nonmun/synonyms.txt", "회사, Company\n");
  EXPECT_THAT(read_synonyms("")->others("회사"), Contains("Company"));
  ::unsetenv("XDG_CONFIG_HOME");
}

}  // namespace
}  // namespace nonmun
