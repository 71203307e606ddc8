#include "indexer/derive/similarity.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <set>
#include <stdexcept>

#include "indexer/derive/postings.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/index/similarity.hpp"
#include "tests/support/folder.hpp"

namespace nonmun::derive {
namespace {

using index::SimilarityPapers;
using index::SimilarityTerms;

struct Paper {
  std::string id;
  std::vector<std::string> terms;
};

/// Papers of some topics: half of the words of each are its topic's.
std::vector<Paper> random_papers(std::size_t count, std::size_t words) {
  std::mt19937 random(11);
  std::vector<Paper> papers;
  for (std::size_t i = 0; i < count; ++i) {
    Paper paper{fmt::format("2401.{:05}", i), {}};
    for (int n = 0; n < 24; ++n) {
      paper.terms.push_back(n % 2 == 0 ? fmt::format("t{}w{}", i % 7, random() % (words / 7))
                                       : fmt::format("w{}", random() % words));
    }
    papers.push_back(std::move(paper));
  }
  return papers;
}

class SimilarityTest : public testing::Test {
 protected:
  std::string write(const std::vector<Paper>& papers, const std::string& name) {
    Xapian::WritableDatabase db(folder_ / name, Xapian::DB_CREATE_OR_OPEN);
    for (const Paper& paper : papers) {
      Xapian::Document document;
      for (const std::string& term : paper.terms) document.add_term(term);
      document.add_boolean_term("Q" + paper.id);
      db.replace_document("Q" + paper.id, document);
    }
    db.commit();
    return folder_ / name;
  }

  /// Learns from a database. @return the folder of the tables, with a slash.
  std::string learn(
      const std::string& db, const std::string& name, const std::function<void()>& check = [] {}) {
    std::filesystem::create_directory(folder_ / name);
    const Xapian::Database database(db);
    const std::string postings = folder_ / name + "/postings";
    write_postings(database, postings, [] {});
    write_similarity(database, index::PostingTable(postings), folder_ / name, check);
    return name + "/";
  }

  SimilarityTerms terms(const std::string& tables) const {
    return SimilarityTerms(folder_.read(tables + index::kSimilarityTermsFile));
  }
  std::vector<std::vector<std::int8_t>> rows(const std::string& tables) const {
    const SimilarityPapers papers(folder_ / tables + index::kSimilarityPapersFile);
    std::vector<std::vector<std::int8_t>> rows;
    for (std::uint32_t i = 1; papers.axes() > 0 && i <= papers.last_docid(); ++i) {
      const index::Axes axes = papers.vector(i);
      rows.emplace_back(axes.begin(), axes.end());
    }
    return rows;
  }

  const testing_support::Folder folder_;
};

TEST_F(SimilarityTest, PapersOfATopicAreNear) {
  const std::string tables = learn(write({{"2401.00001", {"diffus", "nois"}},
                                          {"2401.00002", {"nois", "video"}},
                                          {"2401.00003", {"diffus", "nois", "video"}},
                                          {"2401.00004", {"video", "fram"}},
                                          {"2401.00005", {"robot", "arm"}},
                                          {"2401.00006", {"arm", "grasp"}},
                                          {"2401.00007", {"robot", "grasp"}},
                                          {"2401.00008", {"fram", "diffus"}}},
                                         "db"),
                                   "t");
  const auto papers = rows(tables);
  ASSERT_EQ(papers.size(), 8U);
  EXPECT_GT(index::cosine(papers[0], papers[2]), 0.5);
  EXPECT_NEAR(index::cosine(papers[0], papers[4]), 0, 0.02);
  EXPECT_TRUE(terms(tables).find("diffus"));
  EXPECT_GT(index::cosine(terms(tables).find("robot")->axes, papers[4]), 0.5);
  EXPECT_NEAR(index::cosine(terms(tables).find("robot")->axes, papers[0]), 0, 0.02);
}

TEST_F(SimilarityTest, RareAndCommonWordsAndOtherFieldsAreLeftOut) {
  const std::string tables =
      learn(write({{"2401.00001", {"once", "every", "some", "Alee", "Pdiff", "Stitl", "Rsome"}},
                   {"2401.00002", {"every", "some", "Alee", "Pdiff", "Stitl", "Rsome"}},
                   {"2401.00003", {"every", "three", "2nd"}},
                   {"2401.00004", {"every", "three", "2nd"}},
                   {"2401.00005", {"three"}}},
                  "db"),
            "t");
  const SimilarityTerms words = terms(tables);
  for (const char* known : {"some", "Pdiff", "2nd"}) EXPECT_TRUE(words.find(known)) << known;
  // "three" and "every" are in more than half of the papers.
  for (const char* unknown : {"once", "every", "three", "Alee", "Stitl", "Rsome"}) {
    EXPECT_FALSE(words.find(unknown)) << unknown;
  }
}

TEST_F(SimilarityTest, TooFewPapersGiveEmptyTables) {
  for (const std::size_t count : {0, 1, 2}) {
    auto papers = random_papers(count, 14);
    const std::string name = fmt::format("{}", count);
    const std::string tables = learn(write(papers, "db" + name), "t" + name);
    EXPECT_EQ(terms(tables).size(), 0U);
    EXPECT_TRUE(rows(tables).empty());
  }
}

// An update appends, replaces and deletes documents, a rebuild writes all from the beginning.
TEST_F(SimilarityTest, AnUpdateGivesTheTablesOfARebuild) {
  const std::vector<Paper> papers = random_papers(300, 350);
  const std::string all = learn(write(papers, "all"), "rebuilt");

  std::vector<Paper> shuffled(papers.rbegin(), papers.rend());
  shuffled[3].terms = {"other", "words"};  // replaced below
  shuffled.push_back({"2402.00001", papers[5].terms});
  const std::string db = write(shuffled, "updated-db");
  write({papers[296], papers[7]}, "updated-db");
  Xapian::WritableDatabase(db, Xapian::DB_OPEN).delete_document("Q2402.00001");
  const std::string updated = learn(db, "updated");

  EXPECT_EQ(folder_.read(updated + index::kSimilarityTermsFile),
            folder_.read(all + index::kSimilarityTermsFile));
  const Xapian::Database database(db);
  const auto rebuilt_rows = rows(all);
  const auto updated_rows = rows(updated);
  for (std::size_t i = 0; i < papers.size(); ++i) {
    const Xapian::docid docid = *database.postlist_begin("Q" + papers[i].id);
    EXPECT_EQ(updated_rows[docid - 1], rebuilt_rows[i]) << papers[i].id;
  }
  const std::vector<std::int8_t> deleted = updated_rows[300];
  EXPECT_EQ(std::set<std::int8_t>(deleted.begin(), deleted.end()), (std::set<std::int8_t>{0}));
}

// The same sources compiled for this very processor, with every instruction that it has.
TEST_F(SimilarityTest, OtherInstructionsGiveTheSameBytes) {
  const std::string db = write(random_papers(500, 900), "db");
  const std::string here = learn(db, "here");
  std::filesystem::create_directory(folder_ / "native");
  const std::string command =
      fmt::format("'{}' '{}' '{}'", NONMUN_WRITE_SIMILARITY, folder_ / "native", db);
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
  ASSERT_EQ(terms(here).axes(), index::kMaxAxes);
  for (const std::string name : {index::kSimilarityTermsFile, index::kSimilarityPapersFile}) {
    EXPECT_EQ(folder_.read(here + name), folder_.read("native/" + name)) << name;
  }
}

TEST_F(SimilarityTest, EndsWhenItIsTold) {
  const std::string db = write(random_papers(30, 40), "db");
  int calls = 0;
  learn(db, "t", [&] { ++calls; });
  for (int stop = 1; stop <= calls; stop += 3) {
    int left = stop;
    EXPECT_THROW(learn(db, "t",
                       [&] {
                         if (--left == 0) throw std::runtime_error("stop");
                       }),
                 std::runtime_error);
  }
}

}  // namespace
}  // namespace nonmun::derive
