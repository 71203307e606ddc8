#include "searcher/rank/feedback.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "analyzers/text/utf8.hpp"
#include "indexer/index/fields.hpp"

namespace nonmun::rank {
namespace {

constexpr std::size_t kTerms = 20;
/// Trust in a paper: (score / best score)^kSteepness + kEvenTrust. Chosen on the judged queries.
constexpr double kSteepness = 8;
constexpr double kEvenTrust = 0.2;
constexpr double kTooCommon = 0.2;  ///< share of all papers

struct Evidence {
  double mass = 0;  ///< sum of trust * tf / length
  unsigned papers = 0;
};

using Term = std::pair<std::string, double>;

/// By weight, then by term: the same on every machine and after every update.
bool before(const Term& a, const Term& b) {
  return std::pair(-a.second, a.first) < std::pair(-b.second, b.first);
}

/// The best kTerms by mass and rarity. `terms` come with their mass as weight. Asking for a
/// frequency is what costs, so only those are asked for that can be among the best.
std::vector<Term> best_terms(const Xapian::Database& database, std::vector<Term> terms) {
  const double all = database.get_doccount();
  std::sort(terms.begin(), terms.end(), before);
  std::vector<Term> best;
  for (Term& term : terms) {
    auto& [text, weight] = term;
    // The rarest term that two papers have weighs this much, and all that follow less.
    const double max = weight * std::log((all + 1) / 2);
    if (best.size() == kTerms && max < best.back().second) break;
    const double papers = database.get_termfreq(text);
    if (papers > all * kTooCommon) continue;
    weight *= std::log((all + 1) / papers);
    best.insert(std::upper_bound(best.begin(), best.end(), term, before), term);
    if (best.size() > kTerms) best.pop_back();
  }
  return best;
}

}  // namespace

std::vector<Term> feedback_terms(const Xapian::Database& database, const match::Matches& best) {
  std::unordered_map<std::string, Evidence> evidence;
  for (const auto& [document, bm25] : best.list) {
    const double trust = std::pow(bm25 / best.top, kSteepness) + kEvenTrust;
    const double length = std::max<double>(1, database.get_doclength(document.docid));
    index::for_ranked_terms(database.termlist_begin(document.docid),
                            database.termlist_end(document.docid),
                            [&](const Xapian::TermIterator& term) {
                              Evidence& e = evidence[*term];
                              e.mass += trust * term.get_wdf() / length;
                              ++e.papers;
                            });
  }
  std::vector<Term> terms;
  for (const auto& [term, e] : evidence) {
    // A single letter or syllable (수, 없) says nothing.
    if (e.papers >= 2 && text::count_code_points(term) > 1) terms.emplace_back(term, e.mass);
  }
  terms = best_terms(database, std::move(terms));
  double sum = 0;
  for (const Term& term : terms) sum += term.second;
  for (Term& term : terms) term.second /= sum;
  return terms;
}

}  // namespace nonmun::rank
