#include "searcher/rank/feedback.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "analyzers/utf8.hpp"
#include "indexer/format/fields.hpp"
#include "searcher/rank/ranking.hpp"

namespace nonmun::rank {
namespace {

constexpr Xapian::doccount kPapers = 10;
constexpr std::size_t kTerms = 20;
/// Trust in a paper: (score / best score)^kSteepness + kEvenTrust. Chosen on the judged queries.
constexpr double kSteepness = 8;
constexpr double kEvenTrust = 0.2;
constexpr double kTooCommon = 0.2;  ///< share of all papers

struct Evidence {
  double mass = 0;  ///< sum of trust * tf / length
  unsigned papers = 0;
};

/// Terms of the ranked text have no prefix, which would be a capital letter. A single letter or
/// syllable (수, 없) says nothing.
bool is_ranked_text(const std::string& term) {
  return count_code_points(term) > 1 && !(term[0] >= 'A' && term[0] <= 'Z');
}

}  // namespace

std::vector<FeedbackTerm> feedback_terms(const Xapian::Database& database,
                                         const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(bm25());
  enquire.set_query(query);
  enquire.set_sort_by_relevance_then_value(kSortSlot, false);
  const Xapian::MSet best = enquire.get_mset(0, kPapers);
  std::map<std::string, Evidence> evidence;
  for (auto match = best.begin(); match != best.end(); ++match) {
    const double trust =
        std::pow(match.get_weight() / best.get_max_attained(), kSteepness) + kEvenTrust;
    const double length = std::max<double>(1, database.get_doclength(*match));
    for (auto term = database.termlist_begin(*match); term != database.termlist_end(*match);
         ++term) {
      std::string name = *term;
      if (!is_ranked_text(name)) continue;
      Evidence& e = evidence[std::move(name)];
      e.mass += trust * term.get_wdf() / length;
      ++e.papers;
    }
  }
  std::vector<FeedbackTerm> terms;
  const double all = database.get_doccount();
  for (const auto& [term, e] : evidence) {
    if (e.papers < 2) continue;
    const double papers = database.get_termfreq(term);
    if (papers > all * kTooCommon) continue;
    terms.push_back({term, e.mass * std::log((all + 1) / papers)});
  }
  // By weight, then by term: the same on every machine and after every update.
  std::sort(terms.begin(), terms.end(), [](const FeedbackTerm& a, const FeedbackTerm& b) {
    return std::pair(-a.weight, a.term) < std::pair(-b.weight, b.term);
  });
  if (terms.size() > kTerms) terms.resize(kTerms);
  double sum = 0;
  for (const FeedbackTerm& term : terms) sum += term.weight;
  for (FeedbackTerm& term : terms) term.weight /= sum;
  return terms;
}

}  // namespace nonmun::rank
