#include "indexer/index/suggestions.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nonmun/error.hpp>
#include <random>
#include <set>

#include "tests/support/folder.hpp"

namespace nonmun::index {
namespace {

struct Row {
  std::string text;
  std::uint32_t papers = 0;
  std::vector<std::string> keys;
};

std::string encode(const std::array<std::vector<Row>, kSuggestionKinds>& rows) {
  std::array<SuggestionTable::Rows, kSuggestionKinds> encoded;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const Row& row : rows[i]) encoded[i].add(row.text, row.papers, row.keys);
  }
  return SuggestionTable::encode(encoded);
}

std::vector<std::string> texts(const SuggestionTable& table, SuggestionKind kind,
                               std::string_view prefix, std::size_t max) {
  std::vector<std::string> found;
  for (const auto& it : table.find(kind, prefix, max)) {
    found.push_back(fmt::format("{} {}", it.text, it.papers));
  }
  return found;
}

TEST(SuggestionTable, FindsByAnyKeyOnceEach) {
  testing_support::Folder folder;
  const SuggestionTable table(
      folder.write("s", encode({{{{"video", 9, {"video"}}, {"vit", 12, {"vit"}}},
                                 {},
                                 {{"Tri Dao", 3, {"tridao", "dao", "tri"}}}}})));
  EXPECT_THAT(texts(table, SuggestionKind::word, "vi", 5),
              testing::ElementsAre("vit 12", "video 9"));
  EXPECT_THAT(texts(table, SuggestionKind::word, "vi", 1), testing::ElementsAre("vit 12"));
  EXPECT_THAT(texts(table, SuggestionKind::author, "tri", 5), testing::ElementsAre("Tri Dao 3"));
  EXPECT_THAT(texts(table, SuggestionKind::author, "da", 5), testing::ElementsAre("Tri Dao 3"));
  EXPECT_THAT(texts(table, SuggestionKind::name, "vi", 5), testing::IsEmpty());
  EXPECT_THAT(texts(table, SuggestionKind::word, "", 5), testing::IsEmpty());
  EXPECT_THAT(texts(SuggestionTable(), SuggestionKind::word, "v", 5), testing::IsEmpty());
}

TEST(SuggestionTable, AgreesWithSortingThemAll) {
  std::mt19937 random(5);
  std::vector<Row> rows;
  std::set<std::string> keys;
  for (int i = 0; i < 2000; ++i) {
    std::string key;
    for (int n = 0; n < 5; ++n) key += static_cast<char>('a' + random() % 4);
    if (keys.insert(key).second)
      rows.push_back({key, static_cast<std::uint32_t>(random() % 40), {key}});
  }
  testing_support::Folder folder;
  const SuggestionTable table(folder.write("s", encode({{rows, {}, {}}})));
  for (const char* prefix : {"a", "b", "ab", "dd", "abc", "abcd", "e", "dddddd"}) {
    std::vector<Row> wanted;
    for (const Row& row : rows) {
      if (row.text.starts_with(prefix)) wanted.push_back(row);
    }
    std::sort(wanted.begin(), wanted.end(), [](const Row& a, const Row& b) {
      return a.papers != b.papers ? a.papers > b.papers : a.text < b.text;
    });
    for (const std::size_t max : {1U, 5U, 100U, 3000U}) {
      std::vector<std::string> expected;
      for (std::size_t i = 0; i < std::min<std::size_t>(max, wanted.size()); ++i) {
        expected.push_back(fmt::format("{} {}", wanted[i].text, wanted[i].papers));
      }
      EXPECT_EQ(texts(table, SuggestionKind::word, prefix, max), expected) << prefix << max;
    }
  }
}

TEST(SuggestionTable, ADamagedFileIsAnErrorOrReadSafely) {
  testing_support::Folder folder;
  const std::string whole =
      encode({{{{"video", 9, {"video"}}, {"vit", 12, {"vit", "x"}}}, {{"LoRA", 1, {"lora"}}}, {}}});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_THROW(SuggestionTable(folder.write("s", whole.substr(0, size))), Error) << size;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(0xFF);
    try {
      const SuggestionTable table(folder.write("s", changed));
      for (const char* prefix : {"v", "x", "l"}) {
        texts(table, SuggestionKind::word, prefix, 10);
        texts(table, SuggestionKind::name, prefix, 10);
      }
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::damaged);
    }
  }
}

}  // namespace
}  // namespace nonmun::index
