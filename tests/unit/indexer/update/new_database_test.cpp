#include "indexer/update/new_database.hpp"

#include <fmt/format.h>

#include <map>

#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"
#include "tests/support/update_testing.hpp"

namespace nonmun::update {
namespace {

TEST(PapersPerPart, GrowWhereThereWouldBeTooManyParts) {
  EXPECT_EQ(papers_per_part(0), 512U);
  EXPECT_EQ(papers_per_part(1000), 512U);
  EXPECT_EQ(papers_per_part(20000), 2500U);
  EXPECT_EQ(papers_per_part(100000), 8192U);
  EXPECT_EQ(papers_per_part(524288), 8192U);
  EXPECT_EQ(papers_per_part(1000001), 15626U);
}

class NewDatabaseTest : public StepsTest {
 protected:
  static constexpr int kPapers = 1200;  // three parts

  SourceChanges some_papers() const {
    SourceChanges sources = no_changes();
    for (int n = 0; n < kPapers; ++n) {
      paper::Paper p =
          paper(fmt::format("2402.{:05}", n), fmt::format("Bullet {} of {}.", n, n % 7));
      p.votes = n;
      sources.listings.push_back(
          {p.id, sources.store.add(paper::encode(paper::Listing{"/a.md", p, 1}))});
    }
    return sources;
  }

  /// The tables, which hold all but a random identifier of the database.
  static std::map<std::string, std::string> tables(const std::string& folder) {
    std::map<std::string, std::string> result;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() != ".glass") continue;
      result[entry.path().filename()] = system::read_file(entry.path().string());
    }
    return result;
  }
};

TEST_F(NewDatabaseTest, TheNumberOfThreadsDoesNotMatter) {
  SourceChanges sources = some_papers();
  std::map<std::string, std::string> first;
  for (const unsigned jobs : {1U, 2U, 7U}) {
    options_.jobs = jobs;
    PaperChanges papers = compare_papers(run_, sources, nullptr);
    const publish::Staging staging(index_);
    write_database(run_, staging, nullptr, papers, sources.store);
    const auto now = tables(staging.database());
    if (first.empty()) first = now;
    EXPECT_TRUE(now == first) << jobs;
  }
  EXPECT_GE(first.size(), 3U);
}

TEST_F(NewDatabaseTest, PapersAreNumberedAsIfWrittenOneByOne) {
  SourceChanges sources = some_papers();
  PaperChanges papers = compare_papers(run_, sources, nullptr);
  const publish::Staging staging(index_);
  const WrittenDatabase written = write_database(run_, staging, nullptr, papers, sources.store);
  EXPECT_EQ(written.documents, kPapers);
  EXPECT_EQ(written.last_docid, kPapers);
  const Xapian::Database db = index::open_database(staging.database());
  EXPECT_EQ(db.get_doccount(), kPapers);
  EXPECT_EQ(db.get_lastdocid(), kPapers);
  EXPECT_EQ(db.get_termfreq("bullet"), kPapers);
  EXPECT_EQ(Xapian::Database::check(staging.database(), 0, nullptr), 0U);
  const std::string id_prefix(index::field(index::FieldId::id).prefix);
  for (int n = 0; n < kPapers; ++n) {
    const auto docid = static_cast<Xapian::docid>(n + 1);
    ASSERT_EQ(papers.papers[n].docid, docid);
    ASSERT_EQ(*db.postlist_begin(id_prefix + papers.papers[n].id), docid);
    ASSERT_EQ(written.digest_votes[n], n);
  }
}

TEST_F(NewDatabaseTest, ProgressGrowsToTheWhole) {
  SourceChanges sources = some_papers();
  std::vector<std::uint64_t> done;
  options_.jobs = 2;
  options_.progress = [&](const Progress& progress) {
    if (std::string_view(progress.phase) != "index") return;
    EXPECT_TRUE(progress.total == kPapers || progress.total == 0);
    done.push_back(progress.done);
  };
  PaperChanges papers = compare_papers(run_, sources, nullptr);
  const publish::Staging staging(index_);
  write_database(run_, staging, nullptr, papers, sources.store);
  EXPECT_TRUE(std::is_sorted(done.begin(), done.end()));
  EXPECT_GT(done.size(), 4U);
  EXPECT_EQ(done.back(), kPapers);
}

TEST_F(NewDatabaseTest, EndsInTheMiddleWhenInterrupted) {
  SourceChanges sources = some_papers();
  std::atomic<bool> interrupted{false};
  for (const unsigned jobs : {1U, 3U}) {
    interrupted = false;
    options_.jobs = jobs;
    options_.interrupted = &interrupted;
    options_.progress = [&](const Progress& progress) {
      if (progress.done > 0) interrupted = true;
    };
    PaperChanges papers = compare_papers(run_, sources, nullptr);
    const publish::Staging staging(index_);
    EXPECT_THROW(write_database(run_, staging, nullptr, papers, sources.store), Error) << jobs;
    EXPECT_FALSE(std::filesystem::exists(staging.database())) << jobs;
  }
}

}  // namespace
}  // namespace nonmun::update
