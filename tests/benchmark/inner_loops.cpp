// The loops that most of the time of a query or a build goes to, each alone: google-benchmark.
//
// Usage: inner_loops [--benchmark_filter=REGEX] [options of google-benchmark]

#include <benchmark/benchmark.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "analyzers/analyzer.hpp"
#include "indexer/index/forward.hpp"
#include "indexer/index/postings.hpp"
#include "indexer/index/similarity.hpp"
#include "searcher/match/window.hpp"
#include "tests/support/folder.hpp"

namespace nonmun {
namespace {

using Random = std::mt19937;

constexpr std::uint32_t kPapers = index::kWindowSize;

/// A table of one window, whose list "every N" has each Nth paper.
class Table {
 public:
  Table() {
    index::PostingTable::Writer writer(folder_ / "postings");
    for (const std::uint32_t step : {1U, 4U, 32U}) {
      std::vector<index::PostingTable::Writer::Posting> postings;
      for (std::uint32_t docid = 0; docid < kPapers; docid += step) {
        postings.push_back({docid, 1 + docid % 3});
      }
      writer.add(std::to_string(step), postings);
    }
    writer.finish(kPapers, std::vector<std::uint32_t>(kPapers, 100));
    table_ = index::PostingTable(folder_ / "postings");
  }

  index::PostingList list(std::int64_t step) const { return table_.find(std::to_string(step)); }

 private:
  testing_support::Folder folder_;
  index::PostingTable table_;
};

const Table& table() {
  static const Table table;
  return table;
}

void ScoreList(benchmark::State& state) {
  const index::PostingList list = table().list(state.range(0));
  const std::vector<double> norms(kPapers, 1.3);
  std::vector<double> scores(kPapers);
  for (auto _ : state) {
    list.visit(list.in_window(0), [&](std::uint32_t local, std::uint32_t wdf) {
      scores[local] += 2.5 * (wdf / (norms[local] + wdf));
    });
    benchmark::DoNotOptimize(scores.data());
  }
  state.SetItemsProcessed(state.iterations() * list.papers());
}
BENCHMARK(ScoreList)->Arg(1)->Arg(4)->Arg(32);

void ListToSet(benchmark::State& state) {
  const index::PostingList list = table().list(state.range(0));
  for (auto _ : state) {
    match::WindowSet set;
    list.visit(list.in_window(0), [&](std::uint32_t local, std::uint32_t) { set.insert(local); });
    benchmark::DoNotOptimize(set.size());
  }
  state.SetItemsProcessed(state.iterations() * list.papers());
}
BENCHMARK(ListToSet)->Arg(1)->Arg(4)->Arg(32);

void FindTerm(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(table().list(32).papers());
}
BENCHMARK(FindTerm);

/// Of a paper with so many words, which does not have the phrase.
void FindPhrase(benchmark::State& state) {
  Random random(1);
  std::vector<index::ForwardRecord::Word> words;
  for (std::uint32_t i = 0; i < state.range(0); ++i) words.push_back({random() % 150, i + 1});
  const std::string bytes = index::ForwardRecord::encode(words, 10, {});
  const std::vector<std::uint64_t> phrase = {words[3].hash, words[3].hash};
  for (auto _ : state) {
    const index::ForwardRecord record(bytes);
    benchmark::DoNotOptimize(record.has_phrase(index::ForwardRecord::Place::text, phrase));
  }
}
BENCHMARK(FindPhrase)->Arg(100)->Arg(300);

void Cosine(benchmark::State& state) {
  Random random(1);
  std::vector<std::int8_t> a(index::kMaxAxes), b(index::kMaxAxes);
  for (std::size_t i = 0; i < a.size(); ++i) {
    a[i] = static_cast<std::int8_t>(random() % 200 - 100);
    b[i] = static_cast<std::int8_t>(random() % 200 - 100);
  }
  for (auto _ : state) benchmark::DoNotOptimize(index::cosine(a, b));
}
BENCHMARK(Cosine);

void Analyze(benchmark::State& state) {
  const std::string text =
      "대규모 언어 모델의 추론 속도를 높이기 위해 speculative decoding을 제안합니다. GPT-4o와 "
      "LLaMA2-Chat에서 2.5배 빨라집니다.";
  Analyzer analyzer;
  std::vector<Token> tokens;
  for (auto _ : state) {
    tokens.clear();
    analyzer.analyze(text, tokens);
    benchmark::DoNotOptimize(tokens.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(Analyze);

}  // namespace
}  // namespace nonmun

BENCHMARK_MAIN();
