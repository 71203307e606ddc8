#include "searcher/rank/feedback.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "analyzers/text/utf8.hpp"
#include "indexer/index/fields.hpp"
#include "searcher/match/bm25.hpp"
#include "tests/support/collection.hpp"

namespace nonmun::rank {
namespace {

/// Twenty papers about nothing, and those that a test adds.
class FeedbackTest : public testing::Test {
 protected:
  FeedbackTest() : database_(std::string(), Xapian::DB_BACKEND_INMEMORY) {
    for (int i = 0; i < 20; ++i) add({"common", "filler" + std::to_string(i)});
  }

  Xapian::docid add(const std::vector<std::string>& terms) {
    Xapian::Document document;
    for (const std::string& term : terms) document.add_term(term);
    return database_.add_document(document);
  }

  std::map<std::string, double> terms(const std::vector<match::Match>& best) {
    match::Matches matches{best, best.empty() ? 0 : best.front().bm25};
    const auto found = feedback_terms(database_, matches);
    return {found.begin(), found.end()};
  }

  Xapian::WritableDatabase database_;
};

TEST_F(FeedbackTest, TermsThatTheBestPapersShare) {
  const match::Match a{{0, add({"latent", "noise", "common", "alone"})}, 2};
  const match::Match b{{0, add({"latent", "noise", "common", "수"})}, 2};
  const match::Match c{{0, add({"latent", "other", "common", "수"})}, 2};
  const auto found = terms({a, b, c});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_GT(found.at("latent"), found.at("noise"));
  EXPECT_NEAR(found.at("latent") + found.at("noise"), 1, 1e-12);
}

TEST_F(FeedbackTest, OnlyTermsOfTheRankedText) {
  const match::Match a{{0, add({"latent", "Pword", "Rword", "XEalias", "D2024"})}, 2};
  const match::Match b{{0, add({"latent", "Pword", "Rword", "XEalias", "D2024"})}, 2};
  const auto found = terms({a, b});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found.contains("latent"));
}

TEST_F(FeedbackTest, TheBestPaperCountsMost) {
  const match::Match a{{0, add({"first", "both"})}, 9};
  const match::Match b{{0, add({"first", "both", "last"})}, 5};
  const match::Match c{{0, add({"last", "both"})}, 1};
  const auto found = terms({a, b, c});
  EXPECT_GT(found.at("first"), found.at("last"));
}

TEST_F(FeedbackTest, NoPapersNoTerms) {
  EXPECT_TRUE(terms({}).empty());
}

TEST_F(FeedbackTest, AtMostTwenty) {
  std::vector<std::string> many;
  for (int i = 0; i < 50; ++i) many.push_back("term" + std::to_string(i));
  const match::Match a{{0, add(many)}, 2};
  const match::Match b{{0, add(many)}, 2};
  EXPECT_EQ(terms({a, b}).size(), 20U);
}

using Terms = std::vector<std::pair<std::string, double>>;

match::Matches best_matches(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(match::bm25());
  enquire.set_query(query);
  enquire.set_sort_by_relevance_then_value(index::kSortSlot, false);
  const Xapian::MSet best = enquire.get_mset(0, kFeedbackPapers);
  match::Matches matches;
  matches.top = best.get_max_attained();
  for (auto it = best.begin(); it != best.end(); ++it) {
    matches.list.push_back({{0, *it}, it.get_weight()});
  }
  return matches;
}

/// What feedback_terms() promises, computed without leaving anything out.
Terms all_terms(const Xapian::Database& database, const match::Matches& best) {
  std::map<std::string, std::pair<double, int>> evidence;
  for (const auto& [document, bm25] : best.list) {
    const Xapian::docid docid = document.docid;
    const double trust = std::pow(bm25 / best.top, 8) + 0.2;
    const double length = std::max<double>(1, database.get_doclength(docid));
    index::for_ranked_terms(database.termlist_begin(docid), database.termlist_end(docid),
                            [&](const Xapian::TermIterator& term) {
                              evidence[*term].first += trust * term.get_wdf() / length;
                              ++evidence[*term].second;
                            });
  }
  const double all = database.get_doccount();
  Terms terms;
  for (const auto& [term, e] : evidence) {
    const double papers = database.get_termfreq(term);
    if (e.second < 2 || text::count_code_points(term) < 2 || papers > all * 0.2) continue;
    terms.emplace_back(term, e.first * std::log((all + 1) / papers));
  }
  std::sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) {
    return std::pair(-a.second, a.first) < std::pair(-b.second, b.first);
  });
  if (terms.size() > 20) terms.resize(20);
  double sum = 0;
  for (const auto& term : terms) sum += term.second;
  for (auto& term : terms) term.second /= sum;
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
    document.add_value(index::kSortSlot, std::to_string(1000 + i));
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
    const match::Matches best = best_matches(database, query);
    const Terms expected = all_terms(database, best);
    const Terms found = feedback_terms(database, best);
    ASSERT_EQ(found.size(), expected.size()) << n;
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].first, expected[i].first) << n;
      EXPECT_NEAR(found[i].second, expected[i].second, 1e-12) << n;
    }
  }
}

}  // namespace
}  // namespace nonmun::rank
