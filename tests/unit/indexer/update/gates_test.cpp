#include "indexer/update/gates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "indexer/system/files.hpp"
#include "tests/support/update_testing.hpp"

namespace nonmun::update {
namespace {

class GatesTest : public StepsTest {
 protected:
  /// What a gate refuses for; nothing when it lets the run pass.
  template <class Gate>
  static std::optional<Cause> refusal(Gate gate) {
    try {
      gate();
    } catch (const Error& error) {
      EXPECT_STRNE(error.what(), "");
      EXPECT_NE(error.hint(), "");
      return error.cause();
    }
    return std::nullopt;
  }

  std::optional<Cause> refusal_of_drop(std::uint64_t before, std::uint64_t lost) {
    return refusal([&] { check_drop(run_, before, lost); });
  }
};

TEST_F(GatesTest, SourcesWithoutAPaper) {
  SourceChanges changes = no_changes();
  EXPECT_EQ(refusal([&] { check_sources(run_, changes); }), Cause::no_papers);
  say(changes, "/a.md", paper("2402.10001"));
  EXPECT_EQ(refusal([&] { check_sources(run_, changes); }), std::nullopt);
  SourceChanges same = no_changes();
  same.unchanged_papers = 1;
  EXPECT_EQ(refusal([&] { check_sources(run_, same); }), std::nullopt);
  SourceChanges pruned = no_changes();
  pruned.replaced = {"/a.md"};
  EXPECT_EQ(refusal([&] { check_sources(run_, pruned); }), std::nullopt);
  // That a root is missing is said elsewhere.
  report_.missing = {{"/mount", 3, 9}};
  EXPECT_EQ(refusal([&] { check_sources(run_, no_changes()); }), std::nullopt);
}

TEST_F(GatesTest, RejectsOfAStrictRun) {
  SourceChanges changes = no_changes();
  say(changes, "/a.md", paper("2402.10001"));
  report_.rejected = 1;
  EXPECT_EQ(refusal([&] { check_sources(run_, changes); }), std::nullopt);
  options_.strict = true;
  EXPECT_EQ(refusal([&] { check_sources(run_, changes); }), Cause::rejects);
  report_.rejected = 0;
  EXPECT_EQ(refusal([&] { check_sources(run_, changes); }), std::nullopt);
}

TEST_F(GatesTest, RebuildFromARootWithoutItsFiles) {
  const index::Sources known = {{"/mount/a.md", "00", 3, 0, {}, false},
                                {"/other/b.md", "00", 3, 0, {}, false}};
  options_.sources = {"/mount", "/other", "-"};
  SourceChanges changes = no_changes();
  changes.sources = known;
  EXPECT_EQ(refusal([&] { check_rebuild(options_, known, changes); }), std::nullopt);
  changes.sources = {known[1], {"/mount/new.md", "00", 3, 0, {}, false}};
  EXPECT_EQ(refusal([&] { check_rebuild(options_, known, changes); }), Cause::bad_input);
  options_.sources = {"/other"};
  EXPECT_EQ(refusal([&] { check_rebuild(options_, known, changes); }), std::nullopt);
}

TEST_F(GatesTest, DropUpToWhatIsAllowed) {
  options_.max_drop_percent = 2;
  EXPECT_EQ(refusal_of_drop(100, 0), std::nullopt);
  EXPECT_EQ(refusal_of_drop(100, 2), std::nullopt);
  EXPECT_EQ(refusal_of_drop(100, 3), Cause::drop);
  EXPECT_EQ(refusal_of_drop(49, 1), Cause::drop);
  EXPECT_EQ(refusal_of_drop(0, 0), std::nullopt);
  options_.max_drop_percent = 0;
  EXPECT_EQ(refusal_of_drop(1'000'000, 1), Cause::drop);
  options_.max_drop_percent = 100;
  EXPECT_EQ(refusal_of_drop(5, 5), std::nullopt);
}

TEST_F(GatesTest, OnePipeInPlaceOfAnother) {
  PaperChanges papers;
  EXPECT_EQ(refusal([&] { check_pipe(run_, papers); }), std::nullopt);
  papers.removed_by_pipe = 1;
  EXPECT_EQ(refusal([&] { check_pipe(run_, papers); }), Cause::pipe);
  options_.source_name = "weekly";
  EXPECT_EQ(refusal([&] { check_pipe(run_, papers); }), std::nullopt);
}

TEST_F(GatesTest, SpaceThatTheDiskDoesNotHave) {
  const index::IndexPaths here(folder_.path());
  EXPECT_EQ(refusal([&] { check_space(here, 0); }), std::nullopt);
  const std::uint64_t too_much = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(refusal([&] { check_space(here, too_much); }), Cause::disk_full);
}

TEST_F(GatesTest, SpaceThatIsNeededForCertain) {
  EXPECT_EQ(space_needed(nullptr), 0);
  Base base;
  base.manifest.files = {{"db/postlist.glass", {6'000, ""}},
                         {"db/termlist.glass", {4'000, ""}},
                         {"votes", {100'000, ""}}};
  EXPECT_EQ(space_needed(&base), 10'000) << "the copy";
}

/// Xapian's check of everything is not run then.
TEST_F(GatesTest, DamageToADatabaseThatWasChangedInPlace) {
  SourceChanges sources = no_changes();
  for (int n = 1; n < 40; ++n) {
    say(sources, "/a.md", paper(fmt::format("2402.100{:02}", n), fmt::format("Bullet {}.", n)));
  }
  PaperChanges papers = compare_papers(run_, sources, nullptr);
  const std::optional<std::vector<Xapian::docid>> changed{{20}};
  for (const char* table : {"postlist", "docdata", "termlist"}) {
    const publish::Staging staging(index_);
    write_database(run_, staging, nullptr, papers, sources.store);
    EXPECT_EQ(refusal([&] { check_generation(run_, staging, changed); }), std::nullopt);
    const std::string path = staging.database() + "/" + table + ".glass";
    std::string bytes = system::read_file(path);
    for (std::size_t at = 100; at < bytes.size(); at += 8192) {
      std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), 7000, 'x');
    }
    system::write_file(path, bytes);
    EXPECT_NE(refusal([&] { check_generation(run_, staging, changed); }), std::nullopt) << table;
  }
}

TEST_F(GatesTest, AGenerationThatDoesNotPass) {
  SourceChanges sources = no_changes();
  say(sources, "/a.md", paper("2402.10001"));
  PaperChanges papers = compare_papers(run_, sources, nullptr);
  const publish::Staging staging(index_);
  write_database(run_, staging, nullptr, papers, sources.store);
  EXPECT_EQ(refusal([&] { check_generation(run_, staging, std::nullopt); }), std::nullopt);
  std::string checked;
  std::vector<std::string> complaints;
  options_.gate = [&](const std::string& folder) {
    checked = folder;
    return complaints;
  };
  EXPECT_EQ(refusal([&] { check_generation(run_, staging, std::nullopt); }), std::nullopt);
  EXPECT_EQ(checked, staging.folder());
  complaints = {"one", "two"};
  try {
    check_generation(run_, staging, std::nullopt);
    FAIL() << "the gate has complaints";
  } catch (const Error& error) {
    EXPECT_EQ(error.cause(), Cause::gate);
    EXPECT_EQ(error.details(), complaints);
  }
}

}  // namespace
}  // namespace nonmun::update
