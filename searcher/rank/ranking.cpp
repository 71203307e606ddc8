#include "searcher/rank/ranking.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/index/fields.hpp"
#include "indexer/paper/record.hpp"
#include "searcher/match/sources.hpp"

namespace nonmun::rank {
namespace {

/// Up to this many papers every match is counted; beyond it a bound must do.
constexpr Xapian::doccount kCountExactly = 200'000;

struct Match {
  Xapian::docid docid = 0;
  double bm25 = 0;
};

/// Notes every match with its BM25.
class Collector : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double weight) override {
    matches.push_back({document.get_docid(), weight});
  }
  std::vector<Match> matches;
};

/// Fills in what a document's score is made of.
class Scorer {
 public:
  Scorer(const VoteTable& votes, const Prior& prior, double top)
      : votes_(votes), prior_(prior), top_(top) {}

  /// @param key the document's sort key; asked for only where recency counts
  template <class Key>
  RankedDocument score(Xapian::docid docid, double bm25, Key key) const {
    RankedDocument document;
    document.docid = docid;
    // Text may find papers without giving any of them relevance ("absent OR date:2024").
    document.parts.relevance = top_ > 0 ? bm25 / top_ : 0;
    document.parts.votes = prior_.votes(votes_.votes(docid));
    if (prior_.recency_weight != 0) {
      document.parts.recency = prior_.recency(day_of_sort_key(key()));
    }
    document.score = document.parts.relevance + document.parts.votes + document.parts.recency;
    return document;
  }

 private:
  const VoteTable& votes_;
  const Prior& prior_;
  double top_;
};

/// Orders by score, then by sort key (newer day, then id), which is read only where scores are
/// equal. No more than `keep` documents, the best, stay.
void keep_best(std::vector<RankedDocument>& documents, std::size_t keep,
               const Xapian::Database& database) {
  const auto better = [](const RankedDocument& a, const RankedDocument& b) {
    return a.score > b.score;
  };
  if (keep == 0) documents.clear();
  if (keep < documents.size()) {
    const auto last = documents.begin() + static_cast<std::ptrdiff_t>(keep) - 1;
    std::nth_element(documents.begin(), last, documents.end(), better);
    std::erase_if(documents, [least = last->score](const auto& d) { return d.score < least; });
  }
  std::sort(documents.begin(), documents.end(), better);
  for (auto from = documents.begin(); from != documents.end();) {
    const auto to =
        std::find_if(from, documents.end(), [&](const auto& d) { return d.score != from->score; });
    if (to - from > 1) {
      std::vector<std::pair<std::string, RankedDocument>> equal;
      for (auto at = from; at != to; ++at) {
        equal.emplace_back(
            database.get_document(at->docid, Xapian::DOC_ASSUME_VALID).get_value(kSortSlot), *at);
      }
      std::sort(equal.begin(), equal.end(),
                [](const auto& a, const auto& b) { return a.first < b.first; });
      std::transform(equal.begin(), equal.end(), from, [](const auto& e) { return e.second; });
    }
    from = to;
  }
  if (documents.size() > keep) documents.resize(keep);
}

Ranking by_score(Xapian::Enquire& enquire, const Xapian::Database& database, const VoteTable& votes,
                 const Prior& prior, const Page& page) {
  Collector collector;
  enquire.add_matchspy(&collector);
  Ranking ranking;
  ranking.top = enquire.get_mset(0, 1, database.get_doccount()).get_max_attained();
  ranking.found = collector.matches.size();
  Xapian::ValueIterator keys;
  if (prior.recency_weight != 0) {
    // The stream of sort keys goes forwards only.
    std::sort(collector.matches.begin(), collector.matches.end(),
              [](const Match& a, const Match& b) { return a.docid < b.docid; });
    keys = database.valuestream_begin(kSortSlot);
  }
  const Scorer scorer(votes, prior, ranking.top);
  ranking.documents.reserve(collector.matches.size());
  for (const Match& match : collector.matches) {
    ranking.documents.push_back(scorer.score(match.docid, match.bm25, [&] {
      keys.skip_to(match.docid);
      return *keys;
    }));
  }
  keep_best(ranking.documents, page.offset + page.limit, database);
  const auto skipped = std::min(page.offset, ranking.documents.size());
  ranking.documents.erase(ranking.documents.begin(),
                          ranking.documents.begin() + static_cast<std::ptrdiff_t>(skipped));
  return ranking;
}

}  // namespace

Xapian::BM25Weight bm25() {
  // k1 and b of Robertson & Zaragoza 2009, the best of a grid on the judged queries; no query
  // frequency part, no lower limit on document length beyond Xapian's default.
  return {1.2, 0, 1, 0.75, 0.5};
}

Ranking rank(const Xapian::Database& database, const VoteTable& votes, const Xapian::Query& query,
             bool has_text, const Prior& prior, const Page& page) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  if (has_text) {
    enquire.set_weighting_scheme(bm25());
  } else {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  }
  if (has_text && page.sort == Sort::relevance) {
    return by_score(enquire, database, votes, prior, page);
  }

  Ranking ranking;
  if (has_text) {
    // Every match is weighed: with fewer, Xapian turns parts of the query into others on the way.
    ranking.top = enquire.get_mset(0, 1, database.get_doccount()).get_max_attained();
  }
  const VotesKeyMaker by_votes(votes);
  if (page.sort == Sort::date) {
    enquire.set_sort_by_value_then_relevance(kSortSlot, false);
  } else {
    enquire.set_sort_by_key_then_relevance(const_cast<VotesKeyMaker*>(&by_votes), false);
  }
  const Xapian::MSet matches = enquire.get_mset(static_cast<Xapian::doccount>(page.offset),
                                                static_cast<Xapian::doccount>(page.limit),
                                                std::min(database.get_doccount(), kCountExactly));
  ranking.found = matches.get_matches_estimated();
  ranking.found_exact = matches.get_matches_lower_bound() == matches.get_matches_upper_bound();
  const Scorer scorer(votes, prior, ranking.top);
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    ranking.documents.push_back(scorer.score(
        *match, match.get_weight(), [&] { return match.get_document().get_value(kSortSlot); }));
  }
  return ranking;
}

}  // namespace nonmun::rank
