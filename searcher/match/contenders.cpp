#include "searcher/match/contenders.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <optional>
#include <queue>
#include <utility>

namespace nonmun::match {
namespace {

/// Looks at an unsure paper.
double settle(ScoredWindow& window, std::size_t i, WindowNode& root, WindowScope& scope) {
  const std::uint32_t docid = window.docid(i);
  const std::optional<double> exact =
      window.later.exact(index::local_of(docid), window.score(i), scope.forward.record(docid));
  double score = exact.value_or(0);
  if (!exact) root.add(scope, docid, score);
  window.set_exact(i, score);
  return score;
}

/// Counts values of a range in steps, to choose one that so many reach.
class Histogram {
 public:
  Histogram(double low, double high)
      : low_(low), steps_(high > low ? kSteps / (high - low) * (1 - 1e-9) : 0) {}

  void add(double value) { ++counts_[step_of(value)]; }
  /// A value that at least `count` of those added reach, and not many more; `low` where fewer do.
  double reached_by(std::size_t count) const {
    std::size_t above = 0;
    for (std::size_t step = kSteps; step-- > 1;) {
      above += counts_[step];
      // A little less, so that rounding leaves out none that was counted.
      if (above >= count) return low_ + static_cast<double>(step) / steps_ * (1 - 1e-12);
    }
    return low_;
  }

 private:
  static constexpr std::size_t kSteps = 256;

  std::size_t step_of(double value) const {
    return static_cast<std::size_t>(std::clamp((value - low_) * steps_, 0.0, kSteps - 1.0));
  }

  double low_;
  double steps_;
  std::array<std::uint32_t, kSteps> counts_{};
};

/// Collects contenders; knows the lowest score that gets one in.
class Contest {
 public:
  Contest(std::vector<ScoredWindow>& windows, const Wanted& wanted, double top, WindowNode& root,
          WindowScope& scope, ContestMemory& memory)
      : windows_(windows),
        scoring_(*wanted.scoring),
        count_(wanted.count),
        top_(top),
        root_(root),
        scope_(scope),
        max_bonus_(scoring_.max_bonus()),
        max_factor_(scoring_.max_factor()),
        candidates_(memory.waiting),
        chosen_(memory.chosen) {
    memory.clear();
  }

  std::vector<Match> run() {
    // The highest scores first: the limit that they set keeps out most of the others.
    if (windows_.size() >= 2 * count_) {
      for (std::uint32_t window = 0; window < windows_.size(); ++window) {
        if (const auto best = windows_[window].best()) add_first(window, *best);
      }
    } else if (const double high = high_score(); high > 0) {
      for_others(high, [&](std::uint32_t window, std::size_t i) { add_first(window, i); });
    }
    settle_from(0);
    for_others(0, [&](std::uint32_t window, std::size_t i) { add(window, i); });
    for (std::size_t best = kFirst; !candidates_.empty(); best *= 4) {
      const std::size_t before = candidates_.size();
      settle_best(best);
      // Steps that keep fewer out than they look at take longer than they save.
      if (candidates_.size() + 2 * best > before) settle_from(0);
    }
    std::vector<Match> matches;
    for (const auto& [match, score] : entered_) {
      if (score >= limit_) matches.push_back(match);
    }
    return matches;
  }

 private:
  /// Candidates whose scores are worked out before those of the others: the best by their bounds,
  /// so that the limit is high for the rest.
  static constexpr std::size_t kFirst = 64;

  /// A score that more than the wanted number of papers reach, and not many more; 0 where fewer do.
  double high_score() const {
    if (top_ == 0) return 0;
    Histogram scores(top_ / 4, top_);
    for (const ScoredWindow& window : windows_) {
      if (window.max() < top_ / 4) continue;
      for (std::size_t i = 0; i < window.size(); ++i) scores.add(window.score(i));
    }
    const double high = scores.reached_by(2 * count_ + kFirst);
    return high > top_ / 4 ? high : 0;
  }

  /// Calls visit(place of the window, place in it) for those of a score from `low` on that have
  /// not been added first.
  template <class Visit>
  void for_others(double low, Visit visit) {
    for (std::uint32_t at = 0; at < windows_.size(); ++at) {
      const ScoredWindow& window = windows_[at];
      if (window.max() < std::max(low, lowest_)) continue;
      for (std::size_t i = 0; i < window.size(); ++i) {
        if (window.score(i) >= std::max(low, lowest_) && !window.is_marked(i)) visit(at, i);
      }
      // Until so many have been looked at, nothing keeps others out.
      if (limit_ == 0 && low == 0) settle_best(count_ + kFirst);
    }
  }

  void add_first(std::uint32_t window, std::size_t i) {
    windows_[window].mark(i);
    add(window, i);
  }

  void add(std::uint32_t window, std::size_t i) {
    const double bm25 = windows_[window].score(i);
    if (bm25 < lowest_) return;
    const double factor = scoring_.factor({windows_[window].docid(i)});
    const double bound = (relative(bm25) + max_bonus_) * factor;
    if (bound < limit_) return;
    const Contender candidate{bound, window, static_cast<std::uint32_t>(i)};
    if (max_bonus_ > 0) {
      candidates_.push_back(candidate);
    } else {
      enter(candidate);  // there is nothing to put off
    }
  }

  Document document_of(const Contender& it) const { return {windows_[it.window].docid(it.place)}; }

  double relative(double bm25) const { return top_ > 0 ? bm25 / top_ : 1; }

  /// Works out the scores of the best candidates by their bounds, about so many, and drops those
  /// that cannot get in any more.
  void settle_best(std::size_t best) {
    if (best >= candidates_.size()) return settle_from(0);
    double max = 0;
    for (const Contender& it : candidates_) max = std::max(max, it.bound);
    Histogram bounds(limit_, max);
    for (const Contender& it : candidates_) bounds.add(it.bound);
    settle_from(bounds.reached_by(best));
  }

  /// Those of a bound from `low` on; in the order of documents, in which they are near each other.
  void settle_from(double low) {
    chosen_.clear();
    std::copy_if(candidates_.begin(), candidates_.end(), std::back_inserter(chosen_),
                 [&](const Contender& it) { return it.bound >= low; });
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      if (i + kAhead < chosen_.size()) scoring_.prefetch(document_of(chosen_[i + kAhead]));
      enter(chosen_[i]);
    }
    std::erase_if(candidates_,
                  [&](const Contender& it) { return it.bound >= low || it.bound < limit_; });
  }

  void enter(const Contender& candidate) {
    if (candidate.bound < limit_) return;
    ScoredWindow& window = windows_[candidate.window];
    const Document document = document_of(candidate);
    const double factor = scoring_.factor(document);
    double bm25 = window.score(candidate.place);
    // The bonus is looked up before phrases are: it is the cheaper one.
    double bonus = relative(bm25) > 0 ? scoring_.bonus(document) : 0;
    if ((relative(bm25) + bonus) * factor < limit_) return;
    if (window.is_unsure(candidate.place)) {
      bm25 = settle(window, candidate.place, root_, scope_);
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

  static constexpr std::size_t kAhead = 8;

  std::vector<ScoredWindow>& windows_;
  const Scoring& scoring_;
  std::size_t count_;
  double top_;
  WindowNode& root_;
  WindowScope& scope_;
  double max_bonus_;
  double max_factor_;
  double limit_ = 0;                    ///< the lowest score that gets a paper in
  double lowest_ = -1;                  ///< no paper with a lower BM25 can get in
  std::vector<Contender>& candidates_;  ///< in the order of documents, but for those added first
  std::vector<Contender>& chosen_;
  std::vector<std::pair<Match, double>> entered_;
  std::priority_queue<double, std::vector<double>, std::greater<>> best_;
};

void add_always(std::vector<ScoredWindow>& windows, WindowNode& root, WindowScope& scope,
                std::span<const Match> always, std::vector<Match>& matches) {
  for (const Match& it : always) {
    for (ScoredWindow& window : windows) {
      const std::optional<std::size_t> i = window.find(it.document.docid);
      if (!i) continue;
      const double bm25 = window.is_unsure(*i) ? settle(window, *i, root, scope) : window.score(*i);
      matches.push_back({it.document, bm25});
    }
  }
}

}  // namespace

double exact_top(std::vector<ScoredWindow>& windows, WindowNode& root, WindowScope& scope) {
  double top = 0;
  for (const ScoredWindow& window : windows) {
    if (const auto best = window.best(); best && !window.is_unsure(*best)) {
      top = std::max(top, window.max());
    }
  }
  struct Candidate {
    double bound;
    ScoredWindow* window;
    std::size_t i;
    bool operator<(const Candidate& other) const { return bound < other.bound; }
  };
  std::vector<Candidate> candidates;
  for (ScoredWindow& window : windows) {
    if (window.max() <= top) continue;
    for (std::size_t i = 0; i < window.size(); ++i) {
      if (window.score(i) <= top) continue;
      if (window.is_unsure(i)) {
        candidates.push_back({window.score(i), &window, i});
      } else {
        top = window.score(i);
      }
    }
  }
  std::make_heap(candidates.begin(), candidates.end());
  while (!candidates.empty() && candidates.front().bound > top) {
    std::pop_heap(candidates.begin(), candidates.end());
    const Candidate candidate = candidates.back();
    candidates.pop_back();
    top = std::max(top, settle(*candidate.window, candidate.i, root, scope));
  }
  return top;
}

std::vector<Match> first_matches(std::vector<ScoredWindow>& windows, WindowNode& root,
                                 WindowScope& scope, ContestMemory& memory, double top,
                                 const Wanted& wanted) {
  std::vector<Match> matches;
  if (wanted.count > 0) {
    matches = Contest(windows, wanted, top, root, scope, memory).run();
  }
  add_always(windows, root, scope, wanted.always, matches);
  sort_by_document(matches);
  remove_repeated(matches);
  return matches;
}

}  // namespace nonmun::match
