// One Index, many threads: the same answers as alone, also while new generations come.

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/support/collection.hpp"

namespace nonmun::property {
namespace {

constexpr std::size_t kThreads = 8;
constexpr int kRounds = 15;

const std::vector<std::string> kQueries = {
    "모델의 학습", "diffusion",        "\"모델 학습\"",      "LLM AND (video OR 비디오)",
    "votes:3..",   "title:모델 -강화", "author:\"Ada Kim\"", "date:2024 memory",
    "강화학습",    "zyzzyva"};

SearchOptions options() {
  SearchOptions o;
  o.limit = 20;
  o.as_of = "2025-01-01";
  o.recency_weight = 0.2;
  return o;
}

TEST(Threads, SameAnswersAsAlone) {
  Random random(88);
  const Folder folder;
  update(folder / "index", {folder.write("a.jsonl", jsonl(random_papers(random, 60)))});
  const Index index(folder / "index");
  std::vector<std::vector<std::string>> expected;
  for (const std::string& query : kQueries) {
    expected.push_back(answer(index.search(query, options())));
  }
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int round = 0; round < kRounds; ++round) {
        for (std::size_t i = 0; i < kQueries.size(); ++i) {
          const std::size_t q = (i + t) % kQueries.size();
          if (answer(index.search(kQueries[q], options())) != expected[q]) ++wrong;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Threads, EveryAnswerBelongsToOneGeneration) {
  Random random(89);
  const Folder folder;
  const std::vector<paper::Paper> papers = random_papers(random, 60);
  const std::string some = folder.write("some.jsonl", jsonl({papers.begin(), papers.begin() + 30}));
  const std::string all = folder.write("all.jsonl", jsonl(papers));
  update(folder / "index", {some});
  const Index index(folder / "index");
  std::vector<std::vector<std::string>> before, after;
  for (const std::string& query : kQueries) {
    before.push_back(answer(index.search(query, options())));
  }
  update(folder / "other", {all});
  const Index other(folder / "other");
  for (const std::string& query : kQueries) after.push_back(answer(other.search(query, options())));

  std::atomic<int> wrong{0};
  std::atomic<bool> done{false};
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = t; !done; ++i) {
        const std::size_t q = i % kQueries.size();
        const Results results = index.search(kQueries[q], options());
        const auto& expected = results.out_of == 30 ? before[q] : after[q];
        if (answer(results) != expected) ++wrong;
      }
    });
  }
  for (int turn = 0; turn < 3; ++turn) {
    update(folder / "index", {turn % 2 == 0 ? all : some}, 1, true);
  }
  done = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace nonmun::property
