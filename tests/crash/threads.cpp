// One publisher and eight reader threads on one nonmun::Index: every answer belongs to exactly one
// generation, and neither descriptors nor memory grow. Runs under ThreadSanitizer, too.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <nonmun/search.hpp>
#include <nonmun/update.hpp>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace nonmun {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kReaders = 8;
constexpr int kPapers = 40;
const std::vector<std::string> kQueries = {"모델", "강화학습 diffusion", "\"language model\"",
                                           "votes:50..", "title:first -agent"};

std::chrono::seconds duration() {
  const char* is_long = std::getenv("NONMUN_LONG");
  return std::chrono::seconds(is_long != nullptr && *is_long == '1' ? 180 : 10);
}

unsigned seed() {
  const char* given = std::getenv("NONMUN_SEED");
  return given != nullptr ? static_cast<unsigned>(std::atol(given)) : std::random_device()();
}

std::string answer(const Results& results) {
  std::string text = fmt::format("{} of {}:", results.found, results.out_of);
  for (const Hit& hit : results.hits) {
    text += fmt::format(" {} {:.12g} {} {};", hit.id, hit.score, hit.votes.value_or(-1), hit.title);
  }
  return text;
}

std::size_t open_files() {
  const fs::directory_iterator folder("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(folder), end(folder)));
}

std::size_t resident_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return static_cast<std::size_t>(std::atol(line.c_str() + 6));
  }
  return 0;
}

class Threads : public testing::Test {
 protected:
  Threads()
      : seed_(seed()),
        random_(seed_),
        folder_(fs::temp_directory_path() / fmt::format("nonmun-threads-{}", seed_)) {
    fmt::print(stderr, "NONMUN_SEED={}\n", seed_);
    fs::create_directories(folder_);
    index_ = (folder_ / "index").string();
    for (int i = 0; i < kPapers; ++i) {
      titles_.push_back(
          fmt::format("{} study {}", i % 3 == 0 ? "강화학습 모델" : "language model", i));
      votes_.push_back(i * 3);
    }
  }
  ~Threads() override { fs::remove_all(folder_); }

  std::string write_sources() {
    std::ofstream file(folder_ / "a.jsonl");
    for (std::size_t i = 0; i < titles_.size(); ++i) {
      file << fmt::format(
          R"({{"schema":1,"id":"2401.{:05}","title":"{}","listed":"2024-01-{:02}",)"
          R"("sections":[{{"kind":"body","text":"diffusion 모델은 agent {}"}}],"votes":{}}})"
          "\n",
          i, titles_[i], i % 28 + 1, i % 5 == 0 ? "강화 학습" : "reinforcement learning",
          votes_[i]);
    }
    return (folder_ / "a.jsonl").string();
  }

  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

  void update() {
    UpdateOptions options;
    options.index = index_;
    options.sources = {write_sources()};
    options.jobs = 2;
    update_index(options);
  }

  void publish_something() {
    const auto paper = static_cast<std::size_t>(below(kPapers));
    switch (below(4)) {
      case 0:
      case 1:
        titles_[paper] =
            fmt::format("{} {} of {}", below(2) == 0 ? "first" : "두번째 모델", below(100), paper);
        update();
        return;
      case 2: {
        std::ofstream file(folder_ / "votes.jsonl");
        file << fmt::format("{{\"schema\":1,\"id\":\"2401.{:05}\",\"votes\":{}}}\n", paper,
                            below(900));
        file.close();
        VotesOptions options;
        options.index = index_;
        options.source = (folder_ / "votes.jsonl").string();
        refresh_votes(options);
        return;
      }
      default:
        try {
          rollback_index(index_, 0);
        } catch (const Error& error) {
          if (error.code() != ErrorCode::no_index) throw;
        }
    }
  }

  unsigned seed_;
  std::mt19937 random_;
  fs::path folder_;
  std::string index_;
  std::vector<std::string> titles_;
  std::vector<int> votes_;
};

TEST_F(Threads, EveryAnswerBelongsToOneGeneration) {
  update();
  const Index index(index_);
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::set<std::tuple<std::string, std::size_t, std::string>> said;
  std::vector<std::string> errors;

  // What each of the last generations answers. What readers said is compared soon and forgotten, so
  // that a long run shows what the index needs in memory, not what the test does.
  constexpr std::size_t kRemembered = 256;
  std::map<std::string, std::vector<std::string>> right;
  std::deque<std::string> order;
  std::size_t generations = 0;
  const auto remember = [&] {
    const Index fresh(index_);  // nobody else publishes
    std::vector<std::string> answers;
    std::string generation;
    for (const std::string& query : kQueries) {
      const Results results = fresh.search(query);
      generation = results.generation;
      answers.push_back(answer(results));
    }
    if (right.insert_or_assign(generation, std::move(answers)).second) {
      order.push_back(generation);
      ++generations;
    }
    if (order.size() > kRemembered) {
      right.erase(order.front());
      order.pop_front();
    }
  };
  const auto compare = [&] {
    const std::lock_guard lock(mutex);
    std::erase_if(said, [&](const auto& one) {
      const auto& [generation, q, text] = one;
      const auto found = right.find(generation);
      // A reader may be ahead of remember().
      if (found == right.end()) return false;
      EXPECT_EQ(found->second[q], text) << generation << ": " << kQueries[q];
      return true;
    });
  };
  remember();
  std::atomic<std::size_t> searches{0};
  std::vector<std::thread> readers;
  for (int reader = 0; reader < kReaders; ++reader) {
    readers.emplace_back([&, reader] {
      std::mt19937 random(seed_ + static_cast<unsigned>(reader));
      while (!stop) {
        const std::size_t q = random() % kQueries.size();
        try {
          const Results results = index.search(kQueries[q]);
          const std::lock_guard lock(mutex);
          said.emplace(results.generation, q, answer(results));
        } catch (const std::exception& error) {
          const std::lock_guard lock(mutex);
          errors.emplace_back(error.what());
          return;
        }
        ++searches;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
    });
  }

  std::vector<std::size_t> files;
  std::vector<std::size_t> memory;
  int runs = 0;
  for (const auto end = Clock::now() + duration(); Clock::now() < end; ++runs) {
    try {
      publish_something();
    } catch (const std::exception& error) {
      ADD_FAILURE() << "publisher: " << error.what();
      break;
    }
    remember();
    compare();
    files.push_back(open_files());
    memory.push_back(resident_kib());
  }
  stop = true;
  for (std::thread& reader : readers) reader.join();

  EXPECT_EQ(errors, std::vector<std::string>{});
  compare();
  for (const auto& [generation, q, text] : said) {
    ADD_FAILURE() << "of no generation that was published: " << generation << ": " << text;
  }
  fmt::print(stderr, "{} publishing runs, {} generations, {} searches, {} open files, {} KiB\n",
             runs, generations, searches.load(), files.back(), memory.back());
  if (runs < 16) return;
  const auto most = [](const std::vector<std::size_t>& v, std::size_t from, std::size_t to) {
    return *std::max_element(v.begin() + static_cast<std::ptrdiff_t>(from * v.size() / 4),
                             v.begin() + static_cast<std::ptrdiff_t>(to * v.size() / 4));
  };
  // A snapshot has at most one set of open tables for each reader; two snapshots may be in use.
  EXPECT_LE(most(files, 3, 4), most(files, 0, 2) + 6 * kReaders);
#ifndef __SANITIZE_THREAD__
#ifndef __SANITIZE_ADDRESS__
  EXPECT_LE(most(memory, 3, 4), most(memory, 1, 2) * 5 / 4 + 8192);
#endif
#endif
}

}  // namespace
}  // namespace nonmun
