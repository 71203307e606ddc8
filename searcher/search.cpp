#include "searcher/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <utility>

#include "indexer/index/fields.hpp"
#include "indexer/paper/day.hpp"
#include "indexer/paper/record.hpp"
#include "searcher/match/database_vocabulary.hpp"
#include "searcher/match/sort_keys.hpp"
#include "searcher/match/xapian_matcher.hpp"
#include "searcher/parameters.hpp"
#include "searcher/plan/marks.hpp"
#include "searcher/plan/pins.hpp"
#include "searcher/plan/plan_text.hpp"
#include "searcher/plan/planner.hpp"
#include "searcher/plan/settings.hpp"
#include "searcher/plan/similarity.hpp"
#include "searcher/plan/surfaces.hpp"
#include "searcher/query/dates.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/rank/ranking.hpp"
#include "searcher/rank/scope.hpp"
#include "searcher/rank/similarity.hpp"
#include "searcher/result/explain.hpp"
#include "searcher/result/snippet.hpp"
#include "searcher/synonyms_file.hpp"

namespace nonmun {
namespace {

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

rank::Prior prior_of(const SearchOptions& options, paper::Day today) {
  rank::Prior prior;
  prior.votes_weight = options.votes_weight;
  prior.recency_weight = options.recency_weight;
  prior.half_life_days = options.half_life_days;
  prior.as_of = today.since_epoch();
  return prior;
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

/// A query as it was read, and what it names as a whole.
struct ReadQuery {
  query::Query query;
  std::optional<plan::Pin> pin;
};

ReadQuery read(std::string_view text, Analyzer& analyzer, const plan::TermStatistics& vocabulary,
               const SearchOptions& options, paper::Day today, bool pins) {
  if (pins) {
    // A title is words, whatever its punctuation means elsewhere.
    auto pin = plan::pinned_title(text, vocabulary);
    if (pin) return {{query::words(text), {}}, std::move(pin)};
  }
  query::Reading reading;
  reading.strict = options.strict_query;
  reading.today = today;
  reading.has_paper = [&](std::string_view id) {
    const index::Field& field = index::field(index::FieldId::id);
    return vocabulary.frequency(fmt::format("{}{}", field.prefix, id)) > 0;
  };
  query::Query query = query::parse(text, reading);
  if (query.node.empty() && query.notes.empty()) {
    throw Error(Cause::query_syntax, "the query is empty", {}, 1);
  }
  std::optional<plan::Pin> pin = plan::pinned_ids(query.node);
  if (!pin && pins) pin = plan::pinned_name(query.node, analyzer, vocabulary);
  return {std::move(query), std::move(pin)};
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
    case Sort::relevance:
      break;
  }
  return rank::Order::score;
}

/// The query with its corrected words put in.
std::optional<std::string> corrected(
    std::string_view query, const std::vector<std::pair<std::string, std::string>>& corrections) {
  std::string text(query);
  for (const auto& [typed, meant] : corrections) {
    const std::size_t at = text.find(typed);
    if (at != std::string::npos) text.replace(at, typed.size(), meant);
  }
  if (text == query) return std::nullopt;
  return text;
}

void report(plan::Notes notes, std::string_view query, const plan::Surfaces& surfaces,
            Results& results) {
  results.did_you_mean = corrected(query, notes.corrections);
  std::move(notes.messages.begin(), notes.messages.end(), std::back_inserter(results.notes));
  for (const plan::Expansion& it : notes.expanded) {
    Expansion shown{surfaces.of_words(it.from), {}, std::string(name_of(it.mechanism))};
    for (const std::string& to : it.to) {
      std::string words = surfaces.of_words(to);
      const bool is_new = words != shown.from &&
                          std::find(shown.to.begin(), shown.to.end(), words) == shown.to.end();
      if (is_new) shown.to.push_back(std::move(words));
    }
    if (!shown.to.empty()) results.expanded.push_back(std::move(shown));
  }
}

Hit to_hit(const paper::Paper& paper, const rank::RankedDocument& document, std::int32_t votes,
           std::size_t rank, const std::optional<plan::Pin>& pin) {
  Hit hit;
  hit.rank = rank;
  hit.id = paper.id;
  hit.title = paper.title;
  hit.url = paper::page_url(paper);
  hit.date = paper.listed.back();
  hit.withdrawn = paper.withdrawn;
  if (votes != index::VoteTable::kUnknown) hit.votes = votes;
  hit.authors = paper.authors;
  hit.score = document.score();
  hit.score_parts = document.parts();
  if (document.pinned) hit.pinned = name_of(pin->kind);
  return hit;
}

/// How similar papers are to the plan in content, unless nothing makes them so.
std::optional<rank::Similarity> similarity_to(const plan::Node& root,
                                              const index::DerivedTables& derived,
                                              const plan::Settings& settings) {
  if (!settings.on(plan::Mechanism::similarity) || !plan::has_text(root)) return std::nullopt;
  rank::Similarity similarity(derived.similarity_terms, derived.similarity_papers,
                              plan::similarity_words(root), settings.weights().similarity);
  if (similarity.bound() == 0) return std::nullopt;
  return similarity;
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

Results search(const Source& source, match::Matcher& matcher, std::string_view text,
               const SearchOptions& options) {
  validate(text, options);
  const paper::Day today = as_of(options);
  const rank::Prior prior = prior_of(options, today);
  const auto start = std::chrono::steady_clock::now();
  Results results;
  results.query = text;
  results.offset = options.offset;
  results.limit = options.limit;
  results.out_of = source.manifest.documents;
  results.generation = source.manifest.generation;
  results.built_at = source.manifest.built_at;

  const match::DatabaseVocabulary vocabulary(source.database, source.derived);
  const plan::Settings settings(options.without, options.weights);
  plan::Notes notes;
  auto [query, pin] =
      read(text, source.analyzer, vocabulary, options, today, settings.on(plan::Mechanism::pins));
  results.notes = std::move(query.notes);
  const auto synonyms = read_synonyms(options.synonyms);
  plan::Node root =
      plan::Planner(source.analyzer, vocabulary, settings, notes, synonyms.get()).plan(query.node);
  root = apply_filters(std::move(root), options, today);
  const plan::Surfaces surfaces(source.derived);
  report(std::move(notes), text, surfaces, results);

  match::Matches matches = matcher.match(root, match::Wanted::all());
  results.found = matches.list.size();
  const rank::Coverage coverage(root, matches, matcher);
  results.found_all = coverage.all();
  if (options.sort != Sort::relevance && !options.any) results.scope = coverage.narrow(matches);
  const std::vector<match::Match> first = pinned(pin, options, today, matcher);
  const std::uint64_t added = count_missing(first, matches);
  results.found += added;
  results.found_all += added;
  results.listed = matches.list.size() + added;
  const std::optional<rank::Similarity> similarity = similarity_to(root, source.derived, settings);
  const std::vector<rank::RankedDocument> page = rank::rank(
      matches, first, source.votes, prior, order_of(options.sort), {options.offset, options.limit},
      match::SortKeys(source.database), similarity ? &*similarity : nullptr);

  result::SnippetMaker snippets(source.analyzer, plan::marks_of(root));
  for (const rank::RankedDocument& it : page) {
    const std::uint32_t docid = it.document.docid;
    const paper::Paper paper =
        paper::decode_record(source.database.get_document(docid).get_data()).paper();
    results.hits.push_back(to_hit(paper, it, source.votes.votes(docid),
                                  options.offset + results.hits.size() + 1, pin));
    results.hits.back().snippets = snippets.snippets(paper);
  }
  if (options.explain) {
    const plan::Node shown = surfaces.of(root);
    results.understood = plan::to_text(shown);
    add_explanations(root, shown, page, matcher, results.hits);
    if (similarity) {
      results.understood += to_text(*similarity, surfaces);
      add_shares(*similarity, surfaces, page, results.hits);
    }
  }
  results.took_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return results;
}

Results search(Snapshot& snapshot, std::string_view text, const SearchOptions& options) {
  const Snapshot::Lease worker = snapshot.lease();
  match::XapianMatcher matcher(worker->database, snapshot.votes());
  return search({worker->database, worker->analyzer, snapshot.votes(), snapshot.derived(),
                 snapshot.manifest()},
                matcher, text, options);
}

}  // namespace nonmun
