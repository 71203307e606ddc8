#include "indexer/index/sort_key_table.hpp"

#include <gtest/gtest.h>

#include <nonmun/error.hpp>

#include "tests/support/folder.hpp"

namespace nonmun::index {
namespace {

TEST(SortKeyTable, GivesTheKeysOfPapers) {
  testing_support::Folder folder;
  SortKeyTable::Builder builder;
  builder.add(2, "two");
  builder.add(3, "three");
  builder.add(6, "six");
  const SortKeyTable table(folder.write("keys", builder.encode()));
  EXPECT_TRUE(table);
  EXPECT_EQ(table.last_docid(), 6U);
  EXPECT_EQ(table.key(0), "");
  EXPECT_EQ(table.key(1), "");
  EXPECT_EQ(table.key(2), "two");
  EXPECT_EQ(table.key(3), "three");
  EXPECT_EQ(table.key(5), "");
  EXPECT_EQ(table.key(6), "six");
  EXPECT_EQ(table.key(7), "");
}

TEST(SortKeyTable, DamageIsAnErrorOrAWrongKey) {
  testing_support::Folder folder;
  SortKeyTable::Builder builder;
  for (std::uint32_t i = 1; i < 20; ++i) builder.add(i, "key");
  const std::string bytes = builder.encode();
  EXPECT_FALSE(SortKeyTable());
  EXPECT_THROW(SortKeyTable(folder.write("keys", "")), Error);
  EXPECT_THROW(SortKeyTable(folder.write("keys", bytes.substr(0, 40))), Error);
  for (std::size_t i = 12; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = '\xff';
    const SortKeyTable table(folder.write("keys", changed));
    for (std::uint32_t docid = 0; docid < 22; ++docid) {
      EXPECT_LE(table.key(docid).size(), bytes.size());
    }
  }
}

}  // namespace
}  // namespace nonmun::index
