#include "searcher/match/phrase_search.hpp"

#include <fmt/format.h>

#include <utility>

#include "searcher/match/sources.hpp"
#include "searcher/rank/ranking.hpp"

namespace nonmun::rank {

Xapian::Query PhraseSearch::find(Xapian::Query::op op, const std::vector<std::string>& terms,
                                 Xapian::termcount window) {
  const auto [at, fresh] = found_.try_emplace(Key{op, window, terms});
  if (!fresh) return at->second;
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(bm25());
  enquire.set_query(Xapian::Query(op, terms.begin(), terms.end(), window));
  const Xapian::MSet matches =
      enquire.get_mset(0, database_.get_doccount(), database_.get_doccount());
  std::vector<FoundSource::Match> found;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    found.push_back({*match, match.get_weight()});
  }
  auto* source = new FoundSource(std::move(found), fmt::format("{}", fmt::join(terms, " ")));
  at->second = Xapian::Query(source->release());
  return at->second;
}

}  // namespace nonmun::rank
