#include "searcher/nonmun-search/new_papers.hpp"

#include <algorithm>

namespace nonmun::program {

NewPapers new_papers(const Index& index, const std::string& query, SearchOptions settings,
                     const std::optional<Look>& last) {
  // Read before the search: a generation published between them is shown again, not lost.
  const std::string newest = index.info().last_day;
  NewPapers found;
  found.since = last ? last->day : newest;
  found.look.day = newest;
  const std::size_t limit = settings.limit;
  settings.since = found.since;
  settings.offset = 0;
  settings.limit = kMaxLimit;
  found.results = index.search(query, settings);
  Results& results = found.results;
  // Where no paper has all words, papers with some of them are not what was asked for.
  if (results.scope == Scope::most) results.hits.clear();
  for (const Hit& hit : results.hits) {
    if (hit.date == newest) found.look.ids.push_back(hit.id);
  }
  if (last) {
    std::erase_if(results.hits, [&](const Hit& hit) {
      return hit.date == last->day &&
             std::find(last->ids.begin(), last->ids.end(), hit.id) != last->ids.end();
    });
    if (last->day == newest) {
      // Those that were filtered out by other options then stay seen.
      for (const std::string& id : last->ids) {
        if (std::find(found.look.ids.begin(), found.look.ids.end(), id) == found.look.ids.end()) {
          found.look.ids.push_back(id);
        }
      }
    }
  }
  results.found = results.found_all = results.listed = results.hits.size();
  results.found_exact = true;
  results.scope = Scope::all;
  results.suggestions.clear();
  results.did_you_mean.reset();
  if (results.hits.size() > limit) results.hits.resize(limit);
  results.limit = limit;
  for (std::size_t i = 0; i < results.hits.size(); ++i) results.hits[i].rank = i + 1;
  return found;
}

}  // namespace nonmun::program
