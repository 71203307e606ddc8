#include "indexer/update/writer.hpp"

#include <fmt/format.h>

#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"
#include "tests/support/update_testing.hpp"

namespace nonmun::update {
namespace {

class WriterTest : public StepsTest {
 protected:
  /// Papers with the numbers [from, to), whose votes are their number.
  void say_papers(SourceChanges& sources, std::int64_t from, std::int64_t to) const {
    for (std::int64_t n = from; n < to; ++n) {
      paper::Paper p = paper(fmt::format("2402.{:05}", n), fmt::format("Bullet {}.", n));
      if (n % 2 == 0) p.votes = n;
      say(sources, "/a.md", p);
    }
  }

  /// All that a database says of each paper.
  static std::string contents(const std::string& folder) {
    const Xapian::Database db = index::open_database(folder);
    std::string all;
    for (auto p = db.postlist_begin(""); p != db.postlist_end(""); ++p) {
      const Xapian::Document document = db.get_document(*p);
      all += fmt::format("{} {} {}\n", *p, document.get_value(index::kContentSlot),
                         document.get_data());
      for (auto t = db.termlist_begin(*p); t != db.termlist_end(*p); ++t) {
        all += fmt::format(" {}:{}", *t, t.get_wdf());
      }
    }
    return all;
  }
};

TEST_F(WriterTest, NewPapersGetTheirNumbersAndVotes) {
  SourceChanges sources = no_changes();
  say_papers(sources, 1, 4);
  PaperChanges papers = compare_papers(run_, sources, nullptr);
  const publish::Staging staging(index_);
  const WrittenDatabase written = write_database(run_, staging, nullptr, papers, sources.store);
  EXPECT_EQ(written.documents, 3U);
  EXPECT_EQ(written.last_docid, 3U);
  EXPECT_EQ(written.digest_votes,
            (std::vector<std::int32_t>{index::VoteTable::kUnknown, 2, index::VoteTable::kUnknown}));
  EXPECT_EQ(papers.papers[2].docid, 3U);
  EXPECT_FALSE(std::filesystem::exists(staging.work())) << "what was compacted is not kept";
}

TEST_F(WriterTest, PapersThatMovedAreAsIfWrittenThere) {
  SourceChanges there = no_changes();
  for (const std::uint64_t line : {1U, 2U}) {
    paper::Paper p = paper(fmt::format("2402.{:05}", line), fmt::format("Bullet {}.", line));
    p.votes = 5;
    say(there, "/a.md", p, line + 10);
  }
  const std::string expected = contents(publish(there).database());

  SourceChanges first = no_changes();
  SourceChanges moved = no_changes();
  moved.replaced = {"/a.md"};
  for (const std::uint64_t line : {1U, 2U}) {
    paper::Paper p = paper(fmt::format("2402.{:05}", line), fmt::format("Bullet {}.", line));
    p.votes = 5;
    say(first, "/a.md", p, line);
    say(moved, "/a.md", p, line + 10);
  }
  const Base base = publish(first);
  EXPECT_NE(contents(base.database()), expected);
  const Base after = publish(moved, &base);
  EXPECT_EQ(contents(after.database()), expected);
  EXPECT_EQ(after.votes.at(1).votes, 5);

  SourceChanges again = no_changes();
  again.replaced = {"/a.md"};
  say(again, "/a.md", paper("2402.00001", "Bullet 1."), 11);
  EXPECT_EQ(compare_papers(run_, again, &after).changed, 1U) << "its votes are gone";
}

TEST_F(WriterTest, TheNumberOfThreadsDoesNotMatter) {
  SourceChanges sources = no_changes();
  say_papers(sources, 1, 400);
  std::string first;
  for (const unsigned jobs : {1U, 2U, 7U}) {
    options_.jobs = jobs;
    PaperChanges papers = compare_papers(run_, sources, nullptr);
    const publish::Staging staging(index_);
    write_database(run_, staging, nullptr, papers, sources.store);
    const std::string now = contents(staging.database());
    if (first.empty()) first = now;
    EXPECT_EQ(now, first) << jobs;
  }
  EXPECT_NE(first, "");
}

TEST_F(WriterTest, PapersOfABaseKeepTheirNumbers) {
  SourceChanges sources = no_changes();
  say_papers(sources, 1, 5);
  const Base base = publish(sources);
  SourceChanges next = no_changes();
  next.replaced = {"/a.md"};
  say_papers(next, 1, 2);  // 2 and 3 go
  say(next, "/a.md", paper("2402.00004", "Changed."));
  say(next, "/a.md", paper("2402.00009"));
  PaperChanges papers = compare_papers(run_, next, &base);
  const publish::Staging staging(index_);
  const WrittenDatabase written = write_database(run_, staging, &base, papers, next.store);
  EXPECT_EQ(written.documents, 3U);
  EXPECT_EQ(written.last_docid, 5U) << "a number is not given twice";
  const Xapian::Database db = index::open_database(staging.database());
  EXPECT_THROW(db.get_document(2), Xapian::DocNotFoundError);
  EXPECT_NE(db.get_document(4).get_data().find("Changed."), std::string::npos);
  EXPECT_NE(db.get_document(5).get_data().find("2402.00009"), std::string::npos);
}

TEST_F(WriterTest, TheBaseIsNotTouched) {
  SourceChanges sources = no_changes();
  say_papers(sources, 1, 5);
  const Base base = publish(sources);
  SourceChanges next = no_changes();
  next.replaced = {"/a.md"};
  PaperChanges papers = compare_papers(run_, next, &base);
  {
    const publish::Staging staging(index_);
    write_database(run_, staging, &base, papers, next.store);
  }
  EXPECT_TRUE(index::damage(base.folder, base.manifest, index::Verify::full).empty());
}

TEST_F(WriterTest, ADatabaseIsCompactedWhenItHasGrown) {
  SourceChanges sources = no_changes();
  say_papers(sources, 1, 600);
  Base base = publish(sources);
  EXPECT_EQ(base.manifest.compacted_bytes, base.manifest.database_bytes());
  int compactions = 0;
  constexpr int kRounds = 24;
  for (int round = 0; round < kRounds; ++round) {
    SourceChanges next = no_changes();
    const std::string name = fmt::format("/{}.md", round);
    for (int n = 0; n < 5; ++n) {
      say(next, name,
          paper(fmt::format("2402.{:05}", 7 * round + n + 1), fmt::format("New word{}.", round)));
    }
    const std::uint64_t before = base.manifest.compacted_bytes;
    base = publish(next, &base);
    const index::Manifest& manifest = base.manifest;
    EXPECT_LE(manifest.database_bytes(), manifest.compacted_bytes + manifest.compacted_bytes / 10);
    compactions += manifest.compacted_bytes != before ? 1 : 0;
    EXPECT_EQ(Xapian::Database::check(base.database(), 0, nullptr), 0U) << round;
  }
  EXPECT_GT(compactions, 0);
  EXPECT_LT(compactions, kRounds);
}

TEST_F(WriterTest, AnInterruptedRunEnds) {
  SourceChanges sources = no_changes();
  say_papers(sources, 1, 5);
  PaperChanges papers = compare_papers(run_, sources, nullptr);
  const publish::Staging staging(index_);
  const std::atomic<bool> interrupted{true};
  options_.interrupted = &interrupted;
  EXPECT_THROW(write_database(run_, staging, nullptr, papers, sources.store), Error);
}

}  // namespace
}  // namespace nonmun::update
