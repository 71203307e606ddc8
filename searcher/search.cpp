#include "searcher/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <optional>

#include "indexer/index/fields.hpp"
#include "indexer/paper/arxiv_id.hpp"
#include "indexer/paper/day.hpp"
#include "indexer/paper/record.hpp"
#include "searcher/match/database_vocabulary.hpp"
#include "searcher/match/phrase_search.hpp"
#include "searcher/match/xapian_query.hpp"
#include "searcher/parameters.hpp"
#include "searcher/plan/plan_text.hpp"
#include "searcher/plan/planner.hpp"
#include "searcher/plan/settings.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/rank/feedback.hpp"
#include "searcher/rank/ranking.hpp"
#include "searcher/result/snippet.hpp"

namespace nonmun {
namespace {

std::int64_t today() {
  return static_cast<std::int64_t>(std::time(nullptr)) / 86400;
}

rank::Prior prior_of(const SearchOptions& options) {
  rank::Prior prior;
  prior.votes_weight = options.votes_weight;
  prior.recency_weight = options.recency_weight;
  prior.half_life_days = options.half_life_days;
  const std::optional<Day> as_of = Day::parse(options.as_of);
  if (!options.as_of.empty() && !as_of) {
    throw Error(ErrorCode::usage, fmt::format("\"{}\" is not a day", options.as_of),
                "write YYYY-MM-DD");
  }
  prior.as_of = as_of ? as_of->since_epoch() : today();
  return prior;
}

/// The limits given as options, as a filter on top of the query.
Xapian::Query with_limits(Xapian::Query query, const SearchOptions& options, const VoteTable& votes,
                          const Xapian::Database& database) {
  if (!options.since.empty() || !options.until.empty()) {
    query::Range range{0, 99991231};
    if (!options.since.empty()) range.low = query::parse_date_range(options.since).low;
    if (!options.until.empty()) range.high = query::parse_date_range(options.until).high;
    query = Xapian::Query(Xapian::Query::OP_FILTER, query, query::date_query(range, database));
  }
  if (options.min_votes) {
    query = Xapian::Query(Xapian::Query::OP_FILTER, query,
                          query::votes_query({*options.min_votes, VoteTable::kGreatest}, votes));
  }
  return query;
}

/// When the whole query is the id or address of a paper that the index has: that paper.
std::optional<query::Node> pasted_id(const query::Node& node, const query::Vocabulary& vocabulary) {
  if (node.kind != query::Node::Kind::sequence || node.words.size() != 1 || !node.groups.empty() ||
      !node.phrases.empty() || !node.filters.empty() || !node.excluded.empty()) {
    return std::nullopt;
  }
  const Field& id_field = field(FieldId::id);
  const std::optional<std::string> id = arxiv_id(node.words.front().text);
  if (!id || vocabulary.frequency(std::string(id_field.prefix) + *id) == 0) return std::nullopt;
  query::Node found;
  query::Filter filter;
  filter.field = &id_field;
  filter.value = *id;
  found.filters.push_back(std::move(filter));
  return found;
}

/// The exact BM25 of each addend for the documents of the page, by running each alone.
void explain(const Xapian::Database& database, const query::XapianQuery& query,
             const std::vector<rank::RankedDocument>& documents, std::vector<Hit>& hits) {
  class OnPage : public Xapian::MatchDecider {
   public:
    explicit OnPage(const std::vector<rank::RankedDocument>& documents) : documents_(documents) {}
    bool operator()(const Xapian::Document& document) const override {
      return std::any_of(documents_.begin(), documents_.end(),
                         [&](const auto& d) { return d.docid == document.get_docid(); });
    }

   private:
    const std::vector<rank::RankedDocument>& documents_;
  };
  const OnPage on_page(documents);
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(rank::bm25());
  for (const query::Addend& addend : query.addends) {
    enquire.set_query(addend.query);
    const Xapian::MSet matches =
        enquire.get_mset(0, static_cast<Xapian::doccount>(documents.size()), 0, nullptr, &on_page);
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      for (std::size_t i = 0; i < documents.size(); ++i) {
        if (documents[i].docid == *match && match.get_weight() > 0) {
          hits[i].explanation.push_back({addend.what, match.get_weight()});
        }
      }
    }
  }
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

Hit to_hit(const Paper& paper, const rank::RankedDocument& document, std::int32_t votes,
           std::size_t rank) {
  Hit hit;
  hit.rank = rank;
  hit.id = paper.id;
  hit.title = paper.title;
  hit.url = page_url(paper);
  hit.date = paper.listed.back();
  if (votes != VoteTable::kUnknown) hit.votes = votes;
  hit.authors = paper.authors;
  hit.score = document.score;
  hit.score_parts = document.parts;
  return hit;
}

}  // namespace

Results answer(Snapshot& snapshot, std::string_view text, const SearchOptions& options) {
  validate(text, options);
  const auto start = std::chrono::steady_clock::now();
  const Snapshot::Lease worker = snapshot.lease();
  const Xapian::Database& database = worker->database;
  const query::DatabaseVocabulary vocabulary(database, snapshot.learnt());

  Results results;
  results.query = text;
  results.offset = options.offset;
  results.limit = options.limit;
  results.out_of = snapshot.manifest().documents;
  results.generation = snapshot.manifest().generation;
  results.built_at = snapshot.manifest().built_at;

  query::Node node = query::parse(text);
  if (auto id = pasted_id(node, vocabulary)) node = std::move(*id);
  const query::Settings settings(options);
  query::PlanNotes notes;
  query::Plan plan = query::Planner(worker->analyzer, vocabulary, settings).plan(node, notes);
  results.expanded = std::move(notes.expanded);
  results.did_you_mean = corrected(text, notes.corrections);
  rank::PhraseSearch phrases(database);
  const auto build = [&] {
    query::XapianQuery built = query::to_xapian(plan, snapshot.votes(), database, phrases);
    built.query = with_limits(std::move(built.query), options, snapshot.votes(), database);
    return built;
  };
  query::XapianQuery query = build();
  if (settings.on("feedback") && plan.has_text()) {
    const double strength = settings.weights().feedback * static_cast<double>(plan.group_count());
    for (rank::FeedbackTerm& term : rank::feedback_terms(database, query.query)) {
      plan.feedback.push_back({{std::move(term.term)}, term.weight * strength, "feedback", {}, {}});
    }
    if (!plan.feedback.empty()) query = build();
  }

  const rank::Ranking ranking =
      rank::rank(database, snapshot.votes(), query.query, plan.has_text(), prior_of(options),
                 {options.offset, options.limit, options.sort});
  results.found = ranking.found;
  results.found_exact = ranking.found_exact;

  SnippetMaker snippets(worker->analyzer, query.terms);
  for (const rank::RankedDocument& document : ranking.documents) {
    const Paper paper = decode_record(database.get_document(document.docid).get_data()).paper();
    results.hits.push_back(to_hit(paper, document, snapshot.votes().votes(document.docid),
                                  options.offset + results.hits.size() + 1));
    results.hits.back().snippets = snippets.snippets(paper);
  }
  if (options.explain) {
    results.understood = query::to_text(plan);
    explain(database, query, ranking.documents, results.hits);
  }
  results.took_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return results;
}

}  // namespace nonmun
