// Facets against an exhaustive count over the papers that a search lists.

#include <gtest/gtest.h>

#include <map>

#include "indexer/index/method_names.hpp"
#include "tests/support/collection.hpp"

namespace nonmun::property {
namespace {

constexpr unsigned kSeed = 1203;
constexpr std::size_t kQueries = 1000;

using Counts = std::map<std::string, std::uint64_t>;

Counts counts_of(const Facet& facet) {
  Counts counts;
  for (const auto& [value, papers] : facet.values) {
    EXPECT_FALSE(counts.contains(value)) << value;
    if (papers > 0) counts[value] = papers;
  }
  return counts;
}

std::string band_of(const std::optional<std::int64_t>& votes) {
  if (!votes) return "unknown";
  const std::vector<std::pair<std::int64_t, std::string>> kBands = {
      {200, "200.."}, {100, "100..199"}, {50, "50..99"}, {20, "20..49"}, {10, "10..19"},
      {5, "5..9"},    {2, "2..4"},       {1, "1"},       {0, "0"}};
  for (const auto& [least, name] : kBands) {
    if (*votes >= least) return name;
  }
  return {};
}

TEST(Facets, EqualAnExhaustiveCount) {
  RecordProperty("seed", static_cast<int>(kSeed));
  Random random(kSeed);
  const std::vector<paper::Paper> papers = random_papers(random, 150);
  std::map<std::string, const paper::Paper*> by_id;
  for (const paper::Paper& paper : papers) by_id[paper.id] = &paper;
  Folder folder;
  update(folder / "index", {folder.write("papers.jsonl", jsonl(papers))});
  const Index index(folder / "index");
  for (std::size_t i = 0; i < kQueries; ++i) {
    SearchOptions options;
    options.limit = 1000;
    options.sort = static_cast<Sort>(1 + below(random, 3));  // lists what is counted
    options.any = below(random, 2) == 0;
    options.facets = "author,votes,month,name,section";
    options.facet_limit = 1000;
    if (below(random, 4) == 0) options.since = "2024";
    std::string query;
    for (std::size_t n = below(random, 4); n > 0; --n) query += pick(random, kWords) + " ";
    const Results results = index.search(query, options);
    std::vector<Counts> expected(5);
    for (const Hit& hit : results.hits) {
      const paper::Paper& paper = *by_id.at(hit.id);
      for (const std::string& author : paper.authors) ++expected[0][author];
      ++expected[1][band_of(paper.votes)];
      ++expected[2][paper.listed.back().substr(0, 7)];
      for (const std::string& name : index::method_names(paper)) ++expected[3][name];
      if (!paper.sections.empty()) ++expected[4]["body"];
    }
    for (std::size_t facet = 0; facet < expected.size(); ++facet) {
      ASSERT_EQ(counts_of(results.facets[facet]), expected[facet])
          << query << " " << results.facets[facet].name;
    }
    if (options.sort != Sort::votes) continue;
    // By relevance, they are counted over the same papers.
    options.sort = Sort::relevance;
    if (query.empty()) continue;
    const Results ranked = index.search(query, options);
    for (std::size_t facet = 0; facet < expected.size(); ++facet) {
      ASSERT_EQ(ranked.facets[facet].values, results.facets[facet].values) << query;
    }
  }
}

}  // namespace
}  // namespace nonmun::property
