#include "searcher/match/contenders.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace nonmun::match {
namespace {

double score_at(const ScoredWindow& window, std::uint32_t local) {
  return window.scores.empty() ? 0 : window.scores[local];
}

std::uint32_t docid_of(const ScoredWindow& window, std::uint32_t local) {
  return index::docid_at(window.window, local);
}

/// Looks at an unsure paper.
double settle(ScoredWindow& window, std::uint32_t local, WindowNode& root, WindowScope& scope) {
  double exact = 0;
  root.add(scope, docid_of(window, local), exact);
  window.scores[local] = exact;
  window.unsure.erase(local);
  return exact;
}

/// Collects contenders; knows the lowest score that gets one in.
class Contest {
 public:
  Contest(const Wanted& wanted, double top)
      : scoring_(*wanted.scoring),
        count_(wanted.count),
        top_(top),
        max_bonus_(scoring_.max_bonus()),
        max_factor_(scoring_.max_factor()) {}

  /// No paper with a lower BM25 can get in.
  double lowest() const { return lowest_; }

  /// @param exact gives the exact score of an unsure paper
  template <class Exact>
  void enter(std::uint32_t docid, double bm25, bool unsure, Exact exact) {
    const Document document{docid};
    const double factor = scoring_.factor(document);
    if ((relative(bm25) + max_bonus_) * factor < limit_) return;
    // The bonus is looked up before phrases are: it is the cheaper one.
    double bonus = relative(bm25) > 0 ? scoring_.bonus(document) : 0;
    if ((relative(bm25) + bonus) * factor < limit_) return;
    if (unsure) {
      bm25 = exact();
      if (relative(bm25) == 0) bonus = 0;
      if ((relative(bm25) + bonus) * factor < limit_) return;
    }
    const double score = (relative(bm25) + bonus) * factor;
    entered_.push_back({{document, bm25}, score});
    best_.push(score);
    if (best_.size() > count_) best_.pop();
    // A little less, so that rounding keeps nobody out who is as good.
    if (best_.size() < count_) return;
    limit_ = best_.top() * (1 - 1e-12);
    // Without any BM25 all papers count alike.
    if (top_ > 0) lowest_ = (limit_ / max_factor_ - max_bonus_) * top_ * (1 - 1e-12);
  }

  std::vector<Match> take() && {
    std::vector<Match> matches;
    for (const auto& [match, score] : entered_) {
      if (score >= limit_) matches.push_back(match);
    }
    return matches;
  }

 private:
  double relative(double bm25) const { return top_ > 0 ? bm25 / top_ : 1; }

  const Scoring& scoring_;
  std::size_t count_;
  double top_;
  double max_bonus_;
  double max_factor_;
  double limit_ = 0;  ///< the lowest score that gets a paper in
  double lowest_ = -1;
  std::vector<std::pair<Match, double>> entered_;
  std::priority_queue<double, std::vector<double>, std::greater<>> best_;
};

void add_always(std::vector<ScoredWindow>& windows, WindowNode& root, WindowScope& scope,
                std::span<const Match> always, std::vector<Match>& matches) {
  for (const Match& it : always) {
    const std::uint32_t docid = it.document.docid;
    const std::uint32_t local = index::local_of(docid);
    const auto window = std::find_if(windows.begin(), windows.end(), [&](const auto& w) {
      return w.window == index::window_of(docid);
    });
    if (window == windows.end() || !window->matched.contains(local)) continue;
    const double bm25 = window->unsure.contains(local) ? settle(*window, local, root, scope)
                                                       : score_at(*window, local);
    matches.push_back({it.document, bm25});
  }
}

}  // namespace

double exact_top(std::vector<ScoredWindow>& windows, WindowNode& root, WindowScope& scope) {
  double top = 0;
  for (const ScoredWindow& window : windows) {
    if (window.max <= top) continue;
    WindowSet sure = window.matched;
    sure -= window.unsure;
    sure.visit([&](std::uint32_t local) { top = std::max(top, score_at(window, local)); });
  }
  struct Candidate {
    double bound;
    ScoredWindow* window;
    std::uint32_t local;
    bool operator<(const Candidate& other) const { return bound < other.bound; }
  };
  std::vector<Candidate> candidates;
  for (ScoredWindow& window : windows) {
    if (window.max <= top) continue;
    window.unsure.visit([&](std::uint32_t local) {
      if (window.scores[local] > top) candidates.push_back({window.scores[local], &window, local});
    });
  }
  std::make_heap(candidates.begin(), candidates.end());
  while (!candidates.empty() && candidates.front().bound > top) {
    std::pop_heap(candidates.begin(), candidates.end());
    const Candidate candidate = candidates.back();
    candidates.pop_back();
    top = std::max(top, settle(*candidate.window, candidate.local, root, scope));
  }
  return top;
}

std::vector<Match> first_matches(std::vector<ScoredWindow>& windows, WindowNode& root,
                                 WindowScope& scope, double top, const Wanted& wanted) {
  std::vector<Match> matches;
  if (wanted.count > 0) {
    Contest contest(wanted, top);
    std::vector<ScoredWindow*> order;
    for (ScoredWindow& window : windows) order.push_back(&window);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return a->max > b->max; });
    for (ScoredWindow* window : order) {
      if (window->max < contest.lowest()) break;
      window->matched.visit([&](std::uint32_t local) {
        const double bm25 = score_at(*window, local);
        if (bm25 < contest.lowest()) return;
        contest.enter(docid_of(*window, local), bm25, window->unsure.contains(local),
                      [&] { return settle(*window, local, root, scope); });
      });
    }
    matches = std::move(contest).take();
  }
  add_always(windows, root, scope, wanted.always, matches);
  const auto by_document = [](const Match& a, const Match& b) { return a.document < b.document; };
  std::sort(matches.begin(), matches.end(), by_document);
  matches.erase(
      std::unique(matches.begin(), matches.end(),
                  [](const Match& a, const Match& b) { return a.document == b.document; }),
      matches.end());
  return matches;
}

}  // namespace nonmun::match
