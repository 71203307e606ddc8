#include "searcher/match/window_matcher.hpp"

#include <algorithm>
#include <utility>

#include "searcher/match/contenders.hpp"
#include "searcher/match/window_tree.hpp"

namespace nonmun::match {
namespace {

/// Takes the papers out that are hidden in a window.
void hide(std::span<const std::uint32_t> hidden, std::uint32_t window, WindowSet& papers) {
  const auto first = std::lower_bound(hidden.begin(), hidden.end(), index::docid_at(window, 0));
  for (auto at = first; at != hidden.end() && index::window_of(*at) == window; ++at) {
    papers.erase(index::local_of(*at));
  }
}

}  // namespace

WindowMatcher::WindowMatcher(const Documents& documents, const index::DerivedTables& derived,
                             const index::VoteCounts& votes, WindowMemory& memory, Checkpoint check,
                             std::span<const std::uint32_t> hidden)
    : documents_(documents),
      derived_(derived),
      check_(std::move(check)),
      hidden_(hidden),
      scope_(new WindowScope{derived.postings, derived.forward, derived.neighbours, votes,
                             memory.norms}),
      memory_(memory) {}

Matches WindowMatcher::match(const plan::Node& query, const Wanted& wanted) {
  if (wanted.documents != nullptr) return among(query, *wanted.documents);
  if (wanted.scoring != nullptr) return contenders(query, wanted);
  return all(query, wanted.scored && plan::has_text(query));
}

void WindowMatcher::mark_matches(const plan::Node& query, std::uint8_t mark,
                                 std::vector<std::uint8_t>& marks) {
  WindowTree tree(documents_, derived_.postings, query, WindowTree::Phrases::none);
  for_windows(tree.root(), [&](const WindowSet& matched) {
    const std::size_t begin = index::docid_at(scope_->window, 0);
    marks.resize(std::max(marks.size(), begin + index::kWindowSize));
    matched.visit([&](std::uint32_t local) { marks[begin + local] |= mark; });
  });
}

template <class Visit>
void WindowMatcher::for_windows(WindowNode& root, Visit visit) {
  if (check_) check_();
  const std::uint32_t end = scope_->postings.windows();
  const WindowSet all_papers = WindowSet::all();
  for (std::uint32_t window = root.next_window(0); window < end;
       window = root.next_window(window + 1)) {
    if (check_) check_();
    scope_->go_to(window);
    root.match(*scope_, all_papers);
    if (hidden_.empty()) {
      if (!root.matched().empty()) visit(root.matched());
      continue;
    }
    WindowSet shown = root.matched();
    hide(hidden_, window, shown);
    if (!shown.empty()) visit(shown);
  }
}

Matches WindowMatcher::all(const plan::Node& query, bool scored) {
  WindowTree tree(documents_, derived_.postings, query,
                  scored ? WindowTree::Phrases::exact : WindowTree::Phrases::none);
  WindowNode& root = tree.root();
  std::vector<double> scores(index::kWindowSize);
  Matches matches;
  for_windows(root, [&](const WindowSet& matched) {
    if (scored) {
      std::fill(scores.begin(), scores.end(), 0);
      root.score(*scope_, matched, scores.data());
    }
    matched.visit([&](std::uint32_t local) {
      matches.list.push_back({{scope_->docid(local)}, scores[local]});
      matches.top = std::max(matches.top, scores[local]);
    });
  });
  matches.found = matches.list.size();
  return matches;
}

Matches WindowMatcher::among(const plan::Node& query, const std::vector<Document>& documents) {
  WindowTree tree(documents_, derived_.postings, query, WindowTree::Phrases::exact);
  const bool scored = plan::has_text(query);
  Matches matches;
  for (const Document& document : documents) {
    if (!tree.root().holds(*scope_, document.docid)) continue;
    double score = 0;
    if (scored) tree.root().add(*scope_, document.docid, score);
    matches.list.push_back({document, score});
    matches.top = std::max(matches.top, score);
  }
  sort_by_document(matches.list);
  matches.found = matches.list.size();
  return matches;
}

Matches WindowMatcher::contenders(const plan::Node& query, const Wanted& wanted) {
  WindowTree tree(documents_, derived_.postings, query,
                  wanted.count > 0 ? WindowTree::Phrases::later : WindowTree::Phrases::none);
  WindowNode& root = tree.root();
  const bool scored = plan::has_text(query);
  std::vector<ScoredWindow> windows;
  memory_.scores.clear();
  scope_->reached = 0;
  Matches matches;
  std::vector<double> scores(index::kWindowSize);
  for_windows(root, [&](const WindowSet& matched) {
    const std::size_t count = matched.size();
    matches.found += count;
    WindowSet holding = matched;
    for (const plan::Node* part : wanted.parts) holding &= tree.of(*part).matched();
    matches.holding += holding.size();
    if (scored) root.score(*scope_, matched, scores.data());
    ScoredWindow& window = windows.emplace_back(scope_->window, matched, count, scope_->unsure,
                                                scores.data(), memory_.scores);
    scope_->reached = std::max(scope_->reached, window.max_sure(scope_->reached));
    window.later = std::move(scope_->later);
  });
  matches.top = exact_top(windows, root, *scope_);
  matches.list = first_matches(windows, root, *scope_, memory_.contest, matches.top, wanted);
  return matches;
}

}  // namespace nonmun::match
