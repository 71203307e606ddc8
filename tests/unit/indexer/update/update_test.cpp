// What an update makes of its sources, from file to answer of index_sources() and index_stats().

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <nonmun/update.hpp>

#include "indexer/index/manifest.hpp"
#include "indexer/index/source_table.hpp"
#include "indexer/index/votes.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/stored_records.hpp"

namespace nonmun::update {
namespace {

namespace fs = std::filesystem;
using testing_support::digest;

class UpdateTest : public testing::Test {
 protected:
  UpdateTest() {
    options_.index = folder_ / "index";
    options_.jobs = 1;
    options_.max_drop_percent = 100;
    options_.prune = true;
    options_.warning = [this](const std::string& line) { warnings_ += line + "\n"; };
  }

  std::string write(const std::string& name, std::initializer_list<const char*> ids,
                    const std::string& text = "A bullet.") {
    return folder_.write(name, digest("2024-02-19", ids, text));
  }

  UpdateReport update(const std::vector<std::string>& sources) {
    options_.sources.clear();
    for (const std::string& s : sources) options_.sources.push_back(folder_ / s);
    warnings_.clear();
    return update_index(options_);
  }

  ErrorCode code_of_update(const std::vector<std::string>& sources) {
    try {
      update(sources);
    } catch (const Error& error) {
      message_ = error.what();
      return error.code();
    }
    return ErrorCode{0};
  }

  std::vector<std::string> sources() const {
    std::vector<std::string> names;
    for (const SourceInfo& s : index_sources(options_.index)) names.push_back(s.name);
    return names;
  }

  index::IndexPaths index() const { return index::IndexPaths(options_.index); }
  std::string generation_file(const std::string& name) const {
    return index().generation(index::read_pointer(index())->generation) + "/" + name;
  }

  /// The lines of the listings of a paper, in the order of its sources.
  std::vector<std::uint64_t> lines(const std::string& id) const {
    std::vector<std::uint64_t> all;
    const auto records = testing_support::stored_records(options_.index);
    for (const paper::Listing& listing : records.at(id).listings) {
      all.push_back(listing.line);
    }
    return all;
  }

  testing_support::Folder folder_;
  UpdateOptions options_;
  std::string warnings_;
  std::string message_;
};

TEST_F(UpdateTest, NothingChangedNothingPublished) {
  write("s/a.md", {"2402.10001"});
  EXPECT_TRUE(update({"s"}).published);
  const UpdateReport again = update({"s"});
  EXPECT_FALSE(again.published);
  EXPECT_EQ(again.unchanged, 1U);
}

TEST_F(UpdateTest, TheLinesOfListingsAreStored) {
  write("s/a.md", {"2402.10001", "2402.10002"});
  folder_.write("s/b.jsonl",
                "\n{\"schema\":1,\"id\":\"2402.10002\",\"title\":\"B\",\"listed\":\"2024-02-19\","
                "\"abstract\":\"b\"}\r\n");
  update({"s"});
  EXPECT_EQ(lines("2402.10001"), std::vector<std::uint64_t>{3});
  EXPECT_EQ(lines("2402.10002"), (std::vector<std::uint64_t>{7, 2}));
}

TEST_F(UpdateTest, PapersThatOnlyMovedAreWrittenButNotChanged) {
  const std::string before = digest("2024-02-18", {"2402.10009"});
  write("s/a.md", {"2402.10001", "2402.10002"});
  update({"s"});
  folder_.write("s/a.md", before + digest("2024-02-19", {"2402.10001", "2402.10002"}));
  const UpdateReport report = update({"s"});
  EXPECT_TRUE(report.published);
  EXPECT_EQ(report.added, 1U);
  EXPECT_EQ(report.changed, 0U);
  EXPECT_EQ(report.unchanged, 2U);
  EXPECT_EQ(lines("2402.10001"), std::vector<std::uint64_t>{9});
  EXPECT_EQ(lines("2402.10002"), std::vector<std::uint64_t>{13});
  EXPECT_FALSE(update({"s"}).published);
  EXPECT_TRUE(check_index(options_.index).damage.empty());
}

TEST_F(UpdateTest, FactsAboutSourcesAreKeptThoughNoPaperChanged) {
  write("s/a.md", {"2402.10001"});
  update({"s"});
  const std::string database =
      index::read_manifest(index(), *index::read_pointer(index())).database;
  folder_.write("s/bad.md", "## Daily Papers (2024-02-19)\n\n### No link\n");
  const UpdateReport first = update({"s"});
  EXPECT_EQ(first.rejected, 1U);
  EXPECT_EQ(first.rejected_before, 0U);
  EXPECT_NE(warnings_, "");
  EXPECT_EQ(index::read_manifest(index(), *index::read_pointer(index())).database, database);
  const UpdateReport second = update({"s"});
  EXPECT_FALSE(second.published);
  EXPECT_EQ(second.rejected, 1U);
  EXPECT_EQ(second.rejected_before, 1U);
  EXPECT_EQ(second.rejects.size(), 1U);
  EXPECT_EQ(warnings_, "");
  EXPECT_TRUE(check_index(options_.index).damage.empty());
}

TEST_F(UpdateTest, AFileThatStaysUnreadableIsNamedOnce) {
  write("s/a.md", {"2402.10001"});
  const std::string large = write("s/large.md", {"2402.10002"}, std::string(2000, 'x'));
  options_.max_file_size = 1000;
  UpdateReport report = update({"s"});
  EXPECT_EQ(report.rejected, 1U);
  EXPECT_EQ(report.rejected_before, 0U);
  EXPECT_NE(warnings_.find(large + ":1: "), std::string::npos);
  EXPECT_EQ(index_stats(options_.index).rejected, 1U);

  report = update({"s"});
  EXPECT_FALSE(report.published);
  EXPECT_EQ(report.rejected, 1U);
  EXPECT_EQ(report.rejected_before, 1U);
  EXPECT_EQ(report.rejects.size(), 1U);
  EXPECT_EQ(warnings_, "");

  // Another reason is news; so is being unreadable again.
  options_.max_file_size = 900;
  EXPECT_EQ(update({"s"}).rejected_before, 0U);
  EXPECT_NE(warnings_, "");
  options_.max_file_size = 10'000;
  report = update({"s"});
  EXPECT_EQ(report.added, 1U);
  EXPECT_EQ(report.rejected, 0U);
  EXPECT_EQ(index_stats(options_.index).rejected, 0U);
  options_.max_file_size = 1000;
  report = update({"s"});
  EXPECT_EQ(report.rejected_before, 0U);
  EXPECT_EQ(report.documents, 2U) << "what it said before stays";
  EXPECT_NE(warnings_, "");
}

TEST_F(UpdateTest, AnUnreadableFileThatIsGoneIsForgotten) {
  write("s/a.md", {"2402.10001"});
  const std::string large = write("s/large.md", {"2402.10002"}, std::string(2000, 'x'));
  options_.max_file_size = 1000;
  options_.prune = false;
  update({"s"});
  EXPECT_EQ(sources().size(), 2U);
  fs::remove(large);
  EXPECT_EQ(update({"s"}).rejected, 0U);
  EXPECT_EQ(warnings_, "");
  EXPECT_EQ(sources().size(), 1U);
}

TEST_F(UpdateTest, RejectsOfOneCauseAreToldOnceAndCounted) {
  write("s/a.md", {"2402.10001"});
  std::string alike = "## Daily Papers (2024-02-19)\n\n";
  std::string unlike = alike;
  for (int i = 0; i < 500; ++i) {
    alike += "### No link\n";
    unlike += "### [No link](https://example.org/" + std::to_string(i) + ")\n";
  }
  folder_.write("s/alike.md", alike);
  EXPECT_EQ(update({"s"}).rejected, 500U);
  EXPECT_EQ(std::count(warnings_.begin(), warnings_.end(), '\n'), 1) << warnings_;
  folder_.write("s/unlike.md", unlike);
  const UpdateReport report = update({"s"});
  EXPECT_EQ(report.rejected, 1000U);
  EXPECT_EQ(report.rejected_before, 500U);
  EXPECT_EQ(std::count(warnings_.begin(), warnings_.end(), '\n'), 101);
  EXPECT_NE(warnings_.find("unlike.md: 400 more entries rejected\n"), std::string::npos);
}

TEST_F(UpdateTest, SearchersReadAManifestOfConstantSize) {
  write("s/a.md", {"2402.10001"});
  update({"s"});
  const auto before = fs::file_size(generation_file(index::kManifestFile));
  for (int i = 0; i < 300; ++i) {
    folder_.write("s/" + std::to_string(i) + ".md",
                  "## Daily Papers (2024-02-19)\n\n### No link\n");
  }
  update({"s"});
  EXPECT_LT(fs::file_size(generation_file(index::kManifestFile)), before + 20);
}

TEST_F(UpdateTest, TheIndexAndTheCallersFilesAreNotSources) {
  write("s/a.md", {"2402.10001"});
  folder_.write("s/report.json", "{}");
  options_.index = folder_ / "s/index";
  options_.not_sources = {folder_ / "s/report.json"};
  update({"s"});
  const UpdateReport again = update({"s"});
  EXPECT_EQ(again.rejected, 0U);
  EXPECT_EQ(sources(), std::vector<std::string>{folder_ / "s/a.md"});
}

TEST_F(UpdateTest, NamesOfAnyBytes) {
  write("s/\xb3\xed.md", {"2402.10001"});
  write("s/\xb0\xa1.md", {"2402.10002"});
  update({"s"});
  EXPECT_EQ(sources().size(), 2U);
  fs::remove(folder_ / "s/\xb3\xed.md");
  EXPECT_EQ(update({"s"}).removed, 1U);
  EXPECT_EQ(sources(), std::vector<std::string>{folder_ / "s/%B0%A1.md"});
}

TEST_F(UpdateTest, ASwappedLinkIsTheSameSource) {
  write("one/a.md", {"2402.10001"});
  write("one/b.md", {"2402.10002"});
  write("two/a.md", {"2402.10001"});
  fs::create_symlink("one", folder_ / "current");
  update({"current"});
  fs::remove(folder_ / "current");
  fs::create_symlink("two", folder_ / "current");
  const UpdateReport swapped = update({"current"});
  EXPECT_EQ(swapped.removed, 1U);
  EXPECT_EQ(sources(), std::vector<std::string>{folder_ / "current/a.md"});
}

TEST_F(UpdateTest, OverlappingRootsCountAFileOnce) {
  write("s/a/x.md", {"2402.10001"});
  update({"s", "s/a", "s/../s/./a/", "s/a/x.md"});
  EXPECT_EQ(sources(), std::vector<std::string>{folder_ / "s/a/x.md"});
}

TEST_F(UpdateTest, PruningLeavesASiblingAlone) {
  write("s/a/x.md", {"2402.10001"});
  write("s/a/y.md", {"2402.10002"});
  write("s/ab/z.md", {"2402.10003"});
  update({"s"});
  fs::remove(folder_ / "s/a/x.md");
  fs::remove(folder_ / "s/ab/z.md");
  EXPECT_EQ(update({"s/a"}).removed, 1U);
  EXPECT_EQ(sources().size(), 2U);
}

TEST_F(UpdateTest, ARootWithoutItsFilesIsKeptAndTheOthersArePublished) {
  write("mount/a.md", {"2402.10001"});
  write("other/b.md", {"2402.10002"});
  update({"mount", "other"});
  for (const bool removed : {false, true}) {
    fs::remove_all(folder_ / (removed ? "mount" : "mount/a.md"));
    write("other/b.md", {"2402.10002", removed ? "2402.10004" : "2402.10003"});
    const UpdateReport report = update({"mount", "other"});
    ASSERT_EQ(report.missing.size(), 1U);
    EXPECT_EQ(report.missing[0].name, folder_ / "mount");
    EXPECT_EQ(report.missing[0].papers, 1U);
    EXPECT_TRUE(report.published);
    EXPECT_EQ(report.documents, 3U);
  }
  UpdateReport report;
  forget_sources(options_, {folder_ / "mount"}, report);
  EXPECT_EQ(report.removed, 1U);
  EXPECT_TRUE(update({"other"}).missing.empty());
}

TEST_F(UpdateTest, AMissingRootThatIsNotKnownIsAnError) {
  write("s/a.md", {"2402.10001"});
  update({"s"});
  EXPECT_EQ(code_of_update({"s", "typo"}), ErrorCode::io);
}

TEST_F(UpdateTest, ARebuildWithoutAMountIsRefused) {
  write("mount/a.md", {"2402.10001"});
  write("other/b.md", {"2402.10002"});
  update({"mount", "other"});
  fs::remove(folder_ / "mount/a.md");
  options_.rebuild = true;
  EXPECT_EQ(code_of_update({"mount", "other"}), ErrorCode::bad_input);
}

TEST_F(UpdateTest, WhatIsNoDigestAnyMoreKeepsItsPapers) {
  write("s/a.md", {"2402.10001"});
  write("s/b.md", {"2402.10002"});
  update({"s"});
  for (const char* content : {"", "<html><body>502 Bad Gateway</body></html>", "\n \n"}) {
    folder_.write("s/a.md", content);
    const UpdateReport report = update({"s"});
    EXPECT_EQ(report.documents, 2U) << content;
    EXPECT_NE(warnings_.find("s/a.md"), std::string::npos) << content;
    EXPECT_EQ(sources().size(), 2U);
  }
  write("s/a.md", {"2402.10003"});
  EXPECT_EQ(update({"s"}).removed, 1U);
  fs::remove(folder_ / "s/a.md");
  EXPECT_EQ(update({"s"}).removed, 1U);
}

TEST_F(UpdateTest, DropCountsThePapersThatGo) {
  write("s/a.md", {"2402.10001", "2402.10002"});
  update({"s"});
  options_.max_drop_percent = 49;
  write("s/a.md", {"2402.10001", "2402.10003"});
  EXPECT_EQ(code_of_update({"s"}), ErrorCode::bad_input);
  EXPECT_NE(message_.find("1 of 2 papers"), std::string::npos) << message_;
  options_.rebuild = true;
  EXPECT_EQ(code_of_update({"s"}), ErrorCode::bad_input);
  options_.max_drop_percent = 50;
  EXPECT_EQ(code_of_update({"s"}), ErrorCode{0});
}

TEST_F(UpdateTest, DropCountsThePapersThatLoseTheirText) {
  write("s/a.md", {"2402.10001", "2402.10002"});
  update({"s"});
  options_.max_drop_percent = 99;
  write("s/a.md", {"2402.10001", "2402.10002"}, "");
  EXPECT_EQ(code_of_update({"s"}), ErrorCode::bad_input);
  options_.max_drop_percent = 100;
  EXPECT_EQ(code_of_update({"s"}), ErrorCode{0});
}

TEST_F(UpdateTest, ForgettingWhatIsNotKnownIsAnError) {
  write("s/a.md", {"2402.10001"});
  update({"s"});
  UpdateReport report;
  EXPECT_THROW(forget_sources(options_, {folder_ / "t"}, report), Error);
  forget_sources(options_, {folder_ / "s"}, report);
  EXPECT_EQ(report.documents, 0U);
  EXPECT_TRUE(check_index(options_.index).damage.empty());
  EXPECT_EQ(update({"s"}).added, 1U);
}

TEST_F(UpdateTest, WhatWaitsInAFileGivesTheSameIndex) {
  write("s/a.md", {"2402.10001", "2402.10002"});
  write("s/b.md", {"2402.10002", "2402.10003"});
  options_.memory_bytes = 1;
  update({"s"});
  const std::string small = system::read_file(generation_file("db/postlist.glass"));
  options_.index = folder_ / "other";
  options_.memory_bytes = std::uint64_t{1} << 30;
  update({"s"});
  EXPECT_EQ(system::read_file(generation_file("db/postlist.glass")).size(), small.size());
  EXPECT_EQ(index_stats(folder_ / "index").terms, index_stats(folder_ / "other").terms);
}

TEST_F(UpdateTest, CheckFindsAVoteTableThatIsCutShort) {
  write("s/a.md", {"2402.10001", "2402.10002"});
  update({"s"});
  const index::Pointer pointer = *index::read_pointer(index());
  index::Manifest manifest = index::read_manifest(index(), pointer);
  const std::string file = generation_file(index::kVotesFile);
  system::write_file(file, index::VoteTable(1).encode());
  manifest.files[index::kVotesFile] = {fs::file_size(file), system::xxh3_hex_of_file(file)};
  system::write_file(generation_file(index::kManifestFile), manifest.encode());
  system::write_file(
      index().current(),
      index::Pointer{pointer.generation, system::xxh3_hex(manifest.encode())}.encode());
  const CheckReport report = check_index(options_.index);
  ASSERT_EQ(report.damage.size(), 1U);
  EXPECT_NE(report.damage[0].find(index::kVotesFile), std::string::npos);
}

/// An index as an older format had it: without lines before 5; the sources of format 2 are in the
/// manifest, under resolved names.
class UpgradeTest : public UpdateTest {
 protected:
  void make_old(int format = 2) {
    const index::Pointer pointer = *index::read_pointer(index());
    const std::string folder = index().generation(pointer.generation);
    index::Manifest manifest = index::read_manifest(index(), pointer);
    if (format < 5) testing_support::remove_stored_lines(options_.index);
    manifest.files = index::hash_files(folder);
    auto json = nlohmann::json::parse(manifest.encode());
    json["format"] = format;
    if (format >= index::kFormatWithSourceFiles) return write_manifest(json.dump());
    json["sources"] = nlohmann::json::array();
    for (const index::SourceState& s : index::read_sources_of(folder)) {
      json["sources"].push_back({{"path", s.name}, {"hash", s.hash}, {"papers", s.papers}});
    }
    for (const char* name : {index::kSourcesFile, index::kRejectsFile}) {
      json["files"].erase(name);
      fs::remove(folder + "/" + name);
    }
    write_manifest(json.dump());
  }

  void write_manifest(const std::string& manifest) {
    const index::Pointer pointer = *index::read_pointer(index());
    const std::string folder = index().generation(pointer.generation);
    system::write_file(folder + "/" + index::kManifestFile, manifest);
    system::write_file(index().current(),
                       index::Pointer{pointer.generation, system::xxh3_hex(manifest)}.encode());
  }

  void refresh(const std::string& id, int votes) {
    const std::string file =
        folder_.write("votes.jsonl", R"({"schema":1,"id":")" + id + R"(","votes":)" +
                                         std::to_string(votes) + "}\n");
    refresh_votes({options_.index, file});
  }
};

TEST_F(UpgradeTest, PapersAndRefreshedVotesAreCarriedOver) {
  write("s/a.md", {"2402.10001", "2402.10002"});
  write("gone/b.md", {"2402.10003"});
  update({"s", "gone"});
  refresh("2402.10003", 77);
  make_old();
  fs::remove_all(folder_ / "gone");
  EXPECT_THROW(index_stats(options_.index), Error);
  ASSERT_EQ(exported_votes(options_.index).size(), 1U);
  const UpdateReport report = update({"s"});
  EXPECT_TRUE(report.upgraded);
  EXPECT_TRUE(report.published);
  EXPECT_EQ(report.documents, 3U);
  EXPECT_NE(warnings_.find("upgraded"), std::string::npos);
  const std::vector<RefreshedVote> votes = exported_votes(options_.index);
  ASSERT_EQ(votes.size(), 1U);
  EXPECT_EQ(votes[0].id, "2402.10003");
  EXPECT_EQ(votes[0].votes, 77);
  EXPECT_EQ(sources().size(), 2U);
  EXPECT_TRUE(check_index(options_.index).damage.empty());
  EXPECT_FALSE(update({"s"}).upgraded);
}

TEST_F(UpgradeTest, EveryOlderFormatIsUpgraded) {
  for (int format = index::kOldestFormat; format < index::kIndexFormat; ++format) {
    fs::remove_all(folder_ / "index");
    write("s/a.md", {"2402.10001", "2402.10002"});
    update({"s"});
    refresh("2402.10001", 77);
    make_old(format);
    EXPECT_THROW(index_stats(options_.index), Error) << format;
    EXPECT_TRUE(update({"s"}).upgraded) << format;
    EXPECT_EQ(sources(), std::vector<std::string>{folder_ / "s/a.md"}) << format;
    EXPECT_EQ(exported_votes(options_.index).size(), 1U) << format;
    EXPECT_TRUE(check_index(options_.index).damage.empty()) << format;
  }
}

TEST_F(UpgradeTest, LinesAreKnownOfWhatIsReadAgain) {
  for (int format = index::kOldestFormat; format < 5; ++format) {
    fs::remove_all(folder_ / "index");
    write("s/a.md", {"2402.10001"});
    write("other/b.md", {"2402.10001", "2402.10002"});
    update({"s", "other"});
    make_old(format);
    update({"s"});
    EXPECT_EQ(lines("2402.10001"), (std::vector<std::uint64_t>{0, 3})) << format;
    EXPECT_EQ(lines("2402.10002"), std::vector<std::uint64_t>{0}) << format;
    const UpdateReport report = update({"other"});
    EXPECT_EQ(report.changed, 0U) << format;
    EXPECT_EQ(lines("2402.10001"), (std::vector<std::uint64_t>{3, 3})) << format;
    EXPECT_EQ(lines("2402.10002"), std::vector<std::uint64_t>{7}) << format;
  }
}

TEST_F(UpgradeTest, NamesBehindALinkBecomeThoseGiven) {
  write("real/a.md", {"2402.10001"});
  write("real/b.md", {"2402.10002"});
  update({"real"});
  make_old();
  fs::create_symlink("real", folder_ / "link");
  fs::remove(folder_ / "real/b.md");
  const UpdateReport report = update({"link"});
  EXPECT_EQ(report.documents, 1U);
  EXPECT_EQ(sources(), std::vector<std::string>{folder_ / "link/a.md"});
}

TEST_F(UpgradeTest, RefusedOnRequest) {
  write("s/a.md", {"2402.10001"});
  update({"s"});
  make_old();
  options_.upgrade = false;
  EXPECT_EQ(code_of_update({"s"}), ErrorCode::version);
}

TEST_F(UpgradeTest, UnknownFormatsAreRefused) {
  write("s/a.md", {"2402.10001"});
  update({"s"});
  make_old(index::kIndexFormat + 1);
  EXPECT_EQ(code_of_update({"s"}), ErrorCode::version);
}

}  // namespace
}  // namespace nonmun::update
