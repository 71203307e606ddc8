#include "searcher/match/contenders.hpp"

#include <algorithm>
#include <array>
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
  const std::uint32_t docid = docid_of(window, local);
  double& score = window.scores[local];
  if (const auto exact = window.later.exact(local, score, scope.forward.record(docid))) {
    score = *exact;
  } else {
    score = 0;
    root.add(scope, docid, score);
  }
  window.unsure.erase(local);
  return score;
}

/// Collects contenders; knows the lowest score that gets one in.
class Contest {
 public:
  Contest(const Wanted& wanted, double top, WindowNode& root, WindowScope& scope)
      : scoring_(*wanted.scoring),
        count_(wanted.count),
        top_(top),
        root_(root),
        scope_(scope),
        max_bonus_(scoring_.max_bonus()),
        max_factor_(scoring_.max_factor()) {}

  /// Lets in those that may be contenders.
  void add(std::vector<ScoredWindow>& windows) {
    // The highest scores first: the limit that they set keeps out most of the others.
    if (windows.size() >= 2 * count_) {
      for (ScoredWindow& window : windows) {
        if (window.best != ScoredWindow::kNone) add(window, window.best);
      }
    } else if (const double high = high_score(windows); high > 0) {
      add_from(windows, high);
    }
    settle_best(candidates_.size());
    add_from(windows, 0);
  }

  std::vector<Match> take() && {
    for (std::size_t best = kFirst; !candidates_.empty(); best *= 4) settle_best(best);
    std::vector<Match> matches;
    for (const auto& [match, score] : entered_) {
      if (score >= limit_) matches.push_back(match);
    }
    return matches;
  }

 private:
  struct Candidate {
    double bound = 0;  ///< of its score
    ScoredWindow* window = nullptr;
    std::uint32_t local = 0;
  };

  Document document_of(const Candidate& candidate) const {
    return {docid_of(*candidate.window, candidate.local)};
  }

  /// Candidates whose scores are worked out before those of the others: the best by their bounds,
  /// so that the limit is high for the rest.
  static constexpr std::size_t kFirst = 64;

  /// A score that more than the wanted number of papers reach, and not many more; 0 where fewer do.
  double high_score(const std::vector<ScoredWindow>& windows) const {
    if (top_ == 0) return 0;
    std::array<std::size_t, 256> counts{};
    const double steps = counts.size() / top_ * (1 - 1e-9);
    for (const ScoredWindow& window : windows) {
      if (window.max < top_ / 4) continue;
      window.matched.visit([&](std::uint32_t local) {
        // Bounds of unsure papers may be above the highest score.
        const double step = std::min(score_at(window, local) * steps, counts.size() - 1.0);
        ++counts[static_cast<std::size_t>(step)];
      });
    }
    std::size_t above = 0;
    for (std::size_t step = counts.size(); step-- > counts.size() / 4;) {
      above += counts[step];
      if (above >= 2 * count_ + kFirst) return static_cast<double>(step) / steps;
    }
    return 0;
  }

  /// Those of a score from `low` on that have not been added before.
  void add_from(std::vector<ScoredWindow>& windows, double low) {
    for (ScoredWindow& window : windows) {
      if (window.max < std::max(low, lowest_)) continue;
      WindowSet papers = window.matched;
      papers -= window.added;
      papers.visit([&](std::uint32_t local) {
        if (score_at(window, local) >= low) add(window, local);
      });
      if (limit_ == 0 && low == 0) settle_best(count_ + kFirst);
    }
  }

  void add(ScoredWindow& window, std::uint32_t local) {
    window.added.insert(local);
    const double bm25 = score_at(window, local);
    if (bm25 < lowest_) return;
    const Document document{docid_of(window, local)};
    const double factor = scoring_.factor(document);
    const double bound = (relative(bm25) + max_bonus_) * factor;
    if (bound < limit_) return;
    const Candidate candidate{bound, &window, local};
    if (max_bonus_ > 0) {
      candidates_.push_back(candidate);
    } else {
      enter(candidate);  // there is nothing to put off
    }
  }

  double relative(double bm25) const { return top_ > 0 ? bm25 / top_ : 1; }

  /// Works out the scores of the best candidates by their bounds, and drops those that cannot get
  /// in any more.
  void settle_best(std::size_t best) {
    const auto by_bound = [](const Candidate& a, const Candidate& b) { return a.bound > b.bound; };
    const auto end =
        candidates_.begin() + static_cast<std::ptrdiff_t>(std::min(best, candidates_.size()));
    if (end != candidates_.end()) {
      std::nth_element(candidates_.begin(), end, candidates_.end(), by_bound);
    }
    for (auto at = candidates_.begin(); at != end; ++at) {
      if (candidates_.end() - at > kAhead) scoring_.prefetch(document_of(at[kAhead]));
      enter(*at);
    }
    candidates_.erase(candidates_.begin(), end);
    std::erase_if(candidates_, [&](const Candidate& it) { return it.bound < limit_; });
  }

  void enter(const Candidate& candidate) {
    if (candidate.bound < limit_) return;
    ScoredWindow& window = *candidate.window;
    const Document document = document_of(candidate);
    const double factor = scoring_.factor(document);
    double bm25 = score_at(window, candidate.local);
    // The bonus is looked up before phrases are: it is the cheaper one.
    double bonus = relative(bm25) > 0 ? scoring_.bonus(document) : 0;
    if ((relative(bm25) + bonus) * factor < limit_) return;
    if (window.unsure.contains(candidate.local)) {
      bm25 = settle(window, candidate.local, root_, scope_);
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

  static constexpr std::ptrdiff_t kAhead = 8;

  const Scoring& scoring_;
  std::size_t count_;
  double top_;
  WindowNode& root_;
  WindowScope& scope_;
  double max_bonus_;
  double max_factor_;
  double limit_ = 0;    ///< the lowest score that gets a paper in
  double lowest_ = -1;  ///< no paper with a lower BM25 can get in
  std::vector<Candidate> candidates_;
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
    const bool is_sure = window.best != ScoredWindow::kNone && !window.unsure.contains(window.best);
    if (is_sure) top = std::max(top, window.max);
  }
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
    Contest contest(wanted, top, root, scope);
    contest.add(windows);
    matches = std::move(contest).take();
  }
  add_always(windows, root, scope, wanted.always, matches);
  sort_by_document(matches);
  remove_repeated(matches);
  return matches;
}

}  // namespace nonmun::match
