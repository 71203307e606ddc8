#include "searcher/match/window_nodes.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

namespace nonmun::match {
namespace {

/// The first window from `window` on that all items may have a paper in.
/// @param next_of gives the first window of an item from another one on
template <class Items, class NextOf>
std::uint32_t common_window(const Items& items, std::uint32_t window, NextOf next_of) {
  for (;;) {
    std::uint32_t next = window;
    for (const auto& item : items) next = std::max(next, next_of(item, next));
    if (next == window || next == index::kNoWindow) return next;
    window = next;
  }
}

double part(double wdf, double norm) {
  return wdf / (norm + wdf);
}

class NoPapers : public WindowNode {
 public:
  std::uint32_t next_window(std::uint32_t) const override { return index::kNoWindow; }
  void match(WindowScope&, const WindowSet&) override { matched_.clear(); }
  void score(WindowScope&, const WindowSet&, double*) override {}
  bool holds(WindowScope&, std::uint32_t) override { return false; }
  void add(WindowScope&, std::uint32_t, double&) override {}
};

class OneTerm : public WindowNode {
 public:
  OneTerm(TermPostings& postings, double weight) : postings_(postings), weight_(weight) {}

  std::uint32_t next_window(std::uint32_t window) const override {
    return postings_.next_window(window);
  }
  void match(WindowScope& scope, const WindowSet&) override {
    matched_ = postings_.in_window(scope.window);
  }

  void score(WindowScope& scope, const WindowSet& papers, double* scores) override {
    const WindowSet wanted = matched_ & papers;
    const std::uint32_t all = matched_.size();
    const std::uint32_t count = wanted.size();
    const double* const norms = scope.window_norms;
    if (count == all) {
      postings_.visit(scope.window, [&](std::uint32_t local, std::uint32_t wdf) {
        scores[local] += weight_ * part(wdf, norms[local]);
      });
    } else if (count > all / 4) {
      postings_.visit(scope.window, [&](std::uint32_t local, std::uint32_t wdf) {
        if (wanted.contains(local)) scores[local] += weight_ * part(wdf, norms[local]);
      });
    } else {
      wanted.visit([&](std::uint32_t local) {
        scores[local] += weight_ * part(postings_.wdf(local), norms[local]);
      });
    }
  }

  bool holds(WindowScope&, std::uint32_t docid) override {
    return postings_.find(docid).has_value();
  }
  void add(WindowScope& scope, std::uint32_t docid, double& score) override {
    if (const auto wdf = postings_.find(docid))
      score += weight_ * part(*wdf, scope.norms.of(docid));
  }

 private:
  TermPostings& postings_;
  double weight_;
};

/// Papers of any of some lists.
class Lists : public WindowNode {
 public:
  explicit Lists(std::vector<TermPostings*> postings) : postings_(std::move(postings)) {}

  std::uint32_t next_window(std::uint32_t window) const override {
    std::uint32_t next = index::kNoWindow;
    for (const TermPostings* it : postings_) next = std::min(next, it->next_window(window));
    return next;
  }
  void match(WindowScope& scope, const WindowSet&) override {
    matched_.clear();
    for (TermPostings* it : postings_) {
      if (it->next_window(scope.window) == scope.window) matched_ |= it->in_window(scope.window);
    }
  }
  bool holds(WindowScope&, std::uint32_t docid) override {
    return std::any_of(postings_.begin(), postings_.end(),
                       [&](TermPostings* it) { return it->find(docid).has_value(); });
  }

 protected:
  std::vector<TermPostings*> postings_;
};

class Synonyms : public Lists {
 public:
  Synonyms(std::vector<TermPostings*> postings, double weight)
      : Lists(std::move(postings)), weight_(weight) {}

  void score(WindowScope& scope, const WindowSet& papers, double* scores) override {
    for (TermPostings* it : postings_) {
      if (it->next_window(scope.window) != scope.window) continue;
      it->visit(scope.window,
                [&](std::uint32_t local, std::uint32_t wdf) { scope.wdfs[local] += wdf; });
    }
    matched_.visit([&](std::uint32_t local) {
      const std::uint32_t wdf = std::exchange(scope.wdfs[local], 0);
      if (papers.contains(local)) {
        scores[local] +=
            weight_ * part(limited(wdf, scope, scope.docid(local)), scope.window_norms[local]);
      }
    });
  }
  void add(WindowScope& scope, std::uint32_t docid, double& score) override {
    bool any = false;
    std::uint32_t sum = 0;
    for (TermPostings* it : postings_) {
      const std::optional<std::uint32_t> wdf = it->find(docid);
      any = any || wdf;
      sum += wdf.value_or(0);
    }
    if (any) score += weight_ * part(limited(sum, scope, docid), scope.norms.of(docid));
  }

 private:
  /// As Xapian has it: no term is there more often than all are.
  static std::uint32_t limited(std::uint32_t wdf, const WindowScope& scope, std::uint32_t docid) {
    return std::min(wdf, scope.postings.length(docid));
  }

  double weight_;
};

class AnyTerm : public Lists {
 public:
  AnyTerm(std::vector<TermPostings*> postings, double score)
      : Lists(std::move(postings)), score_(score) {}

  void score(WindowScope&, const WindowSet& papers, double* scores) override {
    if (score_ == 0) return;
    const WindowSet wanted = matched_ & papers;
    wanted.visit([&](std::uint32_t local) { scores[local] += score_; });
  }
  void add(WindowScope& scope, std::uint32_t docid, double& score) override {
    if (holds(scope, docid)) score += score_;
  }

 private:
  double score_;
};

class VotesBetween : public WindowNode {
 public:
  VotesBetween(std::int64_t low, std::int64_t high) : low_(low), high_(high) {}

  std::uint32_t next_window(std::uint32_t window) const override { return window; }
  void match(WindowScope& scope, const WindowSet& within) override {
    matched_.clear();
    within.visit([&](std::uint32_t local) {
      if (is_between(scope.votes.votes(scope.docid(local)))) matched_.insert(local);
    });
  }
  void score(WindowScope&, const WindowSet&, double*) override {}
  bool holds(WindowScope& scope, std::uint32_t docid) override {
    return is_between(scope.votes.votes(docid));
  }
  void add(WindowScope&, std::uint32_t, double&) override {}

 private:
  bool is_between(std::int32_t votes) const {
    return votes != index::VoteTable::kUnknown && votes >= low_ && votes <= high_;
  }

  std::int64_t low_;
  std::int64_t high_;
};

class Phrase : public WindowNode {
 public:
  Phrase(std::vector<PhraseTerm> terms, PhraseWords words, double factor, bool later)
      : terms_(std::move(terms)), words_(std::move(words)), factor_(factor), later_(later) {}

  std::uint32_t next_window(std::uint32_t window) const override {
    return common_window(terms_, window, [](const PhraseTerm& term, std::uint32_t from) {
      return term.postings->next_window(from);
    });
  }

  void match(WindowScope& scope, const WindowSet& within) override {
    matched_.clear();
    if (next_window(scope.window) != scope.window) return;
    matched_ = within;
    for (std::size_t i = 0; i < terms_.size() && !matched_.empty(); ++i) {
      matched_ &= terms_[i].postings->in_window(scope.window);
    }
    certain_ = words_.keep_possible(scope.neighbours, scope.window, matched_);
    if (!later_) keep_phrases(scope);
  }

  void score(WindowScope& scope, const WindowSet& papers, double* scores) override {
    const WindowSet wanted = matched_ & papers;
    if (later_) {
      score_later(scope, wanted, scores);
    } else {
      wanted.visit([&](std::uint32_t local) { scores[local] += bonus(scope, local); });
    }
  }

  bool looks_for_phrases() const override { return !later_; }
  bool holds(WindowScope& scope, std::uint32_t docid) override {
    return std::all_of(terms_.begin(), terms_.end(),
                       [&](const PhraseTerm& term) { return term.postings->find(docid); }) &&
           words_.holds(scope.forward.record(docid));
  }
  void add(WindowScope& scope, std::uint32_t docid, double& score) override {
    const double norm = scope.norms.of(docid);
    double sum = 0;
    for (const PhraseTerm& term : terms_) {
      const std::optional<std::uint32_t> wdf = term.postings->find(docid);
      if (!wdf) return;
      sum += term.weight * part(*wdf, norm);
    }
    if (words_.holds(scope.forward.record(docid))) score += factor_ * sum;
  }

 private:
  /// Records are far apart: the processor fetches those that come next while it looks at one.
  static constexpr std::size_t kAhead = 4;

  /// Of the highest score so far: papers that the phrase lifts above so much of it are often among
  /// the first in the end. To look at them at once takes a tenth of the time that it takes later.
  static constexpr double kPromising = 0.6;

  /// A paper that will be looked at.
  struct Ahead {
    std::uint32_t local = 0;
    std::string_view record;
  };
  struct Candidate {
    std::uint32_t local = 0;
    double bonus = 0;
    bool is_certain = false;
    bool is_promising = false;
  };

  double bonus(const WindowScope& scope, std::uint32_t local) const {
    const double norm = scope.window_norms[local];
    double sum = 0;
    for (const PhraseTerm& term : terms_)
      sum += term.weight * part(term.postings->wdf(local), norm);
    return factor_ * sum;
  }

  /// Adds the bonus to papers that have the phrase, or may have it.
  void score_later(WindowScope& scope, const WindowSet& wanted, double* scores) {
    candidates_.clear();
    wanted.visit([&](std::uint32_t local) {
      const double bonus = this->bonus(scope, local);
      const bool is_certain = certain_.contains(local);
      const bool is_promising = !is_certain && scores[local] + bonus > kPromising * scope.reached;
      if (is_promising) scope.forward.prefetch(scope.docid(local));
      candidates_.push_back({local, bonus, is_certain, is_promising});
    });
    scope.later.begin(words_);
    for (const auto& [local, bonus, is_certain, is_promising] : candidates_) {
      if (is_promising) {
        if (!words_.holds(scope.forward.record(scope.docid(local)))) continue;
      } else if (!is_certain) {
        scope.unsure.insert(local);
      }
      if (scope.unsure.contains(local)) {
        scope.later.add(local, scores[local], bonus, is_certain || is_promising);
      }
      scores[local] += bonus;
    }
  }

  void keep_phrases(const WindowScope& scope) {
    std::array<Ahead, kAhead> ahead{};
    std::size_t seen = 0;
    const auto look_at = [&](const Ahead& paper) {
      if (!words_.holds(index::ForwardRecord(paper.record))) matched_.erase(paper.local);
    };
    WindowSet candidates = matched_;
    candidates -= certain_;
    candidates.visit([&](std::uint32_t local) {
      Ahead& next = ahead[seen++ % kAhead];
      if (seen > kAhead) look_at(next);
      next = {local, scope.forward.prefetch(scope.docid(local))};
    });
    for (std::size_t i = 0; i < std::min(seen, kAhead); ++i) look_at(ahead[i]);
  }

  std::vector<PhraseTerm> terms_;
  PhraseWords words_;
  double factor_;
  bool later_;
  std::vector<Candidate> candidates_;  // of a window
  WindowSet certain_;                  // those of them that have the phrase for certain
};

class Inner : public WindowNode {
 public:
  explicit Inner(WindowNodes nodes) : nodes_(std::move(nodes)) {}

  bool looks_for_phrases() const override {
    return std::any_of(nodes_.begin(), nodes_.end(),
                       [](const auto& node) { return node->looks_for_phrases(); });
  }

 protected:
  std::uint32_t next_common_window(std::uint32_t window) const {
    return common_window(nodes_, window, [](const auto& node, std::uint32_t from) {
      return node->next_window(from);
    });
  }
  bool all_hold(WindowScope& scope, std::uint32_t docid) const {
    return std::all_of(nodes_.begin(), nodes_.end(),
                       [&](const auto& node) { return node->holds(scope, docid); });
  }

  WindowNodes nodes_;
};

class Sum : public Inner {
 public:
  Sum(WindowNodes nodes, WindowNodes bonuses)
      : Inner(std::move(nodes)), bonuses_(std::move(bonuses)) {}

  std::uint32_t next_window(std::uint32_t window) const override {
    std::uint32_t next = index::kNoWindow;
    for (const auto& node : nodes_) next = std::min(next, node->next_window(window));
    return next;
  }
  void match(WindowScope& scope, const WindowSet& within) override {
    matched_.clear();
    for (const auto& node : nodes_) {
      node->match(scope, within);
      matched_ |= node->matched();
    }
  }
  void score(WindowScope& scope, const WindowSet& papers, double* scores) override {
    for (const auto& node : nodes_) {
      if (!node->matched().empty()) node->score(scope, papers, scores);
    }
    if (bonuses_.empty()) return;
    const WindowSet wanted = matched_ & papers;
    for (const auto& bonus : bonuses_) {
      bonus->match(scope, wanted);
      if (!bonus->matched().empty()) bonus->score(scope, wanted, scores);
    }
  }
  bool holds(WindowScope& scope, std::uint32_t docid) override {
    return std::any_of(nodes_.begin(), nodes_.end(),
                       [&](const auto& node) { return node->holds(scope, docid); });
  }
  void add(WindowScope& scope, std::uint32_t docid, double& score) override {
    for (const auto& node : nodes_) node->add(scope, docid, score);
    if (bonuses_.empty() || !holds(scope, docid)) return;
    for (const auto& bonus : bonuses_) bonus->add(scope, docid, score);
  }

 private:
  WindowNodes bonuses_;
};

/// Papers to whose scores all nodes add.
class OfAll : public Inner {
 public:
  using Inner::Inner;

  void score(WindowScope& scope, const WindowSet& papers, double* scores) override {
    const WindowSet wanted = matched_ & papers;
    if (wanted.empty()) return;
    for (const auto& node : nodes_) node->score(scope, wanted, scores);
  }
  void add(WindowScope& scope, std::uint32_t docid, double& score) override {
    if (!holds(scope, docid)) return;
    for (const auto& node : nodes_) node->add(scope, docid, score);
  }
};

class All : public OfAll {
 public:
  using OfAll::OfAll;

  std::uint32_t next_window(std::uint32_t window) const override {
    return next_common_window(window);
  }
  /// All within the same: what a node matches is asked for where others do not match, too.
  void match(WindowScope& scope, const WindowSet& within) override {
    matched_ = within;
    for (const auto& node : nodes_) {
      node->match(scope, within);
      matched_ &= node->matched();
    }
  }
  bool holds(WindowScope& scope, std::uint32_t docid) override { return all_hold(scope, docid); }
};

/// What the first node matches.
class OfFirst : public Inner {
 public:
  using Inner::Inner;

  std::uint32_t next_window(std::uint32_t window) const override {
    return nodes_.front()->next_window(window);
  }
  void score(WindowScope& scope, const WindowSet& papers, double* scores) override {
    const WindowSet wanted = matched_ & papers;
    if (!wanted.empty()) nodes_.front()->score(scope, wanted, scores);
  }
  void add(WindowScope& scope, std::uint32_t docid, double& score) override {
    if (holds(scope, docid)) nodes_.front()->add(scope, docid, score);
  }
};

class Maybe : public OfAll {
 public:
  using OfAll::OfAll;

  std::uint32_t next_window(std::uint32_t window) const override {
    return nodes_.front()->next_window(window);
  }
  void match(WindowScope& scope, const WindowSet& within) override {
    nodes_.front()->match(scope, within);
    matched_ = nodes_.front()->matched();
    for (std::size_t i = 1; i < nodes_.size(); ++i) nodes_[i]->match(scope, within);
  }
  bool holds(WindowScope& scope, std::uint32_t docid) override {
    return nodes_.front()->holds(scope, docid);
  }
};

class Filter : public OfFirst {
 public:
  using OfFirst::OfFirst;

  std::uint32_t next_window(std::uint32_t window) const override {
    return next_common_window(window);
  }
  void match(WindowScope& scope, const WindowSet& within) override {
    nodes_.front()->match(scope, within);
    matched_ = nodes_.front()->matched() & within;
    for (std::size_t i = 1; i < nodes_.size(); ++i) {
      nodes_[i]->match(scope, matched_);
      matched_ &= nodes_[i]->matched();
    }
  }
  bool holds(WindowScope& scope, std::uint32_t docid) override { return all_hold(scope, docid); }
};

class Without : public OfFirst {
 public:
  /// @param alone see without()
  Without(WindowNodes nodes, bool alone)
      : OfFirst(std::move(nodes)),
        // To look for phrases takes longest: where only the first does, that is left for the end.
        front_last_(alone && nodes_.front()->looks_for_phrases() &&
                    std::none_of(nodes_.begin() + 1, nodes_.end(),
                                 [](const auto& node) { return node->looks_for_phrases(); })) {}

  void match(WindowScope& scope, const WindowSet& within) override {
    matched_ = within;
    if (!front_last_) match_front(scope);
    for (std::size_t i = 1; i < nodes_.size(); ++i) {
      nodes_[i]->match(scope, matched_);
      matched_ -= nodes_[i]->matched();
    }
    if (front_last_) match_front(scope);
  }
  bool holds(WindowScope& scope, std::uint32_t docid) override {
    return nodes_.front()->holds(scope, docid) &&
           std::none_of(nodes_.begin() + 1, nodes_.end(),
                        [&](const auto& node) { return node->holds(scope, docid); });
  }

 private:
  void match_front(WindowScope& scope) {
    nodes_.front()->match(scope, matched_);
    matched_ &= nodes_.front()->matched();
  }

  bool front_last_;
};

}  // namespace

std::unique_ptr<WindowNode> no_papers() {
  return std::make_unique<NoPapers>();
}
std::unique_ptr<WindowNode> one_term(TermPostings& postings, double weight) {
  return std::make_unique<OneTerm>(postings, weight);
}
std::unique_ptr<WindowNode> synonyms(std::vector<TermPostings*> postings, double weight) {
  return std::make_unique<Synonyms>(std::move(postings), weight);
}
std::unique_ptr<WindowNode> any_term(std::vector<TermPostings*> postings, double score) {
  return std::make_unique<AnyTerm>(std::move(postings), score);
}
std::unique_ptr<WindowNode> votes_between(std::int64_t low, std::int64_t high) {
  return std::make_unique<VotesBetween>(low, high);
}
std::unique_ptr<WindowNode> phrase(std::vector<PhraseTerm> terms, PhraseWords words, double factor,
                                   bool later) {
  return std::make_unique<Phrase>(std::move(terms), std::move(words), factor, later);
}
std::unique_ptr<WindowNode> sum(WindowNodes nodes, WindowNodes bonuses) {
  return std::make_unique<Sum>(std::move(nodes), std::move(bonuses));
}
std::unique_ptr<WindowNode> all(WindowNodes nodes) {
  return std::make_unique<All>(std::move(nodes));
}
std::unique_ptr<WindowNode> maybe(WindowNodes nodes) {
  return std::make_unique<Maybe>(std::move(nodes));
}
std::unique_ptr<WindowNode> filter(WindowNodes nodes) {
  return std::make_unique<Filter>(std::move(nodes));
}
std::unique_ptr<WindowNode> without(WindowNodes nodes, bool alone) {
  return std::make_unique<Without>(std::move(nodes), alone);
}

}  // namespace nonmun::match
