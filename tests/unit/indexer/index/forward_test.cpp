#include "indexer/index/forward.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <nonmun/error.hpp>
#include <random>

#include "tests/support/folder.hpp"

namespace nonmun::index {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Place = ForwardRecord::Place;
using Word = ForwardRecord::Word;

std::uint64_t hash(const std::string& term) {
  return ForwardRecord::term_hash(term);
}

std::vector<std::uint32_t> positions(const std::string& bytes, Place place,
                                     const std::string& term) {
  std::vector<std::uint32_t> found;
  ForwardRecord(bytes).positions(place, hash(term), found);
  return found;
}

TEST(ForwardRecord, GivesPositionsByStream) {
  const std::vector<Word> text = {{hash("deep"), 1}, {hash("model"), 2},   {hash("deep"), 102},
                                  {hash("딥"), 102}, {hash("model"), 103}, {hash("deep"), 104}};
  const std::vector<Word> authors = {{hash("dao"), 1}, {hash("deep"), 2}};
  const std::string bytes = ForwardRecord::encode(text, 2, authors);
  EXPECT_THAT(positions(bytes, Place::text, "deep"), ElementsAre(1, 102, 104));
  EXPECT_THAT(positions(bytes, Place::text, "model"), ElementsAre(2, 103));
  EXPECT_THAT(positions(bytes, Place::text, "딥"), ElementsAre(102));
  EXPECT_THAT(positions(bytes, Place::authors, "deep"), ElementsAre(2));
  EXPECT_THAT(positions(bytes, Place::text, "dao"), IsEmpty());
  EXPECT_THAT(positions(bytes, Place::title, "deep"), ElementsAre(1));
}

TEST(ForwardRecord, GivesThePositionsOfSeveralTermsAsOfEach) {
  std::mt19937 engine(3);
  const auto random = [&](std::uint32_t end) { return static_cast<std::uint32_t>(engine()) % end; };
  for (int round = 0; round < 300; ++round) {
    std::vector<Word> words;
    std::uint32_t position = 1;
    for (std::uint32_t left = random(100); left > 0; --left) {
      words.push_back({hash("w" + std::to_string(random(12))), position});
      position += std::array{0U, 1U, 1U, 1U, 100U}[random(5)];
    }
    std::vector<std::uint64_t> terms;
    for (std::uint32_t i = 0; i < 1 + random(10); ++i)
      terms.push_back(hash("w" + std::to_string(i)));
    const std::string bytes = ForwardRecord::encode(words, random(5), words);
    for (const Place place : {Place::text, Place::title, Place::authors}) {
      std::vector<std::vector<std::uint32_t>> together(terms.size());
      ForwardRecord(bytes).positions(place, terms, together);
      for (std::size_t i = 0; i < terms.size(); ++i) {
        std::vector<std::uint32_t> alone;
        ForwardRecord(bytes).positions(place, terms[i], alone);
        EXPECT_EQ(together[i], alone);
      }
    }
  }
}

TEST(ForwardRecord, FindsPhrases) {
  const auto has = [](const std::vector<Word>& text, const std::vector<std::string>& terms,
                      Place place = Place::text) {
    std::vector<std::uint64_t> hashes;
    for (const std::string& term : terms) hashes.push_back(hash(term));
    return ForwardRecord(ForwardRecord::encode(text, 2, text)).has_phrase(place, hashes);
  };
  std::vector<Word> text = {{hash("a"), 1}, {hash("b"), 2}, {hash("c"), 102}, {hash("d"), 103}};
  EXPECT_TRUE(has(text, {"a", "b"}));
  EXPECT_TRUE(has(text, {"c", "d"}));
  EXPECT_FALSE(has(text, {"b", "c"})) << "another text";
  EXPECT_FALSE(has(text, {"b", "a"}));
  EXPECT_FALSE(has(text, {"a", "b", "c"}));
  EXPECT_TRUE(has(text, {"a", "b"}, Place::title));
  EXPECT_FALSE(has(text, {"c", "d"}, Place::title));
  EXPECT_TRUE(has(text, {"c", "d"}, Place::authors));
  text.insert(text.begin() + 1, {hash("x"), 1});
  EXPECT_TRUE(has(text, {"a", "b"})) << "a word at the position of another";
  EXPECT_TRUE(has(text, {"x", "b"}));
  for (std::uint32_t i = 0; i < 60; ++i) text.push_back({hash("f" + std::to_string(i)), 104 + i});
  EXPECT_TRUE(has(text, {"d", "f0", "f1", "f2"}));
  EXPECT_TRUE(has(text, {"f57", "f58", "f59"}));
  text.erase(text.begin() + 1);
  EXPECT_TRUE(has(text, {"d", "f0", "f1", "f2"}));
  EXPECT_TRUE(has(text, {"f57", "f58", "f59"}));
  EXPECT_FALSE(has(text, {"f58", "f57"}));
}

TEST(ForwardRecord, FindsThePhrasesThatPositionsMake) {
  std::mt19937 engine(5);
  const auto random = [&](std::uint32_t end) { return static_cast<std::uint32_t>(engine()) % end; };
  int held = 0;
  for (int round = 0; round < 2000; ++round) {
    const std::uint32_t vocabulary = 1 + random(6);
    const auto word = [&] { return hash("w" + std::to_string(random(vocabulary))); };
    std::vector<Word> words;
    std::uint32_t position = 1;
    for (std::uint32_t left = random(80); left > 0; --left) {
      words.push_back({word(), position});
      position += std::array{0U, 1U, 1U, 1U, 100U}[random(5)];
    }
    std::vector<std::uint64_t> phrase;
    for (std::uint32_t i = 0; i < 2 + random(3); ++i) phrase.push_back(word());
    const std::string bytes = ForwardRecord::encode(words, random(9), words);
    const ForwardRecord record(bytes);
    for (const Place place : {Place::text, Place::title, Place::authors}) {
      std::vector<std::uint32_t> firsts;
      record.positions(place, phrase.front(), firsts);
      const bool expected = std::any_of(firsts.begin(), firsts.end(), [&](std::uint32_t first) {
        for (std::uint32_t i = 1; i < phrase.size(); ++i) {
          std::vector<std::uint32_t> next;
          record.positions(place, phrase[i], next);
          if (std::find(next.begin(), next.end(), first + i) == next.end()) return false;
        }
        return true;
      });
      EXPECT_EQ(record.has_phrase(place, phrase), expected) << round;
      held += expected ? 1 : 0;
    }
  }
  EXPECT_GT(held, 500);
}

TEST(ForwardRecord, AnEmptyPaperHasNoPositions) {
  EXPECT_THAT(positions(ForwardRecord::encode({}, 0, {}), Place::text, "a"), IsEmpty());
  EXPECT_THAT(positions("", Place::text, "a"), IsEmpty());
}

/// Papers of any length, also such as need wider hashes: each term at all its positions, and what
/// has no position is never taken for another.
TEST(ForwardRecord, TellsTheTermsOfAPaperApart) {
  std::mt19937 random(3);
  for (const std::size_t vocabulary : {5U, 300U, 900U, 3000U}) {
    std::vector<Word> text;
    std::vector<std::uint64_t> others;
    std::map<std::string, std::vector<std::uint32_t>> expected;
    std::uint32_t position = 0;
    for (std::size_t i = 0; i < 2 * vocabulary; ++i) {
      position += random() % 40 == 0 ? 100 : random() % 20 == 0 ? 0 : 1;
      const std::string term = "t" + std::to_string(random() % vocabulary);
      if (!expected[term].empty() && expected[term].back() == position) continue;
      expected[term].push_back(position);
      text.push_back({hash(term), position});
      others.push_back(hash("other" + std::to_string(i)));
    }
    const std::string bytes = ForwardRecord::encode(text, 0, {}, others);
    for (const auto& [term, at] : expected) EXPECT_EQ(positions(bytes, Place::text, term), at);
    for (std::size_t i = 0; i < others.size(); ++i) {
      EXPECT_THAT(positions(bytes, Place::text, "other" + std::to_string(i)), IsEmpty());
    }
  }
}

TEST(ForwardRecord, IsAsLongAsItsWords) {
  std::vector<Word> text;
  for (std::uint32_t i = 0; i < 200; ++i) text.push_back({hash("t" + std::to_string(i)), i + 1});
  EXPECT_LT(ForwardRecord::encode(text, 10, {}).size(), 2 * 200 + 20U);
}

std::string file_of(const testing_support::Folder& folder) {
  ForwardIndex::Writer writer(folder / "forward", 4);
  writer.add(1, ForwardRecord::encode(std::vector<Word>{{hash("a"), 7}}, 1, {}));
  writer.add(3, ForwardRecord::encode(std::vector<Word>{{hash("a"), 9}}, 1, {}));
  writer.finish();
  return folder.read("forward");
}

TEST(ForwardIndex, GivesRecordsByDocumentNumber) {
  const testing_support::Folder folder;
  file_of(folder);
  const ForwardIndex index(folder / "forward");
  EXPECT_EQ(index.last_docid(), 4U);
  const auto of = [&](std::uint32_t docid) {
    std::vector<std::uint32_t> found;
    index.record(docid).positions(Place::text, hash("a"), found);
    return found;
  };
  EXPECT_THAT(of(1), ElementsAre(7));
  EXPECT_THAT(of(3), ElementsAre(9));
  for (const std::uint32_t docid : {0U, 2U, 4U, 5U}) EXPECT_THAT(of(docid), IsEmpty());
}

TEST(ForwardIndex, ADamagedFileIsAnErrorOrReadSafely) {
  const testing_support::Folder folder;
  const std::string whole = file_of(folder);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_THROW(ForwardIndex(folder.write("cut", whole.substr(0, size))), Error) << size;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(0xFF);
    try {
      const ForwardIndex index(folder.write("changed", changed));
      std::vector<std::uint32_t> found;
      for (std::uint32_t docid = 0; docid < 6; ++docid) {
        index.record(docid).positions(Place::text, hash("a"), found);
        index.record(docid).has_phrase(Place::text, std::vector{hash("a"), hash("b")});
      }
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::damaged);
    }
  }
}

}  // namespace
}  // namespace nonmun::index
