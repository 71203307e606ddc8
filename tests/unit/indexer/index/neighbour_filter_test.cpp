#include "indexer/index/neighbour_filter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <nonmun/error.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/folder.hpp"

namespace nonmun::index {
namespace {

using Place = ForwardRecord::Place;
using Word = ForwardRecord::Word;
using Papers = std::array<std::uint64_t, kWindowSize / 64>;

std::uint64_t hash(const std::string& term) {
  return ForwardRecord::term_hash(term);
}

bool has(const Papers& papers, std::uint32_t local) {
  return (papers[local / 64] >> (local % 64) & 1) != 0;
}

Papers all_papers() {
  Papers papers;
  papers.fill(~std::uint64_t{0});
  return papers;
}

std::string record_of(const std::vector<std::string>& text,
                      const std::vector<std::string>& authors = {}) {
  const auto placed = [](const std::vector<std::string>& terms) {
    std::vector<Word> words;
    for (const std::string& term : terms)
      words.push_back({hash(term), static_cast<std::uint32_t>(words.size() + 1)});
    return words;
  };
  return ForwardRecord::encode(placed(text), 1, placed(authors));
}

/// A filter of records by document number; papers that are not among them have none.
class Filter {
 public:
  explicit Filter(const std::vector<std::pair<std::uint32_t, std::string>>& records,
                  std::uint32_t last_docid, const std::vector<std::uint64_t>& frequent = {}) {
    NeighbourFilter::Writer writer(folder_ / "neighbours", last_docid, frequent);
    for (const auto& [docid, record] : records) writer.add(docid, ForwardRecord(record));
    writer.finish();
    filter_ = NeighbourFilter(folder_ / "neighbours");
  }

  const NeighbourFilter& operator*() const { return filter_; }
  bool may_have(std::uint32_t docid, Place place, const std::string& first,
                const std::string& second) const {
    Papers papers = all_papers();
    Papers certain{};
    filter_.keep(window_of(docid), NeighbourFilter::pair(place, hash(first), hash(second)), papers,
                 certain);
    return has(papers, local_of(docid));
  }
  std::string bytes() const { return folder_.read("neighbours"); }

 private:
  testing_support::Folder folder_;
  NeighbourFilter filter_;
};

TEST(NeighbourFilter, TellsOrderInTextsButNotInNames) {
  const Filter filter({{3, record_of({"deep", "model", "large"}, {"ada", "b", "lovelace"})}}, 5);
  EXPECT_TRUE(filter.may_have(3, Place::text, "deep", "model"));
  EXPECT_TRUE(filter.may_have(3, Place::title, "model", "large"));
  EXPECT_FALSE(filter.may_have(3, Place::text, "model", "deep"));
  EXPECT_FALSE(filter.may_have(3, Place::text, "deep", "large"));
  EXPECT_FALSE(filter.may_have(3, Place::text, "ada", "b"));
  EXPECT_TRUE(filter.may_have(3, Place::authors, "ada", "lovelace"));
  EXPECT_TRUE(filter.may_have(3, Place::authors, "lovelace", "ada"));
  EXPECT_FALSE(filter.may_have(3, Place::authors, "deep", "model"));
  EXPECT_FALSE(filter.may_have(4, Place::text, "deep", "model")) << "a paper without a record";
}

TEST(NeighbourFilter, AddsNoPapersToThoseThatItIsGiven) {
  const Filter filter({{1, record_of({"a", "b"})}, {2, record_of({"a", "b"})}}, 2);
  Papers papers{};
  papers[0] = 0b100;
  Papers certain{};
  (*filter).keep(0, NeighbourFilter::pair(Place::text, hash("a"), hash("b")), papers, certain);
  EXPECT_EQ(papers[0], 0b100U);
}

TEST(NeighbourFilter, WithoutAFileAllPapersPass) {
  Papers papers = all_papers();
  Papers certain{};
  NeighbourFilter().keep(7, NeighbourFilter::pair(Place::text, 1, 2), papers, certain);
  EXPECT_EQ(papers, all_papers());
  EXPECT_EQ(certain, Papers{});
}

TEST(NeighbourFilter, APaperWithMorePairsThanASignatureHoldsAlwaysPasses) {
  std::vector<std::string> text;
  for (int i = 0; i < 5'000; ++i) text.push_back("t" + std::to_string(i % 50 * (i / 50)));
  const Filter filter({{1, record_of(text)}}, 1);
  EXPECT_TRUE(filter.may_have(1, Place::text, "absent", "missing"));
}

/// Words from frequent ("w0") to rare.
std::string word(std::mt19937& engine) {
  const double uniform = std::uniform_real_distribution<double>(0, 1)(engine);
  return "w" + std::to_string(static_cast<int>(150 * uniform * uniform));
}

/// Records of texts, of which some break off, have words at one place or hashes with seeds.
std::vector<std::pair<std::uint32_t, std::string>> random_records(std::mt19937& engine,
                                                                  std::uint32_t last_docid) {
  const auto random = [&](std::uint32_t end) { return static_cast<std::uint32_t>(engine()) % end; };
  std::vector<std::pair<std::uint32_t, std::string>> records;
  for (std::uint32_t docid = 1; docid <= last_docid; docid += 1 + random(20)) {
    std::vector<Word> text;
    std::vector<Word> authors;
    for (std::vector<Word>* const words : {&text, &authors}) {
      std::uint32_t position = 1;
      for (std::uint32_t left = random(words == &text ? 300 : 8); left > 0; --left) {
        words->push_back({hash(word(engine)), position});
        position += std::array{0U, 1U, 1U, 1U, 1U, 1U, 1U, 100U}[random(8)];
      }
    }
    std::vector<std::uint64_t> others;  // so that hashes need other seeds
    for (std::uint32_t left = random(400); left > 0; --left) others.push_back(engine());
    records.emplace_back(docid, ForwardRecord::encode(text, 3, authors, others));
  }
  return records;
}

/// Whether a paper has the words as the filter takes them, by their positions.
bool has_pair(const ForwardRecord& record, Place place, std::uint64_t first, std::uint64_t second) {
  std::vector<std::uint32_t> firsts;
  std::vector<std::uint32_t> seconds;
  record.positions(place, first, firsts);
  record.positions(place, second, seconds);
  for (const std::uint32_t a : firsts) {
    for (const std::uint32_t b : seconds) {
      if (place == Place::authors ? a != b && std::max(a, b) - std::min(a, b) <= 16 : a + 1 == b) {
        return true;
      }
    }
  }
  return false;
}

/// The frequent pairs of all records.
std::vector<std::uint64_t> frequent(
    const std::vector<std::pair<std::uint32_t, std::string>>& records) {
  NeighbourFilter::Sample sample;
  for (const auto& [docid, record] : records) sample.add(ForwardRecord(record));
  return sample.frequent();
}

/// The papers of a window that have both words.
Papers with_words(const std::vector<std::pair<std::uint32_t, std::string>>& records,
                  std::uint32_t window, Place place, std::uint64_t first, std::uint64_t second) {
  Papers papers{};
  for (const auto& [docid, record] : records) {
    if (window_of(docid) != window) continue;
    std::vector<std::uint32_t> firsts;
    std::vector<std::uint32_t> seconds;
    ForwardRecord(record).positions(place, first, firsts);
    ForwardRecord(record).positions(place, second, seconds);
    if (firsts.empty() || seconds.empty()) continue;
    papers[local_of(docid) / 64] |= std::uint64_t{1} << (local_of(docid) % 64);
  }
  return papers;
}

TEST(NeighbourFilter, KeepsEveryPaperThatHasThePairAndFewOthers) {
  std::mt19937 engine(5);
  const std::uint32_t last_docid = 2 * kWindowSize + 130;
  const auto records = random_records(engine, last_docid);
  const Filter filter(records, last_docid, frequent(records));
  std::size_t held = 0;
  std::size_t passed = 0;
  std::size_t without = 0;
  std::size_t known = 0;
  for (int round = 0; round < 100; ++round) {
    const std::uint64_t first = hash(word(engine));
    const std::uint64_t second = hash(word(engine));
    for (const Place place : {Place::text, Place::title, Place::authors}) {
      const NeighbourFilter::Pair pair = NeighbourFilter::pair(place, first, second);
      std::array<Papers, 3> kept;
      std::array<Papers, 3> certain{};
      for (std::uint32_t window = 0; window < kept.size(); ++window) {
        kept[window] = with_words(records, window, place, first, second);
        (*filter).keep(window, pair, kept[window], certain[window]);
      }
      for (const auto& [docid, record] : records) {
        const bool is_kept = has(kept[window_of(docid)], local_of(docid));
        if (has(certain[window_of(docid)], local_of(docid))) {
          ASSERT_TRUE(is_kept);
          ASSERT_TRUE(has_pair(ForwardRecord(record), Place::text, first, second)) << docid;
          ++known;
        }
        if (has_pair(ForwardRecord(record), place, first, second)) {
          ASSERT_TRUE(is_kept) << docid;
          ++held;
        } else {
          ++without;
          passed += is_kept ? 1 : 0;
        }
      }
    }
  }
  EXPECT_GT(held, 1'000U);
  EXPECT_GT(known, 100U);
  EXPECT_LT(passed, without / 4);
}

TEST(NeighbourFilter, OfShardsAsksThatOfTheWindow) {
  const Filter left({{1, record_of({"a", "b"})}}, 1);
  const Filter right({{1, record_of({"b", "a"})}}, 1);
  const ShardMap map({1, 1});
  const NeighbourFilter both = NeighbourFilter::of({*left, *right}, map);
  const NeighbourFilter::Pair pair = NeighbourFilter::pair(Place::text, hash("a"), hash("b"));
  for (const std::size_t shard : {0U, 1U}) {
    const std::uint32_t number = map.number({shard, 1});
    Papers papers = all_papers();
    Papers certain{};
    both.keep(window_of(number), pair, papers, certain);
    EXPECT_EQ(has(papers, local_of(number)), shard == 0);
  }
}

TEST(NeighbourFilter, ADamagedFileIsAnErrorOrReadSafely) {
  const Filter filter({{1, record_of({"a", "b"})}}, 3);
  const std::string whole = filter.bytes();
  const testing_support::Folder folder;
  for (std::size_t size = 0; size < whole.size(); size += size < 100 ? 1 : 97) {
    EXPECT_THROW(NeighbourFilter(folder.write("cut", whole.substr(0, size))), Error) << size;
  }
  for (std::size_t at = 0; at < 80; ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(0xFF);
    try {
      const NeighbourFilter damaged(folder.write("changed", changed));
      Papers papers = all_papers();
      for (const std::uint32_t window : {0U, 1U, 1'000'000U}) {
        Papers certain{};
        damaged.keep(window, NeighbourFilter::pair(Place::text, hash("a"), hash("b")), papers,
                     certain);
      }
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::damaged);
    }
  }
}

}  // namespace
}  // namespace nonmun::index
