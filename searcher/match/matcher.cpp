#include "searcher/match/matcher.hpp"

#include <algorithm>

namespace nonmun::match {

void sort_by_document(std::vector<Match>& matches) {
  std::sort(matches.begin(), matches.end(),
            [](const Match& a, const Match& b) { return a.document < b.document; });
}

void remove_repeated(std::vector<Match>& matches) {
  matches.erase(
      std::unique(matches.begin(), matches.end(),
                  [](const Match& a, const Match& b) { return a.document == b.document; }),
      matches.end());
}

std::uint64_t count_common(const std::vector<Match>& matches, const std::vector<Match>& others) {
  auto at = others.begin();
  return static_cast<std::uint64_t>(
      std::count_if(matches.begin(), matches.end(), [&](const Match& it) {
        while (at != others.end() && at->document < it.document) ++at;
        return at != others.end() && at->document == it.document;
      }));
}

void Matcher::mark_matches(const plan::Node& query, std::uint8_t mark,
                           std::vector<std::uint8_t>& marks) {
  const Matches matches = match(query, Wanted::unscored());
  if (matches.list.empty()) return;
  const std::size_t end = std::size_t{matches.list.back().document.docid} + 1;
  marks.resize(std::max(marks.size(), end));
  for (const Match& it : matches.list) marks[it.document.docid] |= mark;
}

}  // namespace nonmun::match
