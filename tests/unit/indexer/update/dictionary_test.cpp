#include "indexer/update/dictionary.hpp"

#include <fmt/format.h>

#include "indexer/index/database.hpp"
#include "indexer/index/stored_papers.hpp"
#include "tests/support/update_testing.hpp"

namespace nonmun::update {
namespace {

class DictionaryTest : public StepsTest {
 protected:
  /// Papers with the numbers [from, to) of a source.
  SourceChanges papers(int from, int to, const std::string& source = "/a.md") const {
    SourceChanges sources = no_changes();
    for (int n = from; n < to; ++n) {
      std::string text;
      for (int i = 0; i < 40; ++i)
        text += fmt::format("문장 {} of the paper. ", (n * 31 + i * i) % 97);
      const paper::Paper p = paper(fmt::format("2402.{:05}", n), text);
      sources.listings.push_back(
          {p.id, sources.store.add(paper::encode(paper::Listing{source, p, 1}))});
    }
    return sources;
  }

  static std::string dictionary_of(const Base& base) {
    return index::record_dictionary(index::open_database(base.database()));
  }

  /// How many stored papers of a database begin with the byte that says so; all must be readable.
  static int compressed_papers(const Base& base) {
    const Xapian::Database db = index::open_database(base.database());
    const paper::RecordDecoder decoder = index::record_decoder(db);
    int compressed = 0;
    for (auto p = db.postlist_begin(""); p != db.postlist_end(""); ++p) {
      const std::string data = db.get_document(*p).get_data();
      EXPECT_EQ(decoder.decode(data).listings.size(), 1U);
      if (data[0] == 3) ++compressed;
    }
    return compressed;
  }
};

TEST_F(DictionaryTest, FewPapersHaveNone) {
  SourceChanges sources = papers(0, 10);
  const Base base = publish(sources);
  EXPECT_EQ(dictionary_of(base), "");
  EXPECT_EQ(compressed_papers(base), 0);
}

TEST_F(DictionaryTest, AnUpdateContinuesThatOfItsBase) {
  SourceChanges sources = papers(0, 300);
  const Base base = publish(sources);
  const std::string dictionary = dictionary_of(base);
  EXPECT_NE(dictionary, "");
  EXPECT_EQ(compressed_papers(base), 300);
  SourceChanges more = papers(300, 700, "/b.md");
  const Base after = publish(more, &base);
  EXPECT_EQ(dictionary_of(after), dictionary);
  EXPECT_EQ(compressed_papers(after), 700);
}

TEST_F(DictionaryTest, AnUpdateOfManyPapersMakesTheFirst) {
  SourceChanges sources = papers(0, 10);
  const Base base = publish(sources);
  SourceChanges more = papers(10, 300, "/b.md");
  const Base after = publish(more, &base);
  EXPECT_NE(dictionary_of(after), "");
  EXPECT_EQ(compressed_papers(after), 290) << "the papers of the base stay as they are";
}

TEST_F(DictionaryTest, StoredPapersAreComparedAsBefore) {
  SourceChanges sources = papers(0, 300);
  const Base base = publish(sources);
  SourceChanges next = papers(0, 299);
  next.replaced = {"/a.md"};
  say(next, "/a.md", paper("2402.00299", "Changed."));
  const PaperChanges changes = compare_papers(run_, next, &base);
  EXPECT_EQ(changes.changed, 1U);
  EXPECT_EQ(changes.unchanged, 299U);
}

TEST_F(DictionaryTest, OneHugePaperDoesNotMakeIt) {
  SourceChanges sources = no_changes();
  say(sources, "/a.md", paper("2402.00001", std::string(1 << 20, 'x')));
  say(sources, "/a.md", paper("2402.00002"));
  EXPECT_EQ(make_dictionary(compare_papers(run_, sources, nullptr), sources.store), "");
}

}  // namespace
}  // namespace nonmun::update
