#include "searcher/similar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/index/fields.hpp"
#include "searcher/answer.hpp"
#include "searcher/paper_lookup.hpp"
#include "searcher/parameters.hpp"
#include "searcher/plan/settings.hpp"

namespace nonmun {
namespace {

/// Words of the paper that others are matched by.
constexpr std::size_t kWords = 20;
/// How much more similarity in content counts than in a search by text: all words of a paper say
/// more of its content than the few of a query. From 4 on there is no difference; the measure is
/// tests/relevance/front_ends.py.
constexpr double kSimilarityFactor = 5;

struct WeightedTerm {
  std::string term;
  double weight = 0;
};

/// The words that tell a paper from the others: the highest (1 + ln tf) * ln(N / df).
std::vector<std::string> telling_words(const match::Documents& documents, std::uint32_t document) {
  std::vector<WeightedTerm> terms;
  const double papers = documents.database().get_doccount();
  // The list of terms knows the frequencies in its own shard.
  const bool is_whole = documents.shards() == 1;
  index::for_ranked_terms(
      documents.terms_begin(document), documents.terms_end(document), [&](const auto& at) {
        if (at.get_wdf() == 0) return;
        const Xapian::doccount frequency = is_whole ? at.get_termfreq() : documents.frequency(*at);
        // A word that no other paper has finds none.
        if (frequency < 2) return;
        terms.push_back({*at, (1 + std::log(at.get_wdf())) * std::log(papers / frequency)});
      });
  const auto end = terms.begin() + static_cast<std::ptrdiff_t>(std::min(kWords, terms.size()));
  std::partial_sort(terms.begin(), end, terms.end(),
                    [](const WeightedTerm& a, const WeightedTerm& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
                    });
  std::vector<std::string> words;
  for (auto at = terms.begin(); at != end; ++at) words.push_back(std::move(at->term));
  return words;
}

/// Finds what holds any of the words, but not the paper itself.
plan::Node plan_words(const std::vector<std::string>& words, std::string_view id) {
  std::vector<plan::Node> nodes;
  for (const std::string& word : words) nodes.push_back(plan::words({word}));
  plan::Node itself = plan::words({std::string(id)});
  itself.field = &index::field(index::FieldId::id);
  std::vector<plan::Node> children;
  children.push_back(plan::over(plan::Op::sum, std::move(nodes), plan::Role::sequence));
  children.push_back(std::move(itself));
  return plan::over(plan::Op::without, std::move(children));
}

std::optional<rank::Similarity> similarity_to(const index::SimilarityPapers& papers,
                                              const std::string& id, std::uint32_t document,
                                              const plan::Settings& settings) {
  if (!settings.on(plan::Mechanism::similarity)) return std::nullopt;
  rank::Similarity similarity(papers, id, papers.vector(document),
                              kSimilarityFactor * settings.weights().similarity);
  if (similarity.bound() == 0) return std::nullopt;
  return similarity;
}

}  // namespace

Results similar(const Source& source, match::Matcher& matcher, std::string_view id,
                const SearchOptions& options) {
  validate(id, options);
  const auto start = std::chrono::steady_clock::now();
  const std::optional<std::uint32_t> document = find_paper(source.documents, id);
  if (!document) throw Error(Cause::usage, fmt::format("no paper has the id \"{}\"", id));
  Results results = begin_results(source, options);
  results.query = paper_id(source.documents, *document);
  const paper::Day today = as_of(options);
  const plan::Settings settings(options.without, options.weights);
  plan::Node root = plan_words(telling_words(source.documents, *document), results.query);
  answer(source, matcher,
         {apply_filters(std::move(root), options, today),
          {},
          similarity_to(source.derived.similarity_papers, results.query, *document, settings)},
         options, today, results);
  results.found_all = results.found;  // nobody asked for all of these words
  results.took_ms = milliseconds_since(start);
  return results;
}

Results similar(Snapshot& snapshot, std::string_view id, const SearchOptions& options) {
  const Snapshot::Lease worker = snapshot.lease();
  const std::unique_ptr<match::Matcher> matcher = matcher_of(snapshot, *worker, options);
  return similar(source_of(snapshot, *worker), *matcher, id, options);
}

}  // namespace nonmun
