#include "searcher/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "indexer/index/fields.hpp"
#include "indexer/paper/record.hpp"
#include "searcher/match/sort_keys.hpp"
#include "searcher/plan/marks.hpp"
#include "searcher/plan/plan_text.hpp"
#include "searcher/plan/planner.hpp"
#include "searcher/plan/scope.hpp"
#include "searcher/plan/surfaces.hpp"
#include "searcher/query/dates.hpp"
#include "searcher/rank/ranking.hpp"
#include "searcher/rank/scope.hpp"
#include "searcher/result/explain.hpp"
#include "searcher/result/facets.hpp"
#include "searcher/result/snippet.hpp"
#include "searcher/result/text_values.hpp"

namespace nonmun {
namespace {

rank::Prior prior_of(const SearchOptions& options, paper::Day today) {
  rank::Prior prior;
  prior.votes_weight = options.votes_weight;
  prior.recency_weight = options.recency_weight;
  prior.half_life_days = options.half_life_days;
  prior.as_of = today.since_epoch();
  return prior;
}

/// The papers that the whole query names, within the limits given as options.
std::vector<match::Match> pinned(const std::optional<plan::Pin>& pin, const SearchOptions& options,
                                 paper::Day today, match::Matcher& matcher) {
  if (!pin || options.sort != Sort::relevance) return {};
  return matcher.match(apply_filters(pin->papers, options, today), match::Wanted::unscored()).list;
}

/// Pinned papers that are no matches: a title may have no word that is searched for. Both lists are
/// in ascending order.
std::uint64_t count_missing(const std::vector<match::Match>& pinned,
                            const match::Matches& matches) {
  auto at = matches.list.begin();
  return static_cast<std::uint64_t>(
      std::count_if(pinned.begin(), pinned.end(), [&](const match::Match& pin) {
        at = std::find_if(at, matches.list.end(),
                          [&](const match::Match& m) { return m.document >= pin.document; });
        return at == matches.list.end() || at->document != pin.document;
      }));
}

rank::Order order_of(Sort sort) {
  switch (sort) {
    case Sort::votes:
      return rank::Order::votes;
    case Sort::date:
      return rank::Order::date;
    case Sort::trending:
      return rank::Order::trend;
    case Sort::relevance:
      break;
  }
  return rank::Order::score;
}

Hit to_hit(paper::Paper&& paper, const rank::RankedDocument& document, std::int32_t votes,
           std::size_t rank, const std::optional<plan::Pin>& pin) {
  Hit hit;
  hit.rank = rank;
  hit.url = paper::page_url(paper);
  hit.id = std::move(paper.id);
  hit.title = std::move(paper.title);
  hit.date = std::move(paper.listed.back());
  hit.withdrawn = std::move(paper.withdrawn);
  if (votes != index::VoteTable::kUnknown) hit.votes = votes;
  hit.authors = std::move(paper.authors);
  hit.score = document.score();
  hit.score_parts = document.parts();
  if (document.pinned) hit.pinned = name_of(pin->kind);
  return hit;
}

std::string to_text(const rank::Similarity& similarity, const plan::Surfaces& surfaces) {
  std::vector<std::string> words = similarity.known_words();
  for (std::string& word : words) word = surfaces.of(word);
  return fmt::format("\n+ {:.2g} × similar in content to {}  [{}]", similarity.weight(),
                     fmt::join(words, ", "), name_of(plan::Mechanism::similarity));
}

void add_shares(const rank::Similarity& similarity, const plan::Surfaces& surfaces,
                const std::vector<rank::RankedDocument>& page, std::vector<Hit>& hits) {
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (page[i].similarity == 0) continue;
    for (auto& [word, share] : similarity.shares(page[i].document.docid)) {
      hits[i].similarity.push_back({surfaces.of(word), share});
    }
  }
}

void add_explanations(const plan::Node& root, const plan::Node& shown,
                      const std::vector<rank::RankedDocument>& page, match::Matcher& matcher,
                      std::vector<Hit>& hits) {
  std::vector<match::Document> documents;
  for (const rank::RankedDocument& it : page) documents.push_back(it.document);
  auto explanations = result::explain(root, shown, documents, matcher);
  for (std::size_t i = 0; i < hits.size(); ++i) hits[i].explanation = std::move(explanations[i]);
}

}  // namespace

/// The day that ages and relative times count from.
paper::Day as_of(const SearchOptions& options) {
  if (options.as_of.empty()) return paper::Day::today();
  const std::optional<paper::Day> day = paper::Day::parse(options.as_of);
  if (!day) {
    throw Error(ErrorCode::usage, fmt::format("\"{}\" is not a day", options.as_of),
                "write YYYY-MM-DD");
  }
  return *day;
}

/// The limits given as options, as conditions on top of the query.
plan::Node apply_filters(plan::Node root, const SearchOptions& options, paper::Day today) {
  if (!options.since.empty() || !options.until.empty()) {
    query::Range range = query::kAnyDay;
    if (!options.since.empty()) range.low = query::parse_date_range(options.since, today).low;
    if (!options.until.empty()) range.high = query::parse_date_range(options.until, today).high;
    root = plan::limited(std::move(root), index::field(index::FieldId::date), range);
  }
  if (options.min_votes) {
    root = plan::limited(std::move(root), index::field(index::FieldId::votes),
                         {*options.min_votes, index::VoteTable::kMaxVotes});
  }
  return root;
}

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

Results begin_results(const Source& source, const SearchOptions& options) {
  Results results;
  results.offset = options.offset;
  results.limit = options.limit;
  results.out_of = source.state.documents;
  results.generation = source.state.generation;
  results.built_at = source.state.built_at;
  results.failed_shards = source.state.failed;
  return results;
}

std::uint64_t count_papers(match::Matcher& matcher, const PlannedSearch& search,
                           const SearchOptions& options, paper::Day today, bool all) {
  const match::Matches matches = matcher.match(search.root, match::Wanted::unscored());
  const std::uint64_t found =
      all ? rank::Coverage(search.root, matches, matcher).all() : matches.list.size();
  return found + count_missing(pinned(search.pin, options, today, matcher), matches);
}

Answer::Answer(const Source& source, match::Matcher& matcher, PlannedSearch search,
               const SearchOptions& options, paper::Day today, std::size_t end)
    : source_(source),
      matcher_(matcher),
      search_(std::move(search)),
      options_(options),
      today_(today),
      pinned_(pinned(search_.pin, options, today, matcher)) {
  if (options.sort == Sort::relevance) {
    match_first(end);
  } else {
    match_all();
  }
  const std::uint64_t added = count_missing(pinned_, matches_);
  found_ += added;
  found_all_ += added;
  listed_ += added;
  if (!options.facets.empty()) count_facets();
}

/// Every match, for orders that have no bounds.
void Answer::match_all() {
  matches_ = matcher_.match(search_.root, match::Wanted::all());
  found_ = matches_.list.size();
  const rank::Coverage coverage(search_.root, matches_, matcher_);
  found_all_ = coverage.all();
  if (!options_.any) scope_ = coverage.narrow(matches_);
  listed_ = matches_.list.size();
}

/// Of the papers that hold all words, or the most, whatever the order.
void Answer::count_facets() {
  match::Matches counted = matcher_.match(search_.root, match::Wanted::unscored());
  if (!options_.any) rank::Coverage(search_.root, counted, matcher_).narrow(counted);
  facets_ = result::count_facets(options_, counted, pinned_, source_.derived.facets, source_.votes);
}

/// Only what may be among the first `end`.
void Answer::match_first(std::size_t end) {
  const rank::SortKeys sort_keys = match::SortKeys(source_.documents);
  const rank::Prior prior = prior_of(options_, today_);
  const rank::DocumentScoring scoring(source_.votes, prior, sort_keys,
                                      search_.similarity ? &*search_.similarity : nullptr);
  std::vector<const plan::Node*> parts = plan::parts_to_hold(search_.root);
  if (parts.size() < 2) parts.clear();  // every match holds the only one
  match::Wanted wanted = match::Wanted::contenders(end, scoring);
  wanted.always = pinned_;
  wanted.parts = parts;
  matches_ = matcher_.match(search_.root, wanted);
  found_ = matches_.found;
  found_all_ = matches_.holding;
  listed_ = matches_.found;
}

void Answer::count(Results& results) const {
  results.found = found_;
  results.found_all = found_all_;
  results.scope = scope_;
  results.listed = listed();
  results.facets = facets_;
}

std::vector<rank::RankedDocument> Answer::rank(const rank::Page& page) const {
  return rank::rank(matches_, pinned_, source_.votes, prior_of(options_, today_),
                    order_of(options_.sort), page, match::SortKeys(source_.documents),
                    search_.similarity ? &*search_.similarity : nullptr);
}

void Answer::show(const std::vector<rank::RankedDocument>& page, std::size_t offset,
                  Results& results) const {
  const plan::Node& root = search_.root;
  const std::optional<plan::Pin>& pin = search_.pin;
  const std::optional<rank::Similarity>& similarity = search_.similarity;
  const plan::Marks marks = plan::marks_of(root);
  const result::TextValues values(source_.derived, source_.documents, marks);
  result::SnippetMaker snippets(source_.analyzer, marks);
  const bool with_text = options_.passages > 0;
  // In the order in which they are stored: neighbours come with one block.
  std::vector<std::size_t> order(page.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return page[a].document < page[b].document; });
  results.hits.resize(page.size());
  for (const std::size_t i : order) {
    const std::uint32_t docid = page[i].document.docid;
    paper::Paper paper =
        source_.documents
            .record(docid, with_text ? paper::RecordParts::all : paper::RecordParts::head)
            .paper();
    std::vector<Snippet> found;
    if (with_text) found = snippets.snippets(paper, options_.passages, values.of(docid));
    Hit& hit = results.hits[i];
    hit = to_hit(std::move(paper), page[i], source_.votes.votes(docid), offset + i + 1, pin);
    hit.snippets = std::move(found);
  }
  if (!options_.explain) return;
  const plan::Surfaces surfaces(source_.derived);
  const plan::Node shown = surfaces.of(root);
  results.understood = plan::to_text(shown);
  add_explanations(root, shown, page, matcher_, results.hits);
  if (similarity) {
    results.understood += to_text(*similarity, surfaces);
    add_shares(*similarity, surfaces, page, results.hits);
  }
}

void answer(const Source& source, match::Matcher& matcher, PlannedSearch search,
            const SearchOptions& options, paper::Day today, Results& results) {
  const Answer answer(source, matcher, std::move(search), options, today,
                      options.offset + options.limit);
  answer.count(results);
  answer.show(answer.rank({options.offset, options.limit}), options.offset, results);
}

}  // namespace nonmun
