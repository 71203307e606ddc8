#include "searcher/nonmun-search/citation.hpp"

#include <algorithm>

namespace nonmun::program {

Citation citation(const Hit& hit) {
  const auto summary = std::find_if(hit.snippets.begin(), hit.snippets.end(),
                                    [](const Snippet& s) { return s.field == "summary"; });
  return {hit.id,
          hit.title,
          hit.url,
          hit.date,
          hit.votes,
          hit.authors,
          summary == hit.snippets.end() ? "" : summary->text,
          hit.rank,
          hit.score};
}

Citation citation(const PaperDetails& paper) {
  return {paper.id,
          paper.title,
          paper.url,
          paper.listed.empty() ? "" : paper.listed.back(),
          paper.votes,
          paper.authors,
          paper.sections.empty() ? paper.abstract : paper.sections.front().text,
          std::nullopt,
          std::nullopt};
}

std::vector<Citation> citations(const std::vector<Hit>& hits) {
  std::vector<Citation> all;
  all.reserve(hits.size());
  for (const Hit& hit : hits) all.push_back(citation(hit));
  return all;
}

}  // namespace nonmun::program
