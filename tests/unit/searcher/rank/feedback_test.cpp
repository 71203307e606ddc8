#include "searcher/rank/feedback.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analyzers/text/utf8.hpp"
#include "indexer/index/fields.hpp"
#include "searcher/rank/ranking.hpp"
#include "tests/support/collection.hpp"

namespace nonmun::rank {
namespace {

/// What feedback_terms() promises, computed without leaving anything out.
std::vector<FeedbackTerm> all_terms(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(bm25());
  enquire.set_query(query);
  enquire.set_sort_by_relevance_then_value(kSortSlot, false);
  const Xapian::MSet best = enquire.get_mset(0, 10);
  std::map<std::string, std::pair<double, int>> evidence;
  for (auto match = best.begin(); match != best.end(); ++match) {
    const double trust = std::pow(match.get_weight() / best.get_max_attained(), 8) + 0.2;
    const double length = std::max<double>(1, database.get_doclength(*match));
    for_ranked_terms(database.termlist_begin(*match), database.termlist_end(*match),
                     [&](const Xapian::TermIterator& term) {
                       evidence[*term].first += trust * term.get_wdf() / length;
                       ++evidence[*term].second;
                     });
  }
  const double all = database.get_doccount();
  std::vector<FeedbackTerm> terms;
  for (const auto& [term, e] : evidence) {
    const double papers = database.get_termfreq(term);
    if (e.second < 2 || count_code_points(term) < 2 || papers > all * 0.2) continue;
    terms.push_back({term, e.first * std::log((all + 1) / papers)});
  }
  std::sort(terms.begin(), terms.end(), [](const FeedbackTerm& a, const FeedbackTerm& b) {
    return std::pair(-a.weight, a.term) < std::pair(-b.weight, b.term);
  });
  if (terms.size() > 20) terms.resize(20);
  double sum = 0;
  for (const FeedbackTerm& term : terms) sum += term.weight;
  for (FeedbackTerm& term : terms) term.weight /= sum;
  return terms;
}

/// 400 documents of words whose frequencies fall as in a text.
Xapian::WritableDatabase random_database() {
  property::Random random(11);
  std::vector<double> frequencies;
  for (int rank = 1; rank <= 600; ++rank) frequencies.push_back(1.0 / rank);
  std::discrete_distribution<int> word(frequencies.begin(), frequencies.end());
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < 400; ++i) {
    Xapian::Document document;
    for (int n = 0; n < 60; ++n) document.add_term("word" + std::to_string(word(random)));
    document.add_value(kSortSlot, std::to_string(1000 + i));
    database.add_document(document);
  }
  return database;
}

// Asking the database for every frequency would cost most of a search, so terms that cannot be
// among the best are left out early. That must not change which are the best.
TEST(Feedback, LeavingTermsOutEarlyChangesNothing) {
  const Xapian::WritableDatabase database = random_database();
  for (int n = 5; n < 600; n += 7) {
    const Xapian::Query query(Xapian::Query::OP_OR, Xapian::Query("word" + std::to_string(n)),
                              Xapian::Query("word" + std::to_string(n / 2)));
    const std::vector<FeedbackTerm> expected = all_terms(database, query);
    const std::vector<FeedbackTerm> found = feedback_terms(database, query);
    ASSERT_EQ(found.size(), expected.size()) << n;
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].term, expected[i].term) << n;
      EXPECT_NEAR(found[i].weight, expected[i].weight, 1e-12) << n;
    }
  }
}

}  // namespace
}  // namespace nonmun::rank
