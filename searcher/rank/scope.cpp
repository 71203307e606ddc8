#include "searcher/rank/scope.hpp"

#include <algorithm>
#include <cstddef>

#include "searcher/plan/scope.hpp"

namespace nonmun::rank {
namespace {

/// Keeps the matches among `kept`; both are in ascending order.
void intersect(match::Matches& matches, const match::Matches& kept) {
  auto at = kept.list.begin();
  std::erase_if(matches.list, [&](const match::Match& match) {
    while (at != kept.list.end() && at->document < match.document) ++at;
    return at == kept.list.end() || at->document != match.document;
  });
}

}  // namespace

Coverage::Coverage(const plan::Node& query, const match::Matches& matches, match::Matcher& matcher)
    : query_(query),
      matcher_(matcher),
      words_(plan::words_to_hold(query)),
      found_(matches.list.size()) {
  if (words_.size() < 2) return;
  all_ = matcher.match(plan::holding(query, words_), match::Wanted::unscored());
  // An operand of AND may have a condition of its own: robot AND (policy -video).
  intersect(*all_, matches);
}

Scope Coverage::narrow(match::Matches& matches) const {
  if (all() > 0) {
    if (all_) intersect(matches, *all_);
    return Scope::all;
  }
  keep_most(matches);
  return Scope::most;
}

void Coverage::keep_most(match::Matches& matches) const {
  std::vector<std::size_t> held(matches.list.size());  // words, by match
  for (const plan::Node& word : words_) {
    const match::Matches holders =
        matcher_.match(plan::holding(query_, {word}), match::Wanted::unscored());
    auto at = holders.list.begin();
    for (std::size_t i = 0; i < held.size(); ++i) {
      while (at != holders.list.end() && at->document < matches.list[i].document) ++at;
      if (at == holders.list.end()) break;
      if (at->document == matches.list[i].document) ++held[i];
    }
  }
  const auto most = std::max_element(held.begin(), held.end());
  auto of_match = held.begin();
  std::erase_if(matches.list, [&](const match::Match&) { return *of_match++ < *most; });
}

}  // namespace nonmun::rank
