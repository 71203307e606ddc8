#include "searcher/match/synonym_frequency.hpp"

#include <gtest/gtest.h>
#include <xapian.h>

#include <cmath>
#include <random>
#include <string>

#include "searcher/match/bm25.hpp"

namespace nonmun::match {
namespace {

TEST(SynonymFrequency, OfNoneAndOne) {
  EXPECT_EQ(synonym_frequency({}, 100), 0U);
  EXPECT_EQ(synonym_frequency({7}, 100), 7U);
  EXPECT_EQ(synonym_frequency({50, 50}, 100), 75U);
  EXPECT_EQ(synonym_frequency({5}, 0), 0U);
}

/// The frequency that Xapian reckons with is in the weight of a paper.
TEST(SynonymFrequency, IsThatOfXapian) {
  std::mt19937 random(11);
  constexpr std::uint32_t kPapers = 1000;
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (std::uint32_t i = 0; i < kPapers; ++i) {
    Xapian::Document document;
    for (std::uint32_t word = 0; word < 30; ++word) {
      if (random() % (2 + word * word) == 0) document.add_term("w" + std::to_string(word));
    }
    document.add_term("filler");
    database.add_document(document);
  }
  for (int i = 0; i < 200; ++i) {
    std::vector<std::string> terms(2 + random() % 6);
    for (std::string& term : terms) term = "w" + std::to_string(random() % 30);
    std::vector<std::uint32_t> frequencies;
    for (const std::string& term : terms) frequencies.push_back(database.get_termfreq(term));
    Xapian::Enquire enquire(database);
    // Without the length of documents, and a wdf of one alone, the weight is the term's.
    enquire.set_weighting_scheme(Xapian::BM25Weight(0, 0, 1, 0, 0.5));
    enquire.set_query(Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()));
    const Xapian::MSet set = enquire.get_mset(0, 1);
    if (set.empty()) continue;
    EXPECT_NEAR(set.begin().get_weight(),
                inverse_document_frequency(kPapers, synonym_frequency(frequencies, kPapers)),
                1e-12);
  }
}

}  // namespace
}  // namespace nonmun::match
