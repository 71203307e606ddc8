#include "searcher/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <utility>

#include "indexer/index/fields.hpp"
#include "searcher/answer.hpp"
#include "searcher/dead_end.hpp"
#include "searcher/match/database_vocabulary.hpp"
#include "searcher/match/native_matcher.hpp"
#include "searcher/match/window_matcher.hpp"
#include "searcher/parameters.hpp"
#include "searcher/plan/pins.hpp"
#include "searcher/plan/planner.hpp"
#include "searcher/plan/settings.hpp"
#include "searcher/plan/similarity.hpp"
#include "searcher/plan/surfaces.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/synonyms_file.hpp"

namespace nonmun {
namespace {

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
    if (shown.to.empty()) continue;
    if (std::string note = correction_note(shown); !note.empty()) {
      results.notes.push_back(std::move(note));
    }
    results.expanded.push_back(std::move(shown));
  }
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

/// Whether the options alone say which papers are wanted, or in what order.
bool stands_alone(const SearchOptions& options) {
  return options.sort != Sort::relevance || !options.since.empty() || !options.until.empty() ||
         options.min_votes || options.recency_weight > 0;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Plans a text, and reports how it was read.
PlannedSearch plan_text(const Source& source, std::string_view text, const SearchOptions& options,
                        paper::Day today, Results& results) {
  const match::DatabaseVocabulary vocabulary(source.documents, source.derived);
  const plan::Settings settings(options.without, options.weights);
  auto [query, pin] =
      read(text, source.analyzer, vocabulary, options, today, settings.on(plan::Mechanism::pins));
  results.notes = std::move(query.notes);
  const auto synonyms = read_synonyms(options.synonyms);
  plan::Notes notes;
  plan::Node root =
      plan::Planner(source.analyzer, vocabulary, settings, notes, synonyms.get()).plan(query.node);
  root = apply_filters(std::move(root), options, today);
  report(std::move(notes), text, plan::Surfaces(source.derived), results);
  std::optional<rank::Similarity> similarity = similarity_to(root, source.derived, settings);
  return {std::move(root), std::move(pin), std::move(similarity), std::move(query.node)};
}

/// Plans a search for all papers that the options let through.
PlannedSearch plan_options(const SearchOptions& options, paper::Day today) {
  plan::Node root;
  root.op = plan::Op::everything;
  return {apply_filters(std::move(root), options, today), {}, {}, {}};
}

}  // namespace

PlannedSearch plan_search(const Source& source, std::string_view text, const SearchOptions& options,
                          Results& results) {
  validate(text, options);
  const paper::Day today = as_of(options);
  results = begin_results(source, options);
  results.query = text;
  if (is_blank(text) && stands_alone(options)) return plan_options(options, today);
  return plan_text(source, text, options, today, results);
}

void suggest_changes(const Source& source, match::Matcher& matcher, const PlannedSearch& search,
                     const SearchOptions& options, Results& results) {
  if (results.found_all > 0 || search.query.empty()) return;
  const paper::Day today = as_of(options);
  const auto count = [&](const std::string& changed, const SearchOptions& with, bool all) {
    Results ignored;
    const PlannedSearch other = plan_text(source, changed, with, today, ignored);
    return count_papers(matcher, other, with, today, all);
  };
  results.suggestions = suggestions({search.query, search.root, options, results, matcher, count});
}

Results search(const Source& source, match::Matcher& matcher, std::string_view text,
               const SearchOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  Results results;
  const Answer answer(source, matcher, plan_search(source, text, options, results), options,
                      as_of(options), options.offset + options.limit);
  answer.count(results);
  answer.show(answer.rank({options.offset, options.limit}), options.offset, results);
  suggest_changes(source, matcher, answer.search(), options, results);
  results.took_ms = milliseconds_since(start);
  return results;
}

plan::Node plan_of(const Source& source, std::string_view text, const SearchOptions& options) {
  validate(text, options);
  SearchOptions unlimited = options;
  unlimited.since.clear();
  unlimited.until.clear();
  unlimited.min_votes.reset();
  Results ignored;
  return plan_text(source, text, unlimited, as_of(options), ignored).root;
}

match::Checkpoint checkpoint(const SearchOptions& options) {
  using Clock = std::chrono::steady_clock;
  const bool has_deadline = options.deadline != Clock::time_point::max();
  if (!has_deadline && !options.stop.stop_possible()) return {};
  return [deadline = options.deadline, has_deadline, stop = options.stop] {
    if (stop.stop_requested()) throw Error(Cause::interrupted, "the search was stopped");
    if (has_deadline && Clock::now() >= deadline) {
      throw Error(Cause::deadline, "the search took longer than it may",
                  "ask for less, or allow more time");
    }
  };
}

Source source_of(const Snapshot& snapshot, Snapshot::Worker& worker) {
  return {worker.documents, worker.analyzer, snapshot.votes(), snapshot.derived(),
          snapshot.state()};
}

std::unique_ptr<match::Matcher> matcher_of(const Snapshot& snapshot, Snapshot::Worker& worker,
                                           const SearchOptions& options) {
  // Without the postings at hand, servers have them.
  if (!snapshot.derived().postings) {
    return std::make_unique<match::NativeMatcher>(worker.documents, snapshot.derived().forward,
                                                  snapshot.votes(), checkpoint(options),
                                                  snapshot.hidden());
  }
  return std::make_unique<match::WindowMatcher>(worker.documents, snapshot.derived(),
                                                snapshot.votes(), worker.memory,
                                                checkpoint(options), snapshot.hidden());
}

Results search(Snapshot& snapshot, std::string_view text, const SearchOptions& options) {
  const Snapshot::Lease worker = snapshot.lease();
  const std::unique_ptr<match::Matcher> matcher = matcher_of(snapshot, *worker, options);
  return search(source_of(snapshot, *worker), *matcher, text, options);
}

}  // namespace nonmun
