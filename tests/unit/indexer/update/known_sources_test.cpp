#include "indexer/update/known_sources.hpp"

#include <gtest/gtest.h>

#include "tests/support/folder.hpp"

namespace nonmun::update {
namespace {

KnownSources known(std::initializer_list<const char*> names) {
  KnownSources sources;
  for (const char* name : names) sources[name] = {name, "hash", 1, 0, {}, false};
  return sources;
}

TEST(IsBelow, ASiblingIsNot) {
  EXPECT_TRUE(is_below("/s/a", "/s/a"));
  EXPECT_TRUE(is_below("/s/a/x.md", "/s/a"));
  EXPECT_TRUE(is_below("/s/a/x.md", "/"));
  EXPECT_FALSE(is_below("/s/ab", "/s/a"));
  EXPECT_FALSE(is_below("/s/ab/x.md", "/s/a"));
  EXPECT_FALSE(is_below("/s/a.md", "/s/a"));
  EXPECT_FALSE(is_below("/s", "/s/a"));
}

TEST(NamesBelow, AllOfARootAndNoneBesides) {
  const KnownSources sources =
      known({"/s/a", "/s/a.md", "/s/a/x", "/s/a/y/z", "/s/ab", "/s/b", "stdin"});
  EXPECT_EQ(names_below(sources, "/s/a"), (std::vector<std::string>{"/s/a", "/s/a/x", "/s/a/y/z"}));
  EXPECT_EQ(names_below(sources, "/s").size(), 6U);
  EXPECT_TRUE(names_below(sources, "/t").empty());
}

TEST(MissingRoot, NoneOfTheKnownFilesIsLeft) {
  const KnownSources sources = known({"/s/a", "/s/b", "/t/c"});
  EXPECT_TRUE(is_missing_root(sources, "/s", {}, true));
  EXPECT_TRUE(is_missing_root(sources, "/s", {"/t/c"}, true));
  EXPECT_FALSE(is_missing_root(sources, "/s", {"/s/b"}, true));
  EXPECT_FALSE(is_missing_root(sources, "/new", {}, true));
}

TEST(MissingRoot, NewFilesSaveItOnlyWhenNothingIsPruned) {
  const KnownSources sources = known({"/s/a"});
  EXPECT_TRUE(is_missing_root(sources, "/s", {"/s/new"}, true));
  EXPECT_FALSE(is_missing_root(sources, "/s", {"/s/new"}, false));
  EXPECT_TRUE(is_missing_root(sources, "/s", {"/t/new"}, false));
}

TEST(ReportGone, OnceAndByFolder) {
  const testing_support::Folder folder;
  const std::string here = folder.write("here/x.md", "x");
  KnownSources sources = known({"/no/such/a.md", "/no/such/b.md", "stdin"});
  sources[here] = {here, "hash", 1, 0, {}, false};
  UpdateOptions options;
  std::vector<std::string> lines;
  options.warning = [&](const std::string& line) { lines.push_back(line); };
  UpdateReport report;
  const update::Run run(options, report, "read");
  report_gone(run, sources, {});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_NE(lines[0].find("2 known sources in /no/such"), std::string::npos) << lines[0];
  EXPECT_TRUE(sources["/no/such/a.md"].gone);
  EXPECT_FALSE(sources[here].gone);
  report_gone(run, sources, {});
  EXPECT_EQ(lines.size(), 1U) << "it has been told";
}

TEST(ReportGone, NotBelowAGivenRoot) {
  KnownSources sources = known({"/no/such/a.md"});
  UpdateOptions options;
  options.warning = [&](const std::string& line) { ADD_FAILURE() << line; };
  UpdateReport report;
  report_gone(update::Run(options, report, "read"), sources, {"/no"});
}

}  // namespace
}  // namespace nonmun::update
