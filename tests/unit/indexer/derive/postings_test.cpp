#include "indexer/derive/postings.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <set>

#include "indexer/index/derived.hpp"
#include "tests/support/folder.hpp"

namespace nonmun::derive {
namespace {

class UpdatePostings : public testing::Test {
 protected:
  std::size_t below(std::size_t n) { return random_() % n; }

  /// Frequent words and rare ones, with all prefixes that the table has and some that it leaves
  /// out.
  Xapian::Document random_paper() {
    Xapian::Document document;
    for (std::size_t n = below(30); n > 0; --n) {
      const std::size_t word = below(below(2) == 0 ? 10 : 3000);
      document.add_term(fmt::format("w{}", word), static_cast<unsigned>(below(5) + 1));
      if (below(50) == 0) document.add_term(fmt::format("w{}", word), 300);
      document.add_boolean_term(fmt::format("R{}", word));
      if (below(4) == 0) document.add_boolean_term(fmt::format("XE{}", word));
    }
    return document;
  }

  /// @return the papers that changed
  std::vector<std::uint32_t> change(Xapian::WritableDatabase& db, std::size_t changes) {
    std::set<std::uint32_t> changed;
    while (changed.size() < changes) {
      const Xapian::docid last = db.get_lastdocid();
      const auto docid = static_cast<Xapian::docid>(1 + below(last + 1));
      if (docid > last) {
        changed.insert(db.add_document(random_paper()));
      } else if (below(3) > 0) {
        db.replace_document(docid, random_paper());  // also of a number that was deleted
        changed.insert(docid);
      } else {
        try {
          db.delete_document(docid);
          changed.insert(docid);
        } catch (const Xapian::DocNotFoundError&) {
          continue;
        }
      }
    }
    db.commit();
    return {changed.begin(), changed.end()};
  }

  /// The table from the database alone, in a folder of its own. @return the folder
  std::string written(const Xapian::Database& db, const std::string& name) const {
    std::filesystem::create_directories(folder_ / name);
    write_postings(db, folder_ / name + "/" + index::kPostingsFile, [] {});
    return folder_ / name;
  }

  std::string bytes(const std::string& name) const {
    return folder_.read(name + "/" + index::kPostingsFile);
  }

  std::mt19937 random_{7};
  const testing_support::Folder folder_;
};

TEST_F(UpdatePostings, GivesTheBytesOfATableFromNothing) {
  Xapian::WritableDatabase db(folder_ / "db", Xapian::DB_CREATE_OR_OPEN);
  for (int i = 0; i < 5000; ++i) db.add_document(random_paper());
  db.commit();
  written(db, "0");
  for (int round = 1; round <= 12; ++round) {
    const std::string before = folder_ / std::to_string(round - 1);
    const Predecessor predecessor{before, change(db, round % 4 == 0 ? 0 : 1 + below(400))};
    const std::string name = std::to_string(round);
    written(db, name);
    update_postings(db, predecessor, folder_ / "updated", [] {});
    ASSERT_EQ(folder_.read("updated") == bytes(name), true) << "round " << round;
    EXPECT_EQ(predecessor.changed.empty(), bytes(name) == bytes(std::to_string(round - 1)));
  }
}

TEST_F(UpdatePostings, ToAndFromNoPapers) {
  Xapian::WritableDatabase db(folder_ / "db", Xapian::DB_CREATE_OR_OPEN);
  const std::string empty = written(db, "empty");
  for (int i = 0; i < 50; ++i) db.add_document(random_paper());
  db.commit();
  std::vector<std::uint32_t> all;
  for (std::uint32_t docid = 1; docid <= 50; ++docid) all.push_back(docid);
  const std::string full = written(db, "full");
  update_postings(db, {empty, all}, folder_ / "updated", [] {});
  EXPECT_TRUE(folder_.read("updated") == bytes("full"));
  for (const std::uint32_t docid : all) db.delete_document(docid);
  db.commit();
  written(db, "none");
  update_postings(db, {full, all}, folder_ / "updated", [] {});
  EXPECT_TRUE(folder_.read("updated") == bytes("none"));
}

TEST_F(UpdatePostings, CanBeInterrupted) {
  Xapian::WritableDatabase db(folder_ / "db", Xapian::DB_CREATE_OR_OPEN);
  db.add_document(random_paper());
  db.commit();
  const Predecessor before{written(db, "0"), {}};
  EXPECT_THROW(update_postings(db, before, folder_ / "updated", [] { throw 1; }), int);
}

}  // namespace
}  // namespace nonmun::derive
