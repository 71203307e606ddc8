// Papers that a program writes itself, from add() to what the index then has.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <nonmun/index_writer.hpp>
#include <nonmun/update.hpp>

#include "indexer/index/manifest.hpp"
#include "indexer/publish/lock.hpp"
#include "indexer/reader/reader.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/stored_records.hpp"

namespace nonmun::update {
namespace {

using testing_support::digest;
using testing_support::stored_records;

class IndexWriterTest : public testing::Test {
 protected:
  WriterOptions options(const std::string& source = "own") {
    WriterOptions options;
    options.index = folder_ / "index";
    options.source_name = source;
    options.jobs = 1;
    options.max_drop_percent = 100;
    options.warning = [this](const std::string& line) { warnings_ += line + "\n"; };
    return options;
  }

  static PaperInput paper(const std::string& id, const std::string& text = "A bullet.") {
    PaperInput paper;
    paper.id = id;
    paper.title = "Paper " + id;
    paper.listed = {"2024-02-19"};
    paper.sections = {{"body", "", text}};
    return paper;
  }

  /// Commits a new source of these papers.
  UpdateReport commit(const std::string& source, std::initializer_list<const char*> ids) {
    IndexWriter writer(options(source));
    for (const char* id : ids) writer.add(paper(id));
    return writer.commit();
  }

  UpdateOptions update_options() const {
    UpdateOptions options;
    options.index = folder_ / "index";
    options.jobs = 1;
    options.max_drop_percent = 100;
    return options;
  }

  /// Updates from files of the test's folder.
  UpdateReport update(std::initializer_list<const char*> sources, bool rebuild = false) {
    UpdateOptions options = update_options();
    for (const char* source : sources) options.sources.push_back(folder_ / source);
    options.rebuild = rebuild;
    options.prune = !rebuild;
    options.warning = [this](const std::string& line) { warnings_ += line + "\n"; };
    return update_index(options);
  }

  void write(const std::string& name, std::initializer_list<const char*> ids) const {
    folder_.write(name, digest("2024-02-19", ids, "From a digest."));
  }

  std::string index() const { return folder_ / "index"; }

  /// "name: papers" of each source.
  std::vector<std::string> sources() const {
    std::vector<std::string> lines;
    for (const SourceInfo& s : index_sources(index())) {
      lines.push_back(s.name + ": " + std::to_string(s.papers));
    }
    return lines;
  }

  std::string generation() const {
    return index::read_pointer(index::IndexPaths(index()))->generation;
  }

  /// The sources that list a paper.
  std::vector<std::string> listed_by(const std::string& id) const {
    std::vector<std::string> names;
    const auto records = stored_records(index());
    if (!records.contains(id)) return names;
    for (const paper::Listing& listing : records.at(id).listings) names.push_back(listing.source);
    return names;
  }

  const testing_support::Folder folder_;
  std::string warnings_;
};

template <class Function>
Cause cause_of_call(Function function) {
  try {
    function();
  } catch (const Error& error) {
    return error.cause();
  }
  return Cause::internal;
}

TEST_F(IndexWriterTest, ACommitPublishesAllChangesAtOnce) {
  IndexWriter writer(options());
  writer.add(paper("2402.10001"));
  writer.add(paper("x:note-1"));
  EXPECT_THROW(index_stats(index()), Error) << "nothing is published yet";
  const UpdateReport first = writer.commit();
  EXPECT_TRUE(first.published);
  EXPECT_EQ(first.added, 2U);
  EXPECT_EQ(first.documents, 2U);
  EXPECT_EQ(first.generation, generation());
  EXPECT_EQ(sources(), std::vector<std::string>{"own: 2"});

  writer.add(paper("2402.10001", "Another bullet."));
  writer.add(paper("2402.10002"));
  EXPECT_TRUE(writer.remove("x:note-1"));
  const UpdateReport second = writer.commit();
  EXPECT_EQ(second.added, 1U);
  EXPECT_EQ(second.changed, 1U);
  EXPECT_EQ(second.removed, 1U);
  EXPECT_EQ(second.previous, first.generation);
  EXPECT_EQ(stored_records(index()).at("2402.10001").paper().sections.at(0).text,
            "Another bullet.");
  EXPECT_EQ(sources(), std::vector<std::string>{"own: 2"});
  EXPECT_TRUE(check_index(index()).damage.empty());
}

TEST_F(IndexWriterTest, AllThatAPaperHasIsStored) {
  PaperInput given = paper("x:1");
  given.title = "  배 \n Boats ";
  given.listed = {"2024-03-01T10:00:00Z", "2024-02-19", "2024-03-01"};
  given.votes = 7;
  given.votes_at = "2024-03-02T00:00:00Z";
  given.authors = {"Ada", "", "Ada", "에이다"};
  given.sections = {{"other", "Label", "x"}, {"whats_new", "dropped", "새로운 돛."}, {}};
  given.abstract = "On boats.";
  given.keywords = {"boat"};
  given.url = "https://example.org/p/1";
  given.withdrawn = "2024-05-01";
  IndexWriter writer(options());
  writer.add(given);
  writer.commit();

  const paper::Record record = stored_records(index()).at("x:1");
  ASSERT_EQ(record.listings.size(), 1U);
  EXPECT_EQ(record.listings[0].source, "own");
  EXPECT_EQ(record.listings[0].line, 0U);
  paper::Paper expected;
  expected.id = "x:1";
  expected.title = "배 Boats";
  expected.listed = {"2024-02-19", "2024-03-01"};
  expected.votes = 7;
  expected.votes_at = 1'709'337'600;
  expected.authors = {"Ada", "에이다"};
  expected.sections = {{paper::SectionKind::other, "Label", "x"},
                       {paper::SectionKind::whats_new, "", "새로운 돛."}};
  expected.abstract = "On boats.";
  expected.keywords = {"boat"};
  expected.url = "https://example.org/p/1";
  expected.withdrawn = "2024-05-01";
  EXPECT_EQ(record.listings[0].paper, expected);
}

TEST_F(IndexWriterTest, AnObjectOfJsonlIsTheSamePaper) {
  IndexWriter writer(options());
  writer.add(paper("2402.10001"));
  writer.commit();
  writer.add_json(
      R"( {"schema":1,"id":"https://arxiv.org/abs/2402.10001v2","title":"Paper 2402.10001",
          "listed":"2024-02-19","sections":[{"text":"A bullet."}]} )");
  EXPECT_FALSE(writer.commit().published);
  EXPECT_EQ(warnings_, "");
  writer.add_json(
      R"({"schema":1,"id":"x:2","title":"T","listed":"2024-02-19","abstract":"a","colour":1})");
  EXPECT_EQ(warnings_, "x:2: unknown key \"colour\" ignored\n");
}

TEST_F(IndexWriterTest, WhatMakesNoDifferenceIsNotPublished) {
  IndexWriter writer(options());
  EXPECT_FALSE(writer.commit().published);
  EXPECT_FALSE(writer.remove("2402.10001"));
  EXPECT_FALSE(writer.commit().published);
  EXPECT_FALSE(std::filesystem::exists(index())) << "an index is not created for nothing";

  writer.add(paper("2402.10001"));
  writer.commit();
  const std::string before = generation();
  writer.add(paper("2402.10001"));
  writer.add(paper("2402.10002"));
  EXPECT_TRUE(writer.remove("2402.10002"));
  const UpdateReport report = writer.commit();
  EXPECT_FALSE(report.published);
  EXPECT_EQ(report.unchanged, 1U);
  EXPECT_EQ(report.documents, 1U);
  EXPECT_EQ(report.generation, before);
  EXPECT_EQ(generation(), before);
}

TEST_F(IndexWriterTest, RollbackForgetsChanges) {
  IndexWriter writer(options());
  writer.add(paper("2402.10001"));
  writer.commit();
  writer.add(paper("2402.10002"));
  writer.remove("2402.10001");
  writer.rollback();
  EXPECT_TRUE(writer.remove("2402.10001")) << "it is still in the index";
  EXPECT_FALSE(writer.remove("2402.10002"));
  writer.rollback();
  const UpdateReport report = writer.commit();
  EXPECT_FALSE(report.published);
  EXPECT_EQ(report.documents, 1U);
  EXPECT_EQ(sources(), std::vector<std::string>{"own: 1"});
}

TEST_F(IndexWriterTest, RemoveTellsWhatTheSourceHas) {
  write("s/a.md", {"2402.10001", "2402.10002"});
  update({"s"});
  commit("own", {"2402.10002"});
  IndexWriter writer(options());
  EXPECT_FALSE(writer.remove("2402.10001")) << "another source has it";
  EXPECT_TRUE(writer.remove("arXiv:2402.10002v3")) << "the id as add() takes it";
  EXPECT_FALSE(writer.remove("2402.10002")) << "removed already";
  for (const char* id : {"", "x:", "no id", "2402.99999999", "\xff", "x:\xff"}) {
    EXPECT_FALSE(writer.remove(id)) << id;
  }
}

TEST_F(IndexWriterTest, OtherSourcesKeepTheirListings) {
  write("s/a.md", {"2402.10001"});
  update({"s"});
  commit("own", {"2402.10001", "2402.10002"});
  EXPECT_EQ(listed_by("2402.10001"), (std::vector<std::string>{folder_ / "s/a.md", "own"}));

  IndexWriter writer(options());
  EXPECT_TRUE(writer.remove("2402.10001"));
  EXPECT_TRUE(writer.remove("2402.10002"));
  const UpdateReport report = writer.commit();
  EXPECT_EQ(report.changed, 1U);
  EXPECT_EQ(report.removed, 1U);
  EXPECT_EQ(listed_by("2402.10001"), std::vector<std::string>{folder_ / "s/a.md"});
  EXPECT_EQ(sources(), std::vector<std::string>{folder_ / "s/a.md" + ": 1"})
      << "a source without papers is not remembered";
}

TEST_F(IndexWriterTest, UpdatesThatPruneOrRebuildKeepTheSource) {
  write("s/a.md", {"2402.10001"});
  write("s/b.md", {"2402.10003"});
  update({"s"});
  commit("own", {"2402.10001", "2402.10002"});
  commit("other", {"2402.10004"});
  folder_.write("votes.jsonl", R"({"schema":1,"id":"2402.10002","votes":55})");
  refresh_votes({index(), folder_ / "votes.jsonl"});
  std::filesystem::remove(folder_ / "s/b.md");
  update({"s"});
  const std::vector<std::string> expected = {folder_ / "s/a.md" + ": 1", "other: 1", "own: 2"};
  EXPECT_EQ(sources(), expected);

  const auto before = stored_records(index());
  const UpdateReport report = update({"s"}, true);
  EXPECT_TRUE(report.published);
  EXPECT_EQ(report.documents, 3U);
  EXPECT_EQ(sources(), expected);
  const auto after = stored_records(index());
  ASSERT_EQ(after.size(), before.size());
  for (const auto& [id, record] : before) EXPECT_EQ(after.at(id).listings, record.listings) << id;
  ASSERT_EQ(exported_votes(index()).size(), 1U);
  EXPECT_EQ(exported_votes(index())[0].votes, 55);
  EXPECT_FALSE(update({"s"}).published);
  EXPECT_EQ(sources(), expected) << "the second rebuild knows it too";
  update({"s"}, true);
  EXPECT_EQ(sources(), expected);
}

TEST_F(IndexWriterTest, ARebuildOfADamagedIndexSaysWhatIsLost) {
  write("s/a.md", {"2402.10001"});
  commit("own", {"2402.10002"});
  system::write_file(
      index::IndexPaths(index()).generation(generation()) + "/" + index::kManifestFile, "{}");
  update({"s"}, true);
  EXPECT_NE(warnings_.find("papers of writers cannot be carried over"), std::string::npos);
  EXPECT_EQ(sources(), std::vector<std::string>{folder_ / "s/a.md" + ": 1"});
}

TEST_F(IndexWriterTest, ItsSourceIsForgottenLikeAnyOther) {
  write("s/a.md", {"2402.10001"});
  update({"s"});
  commit("own", {"2402.10001", "2402.10002"});
  UpdateReport report;
  forget_sources(update_options(), {"own"}, report);
  EXPECT_EQ(report.removed, 1U);
  EXPECT_EQ(sources(), std::vector<std::string>{folder_ / "s/a.md" + ": 1"});
  EXPECT_EQ(commit("own", {"2402.10002"}).added, 1U);
}

TEST_F(IndexWriterTest, TwoWritersOfASourceApplyTheirChangesInTurn) {
  IndexWriter one(options());
  IndexWriter two(options());
  one.add(paper("2402.10001"));
  one.add(paper("2402.10002"));
  two.add(paper("2402.10002", "Of the second."));
  two.add(paper("2402.10003"));
  EXPECT_FALSE(two.remove("2402.10001")) << "not published yet";
  EXPECT_EQ(one.commit().documents, 2U);
  const UpdateReport report = two.commit();
  EXPECT_EQ(report.removed, 1U);
  EXPECT_EQ(report.changed, 1U);
  EXPECT_EQ(report.added, 1U);
  EXPECT_EQ(sources(), std::vector<std::string>{"own: 2"});
  EXPECT_EQ(stored_records(index()).at("2402.10002").paper().sections[0].text, "Of the second.");
}

TEST_F(IndexWriterTest, APipeOfTheNameIsTheSameSource) {
  UpdateOptions piped = update_options();
  const std::string line =
      R"({"schema":1,"id":"2402.10001","title":"T","listed":"2024-02-19","abstract":"a"})";
  const std::string pipe = folder_ / "pipe";
  ASSERT_EQ(std::system(("mkfifo " + pipe).c_str()), 0);
  ASSERT_EQ(std::system(("printf '%s\\nno json\\n' '" + line + "' >" + pipe + " &").c_str()), 0);
  piped.sources = {pipe};
  piped.source_name = "own";
  update_index(piped);
  EXPECT_EQ(index_sources(index()).at(0).rejected, 1U);

  commit("own", {"2402.10002"});
  EXPECT_EQ(sources(), std::vector<std::string>{"own: 2"});
  EXPECT_EQ(index_sources(index()).at(0).rejected, 0U) << "what the pipe had said is over";
  EXPECT_EQ(stored_records(index()).at("2402.10001").listings[0].line, 1U);

  // The same bytes as before are read again, because the source has changed since.
  ASSERT_EQ(std::system(("printf '%s\\nno json\\n' '" + line + "' >" + pipe + " &").c_str()), 0);
  EXPECT_EQ(update_index(piped).removed, 1U);
  EXPECT_EQ(sources(), std::vector<std::string>{"own: 1"});
  write("s/a.md", {"2402.10003"});
  update({"s"}, true);
  EXPECT_EQ(sources(), std::vector<std::string>{folder_ / "s/a.md" + ": 1"})
      << "it is a pipe again, which a rebuild does not keep";
}

TEST_F(IndexWriterTest, ALossBeyondTheLimitIsRefusedAndTheChangesStay) {
  commit("own", {"2402.10001", "2402.10002", "2402.10003"});
  WriterOptions careful = options();
  careful.max_drop_percent = 40;
  IndexWriter writer(careful);
  writer.remove("2402.10001");
  writer.remove("2402.10002");
  const std::string before = generation();
  EXPECT_EQ(cause_of_call([&] { writer.commit(); }), Cause::drop);
  EXPECT_EQ(generation(), before);
  writer.add(paper("2402.10002"));
  EXPECT_EQ(writer.commit().removed, 1U) << "the other removal is still to be committed";
}

TEST_F(IndexWriterTest, TheGateRefuses) {
  std::vector<std::string> complaints = {"no"};
  WriterOptions gated = options();
  gated.gate = [&](const std::string& folder) {
    EXPECT_TRUE(std::filesystem::exists(folder + "/manifest.json"));
    return complaints;
  };
  IndexWriter writer(gated);
  writer.add(paper("2402.10001"));
  EXPECT_EQ(cause_of_call([&] { writer.commit(); }), Cause::gate);
  EXPECT_THROW(index_stats(index()), Error);
  complaints.clear();
  EXPECT_EQ(writer.commit().added, 1U);
}

TEST_F(IndexWriterTest, ALockedIndexIsLeftAlone) {
  commit("own", {"2402.10001"});
  IndexWriter writer(options());
  writer.add(paper("2402.10002"));
  {
    const publish::IndexLock lock(index::IndexPaths(index()), 0, nullptr);
    EXPECT_EQ(cause_of_call([&] { writer.commit(); }), Cause::locked);
    EXPECT_TRUE(writer.remove("2402.10001")) << "reading needs no lock";
  }
  EXPECT_EQ(writer.commit().documents, 1U);
}

TEST_F(IndexWriterTest, AnInterruptedCommitPublishesNothing) {
  const std::atomic<bool> stop = true;
  WriterOptions interrupted = options();
  interrupted.interrupted = &stop;
  IndexWriter writer(interrupted);
  writer.add(paper("2402.10001"));
  EXPECT_EQ(cause_of_call([&] { writer.commit(); }), Cause::interrupted);
  EXPECT_THROW(index_stats(index()), Error);
}

TEST_F(IndexWriterTest, AKilledCommitLeavesTheOldPapers) {
  commit("own", {"2402.10001", "2402.10002"});
  // Killed as soon as a phase begins, which no clock decides.
  for (const char* phase : {"read", "copy", "index", "derive", "similarity", "verify", "publish"}) {
    const std::string before = generation();
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      WriterOptions killed = options();
      killed.progress = [&](const Progress& progress) {
        if (std::string_view(progress.phase) == phase) ::raise(SIGKILL);
      };
      IndexWriter writer(killed);
      writer.add(paper("2402.10001", std::string("Before ") + phase));
      writer.remove("2402.10002");
      writer.commit();
      ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status)) << phase;
    EXPECT_EQ(generation(), before) << phase;
    EXPECT_TRUE(check_index(index()).damage.empty()) << phase;
    EXPECT_EQ(sources(), std::vector<std::string>{"own: 2"}) << phase;
  }
  IndexWriter writer(options());
  EXPECT_TRUE(writer.remove("2402.10002"));
  EXPECT_EQ(writer.commit().documents, 1U);
  std::size_t generations = 0;
  for ([[maybe_unused]] const auto& entry :
       std::filesystem::directory_iterator(index::IndexPaths(index()).generations())) {
    ++generations;
  }
  EXPECT_EQ(generations, 2U) << "what killed runs left is removed";
}

TEST_F(IndexWriterTest, AnOlderIndexIsUpgradedByACommit) {
  write("s/a.md", {"2402.10001"});
  update({"s"});
  commit("own", {"2402.10001", "2402.10002"});
  // As another analyzer made it.
  const index::IndexPaths paths(index());
  const std::string manifest = paths.generation(generation()) + "/" + index::kManifestFile;
  auto json = nlohmann::json::parse(system::read_file(manifest));
  json["analyzer"] = "older";
  system::write_file(manifest, json.dump());
  system::write_file(paths.current(),
                     index::Pointer{generation(), system::xxh3_hex(json.dump())}.encode());

  WriterOptions strict = options();
  strict.upgrade = false;
  IndexWriter refused(strict);
  refused.add(paper("2402.10003"));
  EXPECT_EQ(cause_of_call([&] { refused.commit(); }), Cause::other_version);

  IndexWriter writer(options());
  EXPECT_TRUE(writer.remove("2402.10001"));
  writer.add(paper("2402.10003"));
  const UpdateReport report = writer.commit();
  EXPECT_TRUE(report.upgraded);
  EXPECT_EQ(report.documents, 3U);
  EXPECT_EQ(sources(), (std::vector<std::string>{folder_ / "s/a.md" + ": 1", "own: 2"}));
  EXPECT_EQ(listed_by("2402.10001"), std::vector<std::string>{folder_ / "s/a.md"});
  EXPECT_TRUE(check_index(index()).damage.empty());
}

TEST_F(IndexWriterTest, NamesThatOtherSourcesHaveAreRefused) {
  for (const char* name : {"", "stdin", "-", "-x", "/a/b.md"}) {
    EXPECT_EQ(cause_of_call([&] { IndexWriter writer(options(name)); }), Cause::usage) << name;
  }
}

TEST_F(IndexWriterTest, AWriterCanBeMoved) {
  IndexWriter one(options());
  one.add(paper("2402.10001"));
  IndexWriter two(std::move(one));
  one = IndexWriter(options("other"));
  one.add(paper("2402.10002"));
  EXPECT_EQ(two.commit().added, 1U);
  EXPECT_EQ(one.commit().added, 1U);
  EXPECT_EQ(sources(), (std::vector<std::string>{"other: 1", "own: 1"}));
}

/// What is refused of a paper, for the reason that the same line of a file is rejected for.
class InvalidPaper : public IndexWriterTest {
 protected:
  std::string reason(const std::function<void(IndexWriter&)>& add) {
    IndexWriter writer(options());
    try {
      add(writer);
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::bad_input);
      EXPECT_FALSE(writer.commit().published) << "nothing of it stays";
      return error.what();
    }
    return "(valid)";
  }

  std::string reason_of(const std::function<void(PaperInput&)>& change) {
    PaperInput given = paper("x:1");
    change(given);
    return reason([&](IndexWriter& writer) { writer.add(given); });
  }
};

TEST_F(InvalidPaper, MembersAreCheckedLikeKeys) {
  const auto reasons = [this](auto member, std::initializer_list<const char*> values) {
    std::vector<std::string> all;
    for (const char* value : values)
      all.push_back(reason_of([&](PaperInput& p) { p.*member = value; }));
    return all;
  };
  using Reasons = std::vector<std::string>;
  EXPECT_EQ(
      reasons(&PaperInput::id, {"", "x:", "x:a b", "2402.10001x", "2499.10001"}),
      (Reasons{"the id \"\" is neither an arXiv id nor starts with \"x:\"",
               "the id \"x:\" has no key", "white space or a control character in the id \"x:a b\"",
               "the id \"2402.10001x\" is neither an arXiv id nor starts with \"x:\"",
               "no such arXiv id: 2499.10001: there is no month 99"}));
  EXPECT_EQ(reasons(&PaperInput::title, {"", " \n"}), (Reasons{"empty title", "empty title"}));
  EXPECT_EQ(reasons(&PaperInput::url, {"javascript:alert(1)", "https://a/\" onload"}),
            Reasons(2, "the address in \"urls\" is not a plain https:// or http:// address"));
  EXPECT_EQ(reasons(&PaperInput::votes_at, {"yesterday"}),
            Reasons{"votes_at \"yesterday\" is not a UTC time like 2025-05-09T23:00:00Z"});
  EXPECT_EQ(reasons(&PaperInput::withdrawn, {"2024-13-01"}),
            Reasons{"\"withdrawn\" \"2024-13-01\" is not a date YYYY-MM-DD"});
  EXPECT_EQ(reasons(&PaperInput::abstract, {"\xff"}), Reasons{"invalid UTF-8"});
  EXPECT_EQ(reason_of([](PaperInput& p) { p.listed = {}; }), "\"listed\" is empty");
  EXPECT_EQ(reason_of([](PaperInput& p) { p.listed = {"2024-02-30"}; }),
            "\"listed\" \"2024-02-30\" is not a date YYYY-MM-DD");
  EXPECT_EQ(reason_of([](PaperInput& p) { p.votes = -1; }),
            "votes -1 are not an integer from 0 to 1000000000");
  EXPECT_EQ(reason_of([](PaperInput& p) { p.sections = {}; }),
            "neither \"sections\" nor an \"abstract\" with text");
  EXPECT_EQ(reason_of([](PaperInput& p) { p.sections[0].kind = "chapter"; }),
            "section kind \"chapter\" is not known");
  EXPECT_EQ(reason_of([](PaperInput& p) { p.sections[0].text.assign(300'000, 'x'); }).substr(0, 9),
            "entry of ");
  EXPECT_EQ(reason_of([](PaperInput&) {}), "(valid)");
}

TEST_F(InvalidPaper, ObjectsAreRefusedForTheReasonsOfLines) {
  const std::string good =
      R"({"schema":1,"id":"x:1","title":"T","listed":"2024-02-19","abstract":"a"})";
  auto without = [&](const char* key) {
    auto json = nlohmann::json::parse(good);
    json.erase(key);
    return json.dump();
  };
  auto with = [&](const char* key, const nlohmann::json& value) {
    auto json = nlohmann::json::parse(good);
    json[key] = value;
    return json.dump();
  };
  for (const std::string& object :
       {without("schema"), without("id"), without("title"), without("listed"), without("abstract"),
        with("schema", 2), with("id", "2402.1"), with("listed", "soon"), with("votes", 1.5),
        with("authors", "Ada"), with("urls", {{"abs", "ftp://a"}}), std::string("[1]"),
        std::string("{"), std::string("\xff{}")}) {
    const reader::Contribution line = reader::read_digest("/a.jsonl", object);
    ASSERT_EQ(line.rejects.size(), 1U) << object;
    // A file may also be an array, so there that is told apart otherwise.
    if (object != "[1]") {
      EXPECT_EQ(reason([&](IndexWriter& writer) { writer.add_json(object); }),
                line.rejects[0].reason)
          << object;
    }
  }
  for (const char* object : {"[1]", "", "3", R"({"schema":1,"id":"x:1","votes":3})"}) {
    EXPECT_NE(reason([&](IndexWriter& writer) { writer.add_json(object); }), "(valid)") << object;
  }
  EXPECT_EQ(reason([&](IndexWriter& writer) { writer.add_json(good); }), "(valid)");
}

}  // namespace
}  // namespace nonmun::update
