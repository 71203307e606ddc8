#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nonmun/error.hpp>
#include <string>

#include "tests/support/reader_testing.hpp"

namespace nonmun {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class ReaderSources : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "nonmun-reader-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = fs::canonical(name);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& content = "x") {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }

  /// Paths below the folder of the test.
  std::vector<std::string> list(std::vector<std::string> sources) {
    for (std::string& source : sources) {
      if (source != "-") source = (folder_ / source).string();
    }
    std::vector<std::string> out;
    for (const SourceFile& file : list_sources(sources)) {
      out.push_back(file.path == "-" ? "-" : fs::relative(file.path, folder_).string());
    }
    return out;
  }

  fs::path folder_;
};

TEST_F(ReaderSources, WalksFoldersInSortedOrder) {
  for (const std::string name : {"b.md", "a/z.json", "a/b/c.MARKDOWN", "a/b.ndjson", "c.JsonL",
                                 "a/notes.txt", "a/md", ".hidden.md", ".git/x.md", "a/x.md.bak"}) {
    write(name);
  }
  EXPECT_THAT(list({""}),
              ElementsAre("a/b/c.MARKDOWN", "a/b.ndjson", "a/z.json", "b.md", "c.JsonL"));
}

TEST_F(ReaderSources, EachFileOnceInOrderOfTheArguments) {
  write("d/a.md");
  write("d/b.md");
  write("plain.txt");
  fs::create_symlink(folder_ / "d/b.md", folder_ / "link.md");
  EXPECT_THAT(list({"-", "d/b.md", "link.md", "d", "d/../d/a.md", "plain.txt", "-"}),
              ElementsAre("-", "d/b.md", "d/a.md", "plain.txt"));
}

TEST_F(ReaderSources, SymlinkLoopsEnd) {
  write("d/e/a.md");
  fs::create_directory_symlink(folder_ / "d", folder_ / "d/e/up");
  fs::create_directory_symlink(".", folder_ / "d/self");
  fs::create_symlink("nowhere.md", folder_ / "d/dangling.md");
  EXPECT_THAT(list({"d"}), ElementsAre("d/dangling.md", "d/e/a.md"));
}

TEST_F(ReaderSources, NamedHiddenThingsAreRead) {
  write(".day.md");
  write(".days/a.md");
  EXPECT_THAT(list({".day.md", ".days"}), ElementsAre(".day.md", ".days/a.md"));
}

TEST_F(ReaderSources, ReadsBytes) {
  std::string bytes("a\0b\r\n\xFF", 6);
  for (int i = 0; i < 15; ++i) bytes += bytes;
  write("a.md", bytes);
  write("empty.md", "");
  EXPECT_EQ(read_source({(folder_ / "a.md").string()}), bytes);
  EXPECT_EQ(read_source({(folder_ / "empty.md").string()}), "");
}

TEST_F(ReaderSources, ReadsStandardInputToItsEnd) {
  write("in", std::string(200'000, 'z'));
  const int saved = ::dup(STDIN_FILENO);
  ASSERT_NE(std::freopen((folder_ / "in").c_str(), "r", stdin), nullptr);
  EXPECT_EQ(read_source({"-"}), std::string(200'000, 'z'));
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
}

TEST_F(ReaderSources, ErrorsNameTheFile) {
  const std::string missing = (folder_ / "missing.md").string();
  for (const bool listing : {true, false}) {
    try {
      if (listing) {
        list_sources({missing});
      } else {
        read_source({missing});
      }
      FAIL() << "no error";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::io);
      EXPECT_EQ(std::string(error.what()),
                "cannot read " + missing + ": No such file or directory");
      EXPECT_NE(error.hint(), "");
    }
  }
  try {
    read_source({folder_.string()});
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("Is a directory"));
  }
}

}  // namespace
}  // namespace nonmun
