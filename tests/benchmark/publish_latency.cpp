// Wall time of searches in eight threads on one Index, first left alone, then while generations are
// published: a line "KIND SEARCHES P50_US P99_US P99.9_US MAX_US" for "alone" and "publishing".
//
// Usage: publish_latency INDEX QUERIES SECONDS [EVERY_MS]
//   INDEX    has a published generation and a previous one, which are published in turns by
//            exchanging the lines of `current`; for measurements only, and as before afterwards
//   QUERIES  tab-separated, the text last
//   EVERY_MS between two publications (100)

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <nonmun/search.hpp>
#include <string>
#include <thread>
#include <vector>

#include "indexer/index/generation.hpp"
#include "tests/benchmark/queries.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kThreads = 8;

void publish(const nonmun::index::IndexPaths& index, const nonmun::index::Published& published) {
  const std::string fresh = index.current() + ".new";
  std::ofstream(fresh, std::ios::binary) << published.encode();
  std::filesystem::rename(fresh, index.current());
}

void measure(const std::string& kind, const nonmun::Index& index,
             const std::vector<std::string>& queries, const std::atomic<bool>& stop) {
  std::vector<std::vector<double>> times(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = t; !stop; ++i) {
        const auto start = Clock::now();
        index.search(queries[i % queries.size()]);
        times[t].push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::vector<double> all;
  for (const auto& own : times) all.insert(all.end(), own.begin(), own.end());
  std::sort(all.begin(), all.end());
  const auto percentile = [&](double share) {
    return all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
  };
  std::cout << kind << ' ' << all.size() << ' ' << percentile(0.5) << ' ' << percentile(0.99) << ' '
            << percentile(0.999) << ' ' << all.back() << '\n';
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 4 || argc > 5) {
    std::cerr << "usage: publish_latency INDEX QUERIES SECONDS [EVERY_MS]\n";
    return 2;
  }
  const std::vector<std::string> queries = read_queries(argv[2]);
  const std::chrono::seconds duration(std::atoi(argv[3]));
  const std::chrono::milliseconds every(argc == 5 ? std::atoi(argv[4]) : 100);
  const nonmun::index::IndexPaths paths(argv[1]);
  const auto published = nonmun::index::read_published(paths);
  if (!published || !published->previous || queries.empty()) {
    std::cerr << "publish_latency: needs an index with a previous generation, and queries\n";
    return 2;
  }
  const nonmun::index::Published other{*published->previous, published->now};
  const nonmun::Index index(argv[1]);
  for (const bool publishing : {false, true}) {
    std::atomic<bool> stop{false};
    std::thread measuring(
        [&] { measure(publishing ? "publishing" : "alone", index, queries, stop); });
    const auto end = Clock::now() + duration;
    for (bool turn = true; Clock::now() < end; turn = !turn) {
      std::this_thread::sleep_for(every);
      if (publishing) publish(paths, turn ? other : *published);
    }
    stop = true;
    measuring.join();
  }
  publish(paths, *published);
  return 0;
} catch (const nonmun::Error& error) {
  std::cerr << "publish_latency: " << error.what() << '\n';
  return error.exit_code();
}
