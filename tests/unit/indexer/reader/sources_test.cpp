#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nonmun/error.hpp>
#include <string>
#include <thread>

#include "tests/support/reader_testing.hpp"

namespace nonmun::reader {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

SourceFile file_at(const std::string& path) {
  return {path, {}, false, false};
}

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
      out.push_back(file.path == "-" ? "-"
                                     : fs::path(file.path).lexically_relative(folder_).string());
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

/// A link is a source of its own: where it leads may change.
TEST_F(ReaderSources, EachNameOnceInOrderOfTheArguments) {
  write("d/a.md");
  write("d/b.md");
  write("plain.txt");
  fs::create_symlink(folder_ / "d/b.md", folder_ / "link.md");
  EXPECT_THAT(list({"-", "d/b.md", "link.md", "d", "d/../d/a.md", "plain.txt", "-"}),
              ElementsAre("-", "d/b.md", "link.md", "d/a.md", "plain.txt"));
}

TEST_F(ReaderSources, WhatIsExcludedIsLeftOut) {
  write("d/a.md");
  write("d/index/manifest.json");
  write("d/report.json");
  const std::vector<SourceFile> files = list_sources(
      {(folder_ / "d").string()}, nullptr,
      {(folder_ / "d/index").string(), (folder_ / "d/report.json").string(), "/nonexistent"});
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].path, (folder_ / "d/a.md").string());
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
  EXPECT_EQ(read_source(file_at((folder_ / "a.md").string())), bytes);
  EXPECT_EQ(read_source(file_at((folder_ / "empty.md").string())), "");
}

TEST_F(ReaderSources, ReadsStandardInputToItsEnd) {
  write("in", std::string(200'000, 'z'));
  const int saved = ::dup(STDIN_FILENO);
  ASSERT_NE(std::freopen((folder_ / "in").c_str(), "r", stdin), nullptr);
  EXPECT_EQ(read_source(file_at("-")), std::string(200'000, 'z'));
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
        read_source(file_at(missing));
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
    read_source(file_at(folder_.string()));
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("Is a directory"));
  }
}

TEST_F(ReaderSources, OnlyRegularFilesBelowFolders) {
  write("d/a.md");
  ASSERT_EQ(::mkfifo((folder_ / "d/pipe.md").c_str(), 0600), 0);
  fs::create_symlink("/dev/zero", folder_ / "d/zero.md");
  fs::create_symlink("/dev/zero", folder_ / "d/zero.txt");
  std::vector<std::string> problems;
  for (const SourceFile& file : list_sources({(folder_ / "d").string()})) {
    if (file.problem.empty()) {
      EXPECT_EQ(read_source(file), "x");
    } else {
      problems.push_back(file.problem);
      EXPECT_THROW(read_source(file), Error);
    }
  }
  EXPECT_THAT(problems, ElementsAre(HasSubstr("pipe.md: not a regular file"),
                                    HasSubstr("d/zero.md: not a regular file")));
  // What was a file when the folder was listed may be a pipe now.
  EXPECT_THROW(read_source(file_at((folder_ / "d/pipe.md").string())), Error);
}

TEST_F(ReaderSources, GivenPipesAreReadToTheirEnd) {
  const std::string pipe = (folder_ / "pipe").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));  // the reader comes first
    std::ofstream(pipe) << std::string(300'000, 'p');
  });
  const std::vector<SourceFile> files = list_sources({pipe});
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(read_source(files[0]), std::string(300'000, 'p'));
  writer.join();

  // "<(…)" is a link to a pipe without a name, which the writer may have left already.
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  ASSERT_EQ(::write(ends[1], "abc", 3), 3);
  ::close(ends[1]);
  const std::vector<SourceFile> unnamed = list_sources({"/dev/fd/" + std::to_string(ends[0])});
  EXPECT_EQ(read_source(unnamed.at(0)), "abc");
  ::close(ends[0]);
}

TEST_F(ReaderSources, SignalsEndWaitingAndReading) {
  const std::string pipe = (folder_ / "pipe").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const std::atomic<bool> interrupted{true};
  for (const std::string& path : {pipe, std::string("/dev/zero")}) {
    const std::vector<SourceFile> files = list_sources({path});
    try {
      read_source(files.at(0), &interrupted);
      FAIL() << "no error";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::interrupted);
    }
  }
  write("d/a.md");
  EXPECT_THROW(list_sources({(folder_ / "d").string()}, &interrupted), Error);
  EXPECT_THROW(read_digest("a.md", in_day(std::string(10'000, '\n')), &interrupted), Error);
}

TEST_F(ReaderSources, LargeFilesAndEndlessPipesAreErrors) {
  write("large.md");
  fs::resize_file(folder_ / "large.md", std::uintmax_t{8} << 30);  // sparse
  write("small.md", std::string(1000, 's'));
  EXPECT_THROW(read_source(file_at((folder_ / "large.md").string())), Error);
  EXPECT_EQ(read_source(file_at((folder_ / "small.md").string()), nullptr, 1000).size(), 1000U);
  EXPECT_THROW(read_source(file_at((folder_ / "small.md").string()), nullptr, 999), Error);
  try {
    read_source(list_sources({"/dev/zero"}).at(0), nullptr, 1 << 20);
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("larger than the limit of 1048576 bytes"));
  }
}

TEST_F(ReaderSources, FoldersThatCannotBeListedAreNotEmpty) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may list every folder";
  write("d/open/a.md");
  write("d/closed/b.md");
  fs::permissions(folder_ / "d/closed", fs::perms::none);
  const std::vector<SourceFile> files = list_sources({(folder_ / "d").string()});
  fs::permissions(folder_ / "d/closed", fs::perms::owner_all);
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].path, (folder_ / "d/closed").string());
  EXPECT_TRUE(files[0].folder);
  EXPECT_THAT(files[0].problem, HasSubstr("Permission denied"));
  EXPECT_TRUE(files[1].problem.empty());
}

TEST_F(ReaderSources, FilesThatChangeAreReadAgain) {
  // Versions differ in size and are of one byte throughout: a mixture would show.
  const std::string path = (folder_ / "a.md").string();
  write("a.md", std::string(1'000'000, 'a'));
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) {
      std::ofstream(path, std::ios::trunc)
          << std::string(static_cast<std::size_t>(1'000'000 + i), static_cast<char>('a' + i % 26));
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
    }
  });
  for (int i = 0; i < 20; ++i) {
    try {
      const std::string content = read_source(file_at(path));
      EXPECT_EQ(content.find_first_not_of(content.substr(0, 1)), std::string::npos);
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("changes while it is read"));
    }
  }
  stop = true;
  writer.join();
}

}  // namespace
}  // namespace nonmun::reader
