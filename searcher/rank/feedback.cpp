#include "searcher/rank/feedback.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

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

/// Calls visit(iterator) for the terms of the ranked text: those without a prefix, which would be a
/// capital letter.
template <class Visit>
void for_ranked_text(const Xapian::Database& database, Xapian::docid docid, Visit visit) {
  const auto end = database.termlist_end(docid);
  auto term = database.termlist_begin(docid);
  for (; term != end && *term < "A"; ++term) visit(term);
  for (term.skip_to("["); term != end; ++term) visit(term);
}

/// The weights of a list of terms by the document frequency, only of those that can be among the
/// best kTerms: asking for a frequency is what costs.
class Selection {
 public:
  explicit Selection(const Xapian::Database& database)
      : database_(database), all_(database.get_doccount()) {}

  std::vector<FeedbackTerm> best(std::vector<std::pair<std::string, double>> masses) const {
    std::sort(masses.begin(), masses.end(), [](const auto& a, const auto& b) {
      return std::pair(-a.second, a.first) < std::pair(-b.second, b.first);
    });
    std::vector<FeedbackTerm> best;
    for (const auto& [term, mass] : masses) {
      // The rarest term that two papers have weighs this much, and all that follow less.
      const double most = mass * std::log((all_ + 1) / 2);
      if (best.size() == kTerms && most < best.back().weight) break;
      const double papers = database_.get_termfreq(term);
      if (papers > all_ * kTooCommon) continue;
      FeedbackTerm found{term, mass * std::log((all_ + 1) / papers)};
      best.insert(std::upper_bound(best.begin(), best.end(), found, before), std::move(found));
      if (best.size() > kTerms) best.pop_back();
    }
    return best;
  }

 private:
  /// By weight, then by term: the same on every machine and after every update.
  static bool before(const FeedbackTerm& a, const FeedbackTerm& b) {
    return std::pair(-a.weight, a.term) < std::pair(-b.weight, b.term);
  }

  const Xapian::Database& database_;
  double all_;
};

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
    for_ranked_text(database, *match, [&](const Xapian::TermIterator& term) {
      Evidence& e = evidence[*term];
      e.mass += trust * term.get_wdf() / length;
      ++e.papers;
    });
  }
  std::vector<std::pair<std::string, double>> masses;
  for (const auto& [term, e] : evidence) {
    // A single letter or syllable (수, 없) says nothing.
    if (e.papers >= 2 && count_code_points(term) > 1) masses.emplace_back(term, e.mass);
  }
  std::vector<FeedbackTerm> terms = Selection(database).best(std::move(masses));
  double sum = 0;
  for (const FeedbackTerm& term : terms) sum += term.weight;
  for (FeedbackTerm& term : terms) term.weight /= sum;
  return terms;
}

}  // namespace nonmun::rank
