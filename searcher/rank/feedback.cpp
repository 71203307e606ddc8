#include "searcher/rank/feedback.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "analyzers/text/utf8.hpp"
#include "indexer/index/fields.hpp"
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

/// By weight, then by term: the same on every machine and after every update.
bool before(const FeedbackTerm& a, const FeedbackTerm& b) {
  return std::pair(-a.weight, a.term) < std::pair(-b.weight, b.term);
}

/// The best kTerms by mass and rarity. `terms` come with their mass as weight. Asking for a
/// frequency is what costs, so only those are asked for that can be among the best.
std::vector<FeedbackTerm> best_terms(const Xapian::Database& database,
                                     std::vector<FeedbackTerm> terms) {
  const double all = database.get_doccount();
  std::sort(terms.begin(), terms.end(), before);
  std::vector<FeedbackTerm> best;
  for (FeedbackTerm& term : terms) {
    // The rarest term that two papers have weighs this much, and all that follow less.
    const double most = term.weight * std::log((all + 1) / 2);
    if (best.size() == kTerms && most < best.back().weight) break;
    const double papers = database.get_termfreq(term.term);
    if (papers > all * kTooCommon) continue;
    term.weight *= std::log((all + 1) / papers);
    best.insert(std::upper_bound(best.begin(), best.end(), term, before), term);
    if (best.size() > kTerms) best.pop_back();
  }
  return best;
}

}  // namespace

std::vector<FeedbackTerm> feedback_terms(const Xapian::Database& database,
                                         const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(bm25());
  enquire.set_query(query);
  enquire.set_sort_by_relevance_then_value(kSortSlot, false);
  const Xapian::MSet best = enquire.get_mset(0, kPapers);
  std::unordered_map<std::string, Evidence> evidence;
  for (auto match = best.begin(); match != best.end(); ++match) {
    const double trust =
        std::pow(match.get_weight() / best.get_max_attained(), kSteepness) + kEvenTrust;
    const double length = std::max<double>(1, database.get_doclength(*match));
    for_ranked_terms(database.termlist_begin(*match), database.termlist_end(*match),
                     [&](const Xapian::TermIterator& term) {
                       Evidence& e = evidence[*term];
                       e.mass += trust * term.get_wdf() / length;
                       ++e.papers;
                     });
  }
  std::vector<FeedbackTerm> terms;
  for (const auto& [term, e] : evidence) {
    // A single letter or syllable (수, 없) says nothing.
    if (e.papers >= 2 && count_code_points(term) > 1) terms.push_back({term, e.mass});
  }
  terms = best_terms(database, std::move(terms));
  double sum = 0;
  for (const FeedbackTerm& term : terms) sum += term.weight;
  for (FeedbackTerm& term : terms) term.weight /= sum;
  return terms;
}

}  // namespace nonmun::rank
