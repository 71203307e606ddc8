#include "indexer/index/loanword_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nonmun/error.hpp>

#include "tests/support/folder.hpp"

namespace nonmun::index {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;
using variants::Match;

const std::vector<LoanwordTable::Pair> kPairs = {
    {1, {7, 0.0F}}, {1, {2, 0.015F}}, {4, {7, 0.02F}}, {5, {0, 0.0F}}};

TEST(LoanwordTable, BothWays) {
  const testing_support::Folder folder;
  const LoanwordTable table(folder.write("pairs", LoanwordTable::encode(2, kPairs)), 6, 8);
  EXPECT_THAT(table.latin_for(1, 2), Optional(ElementsAre(Match{7, 0.0F}, Match{2, 0.015F})));
  EXPECT_THAT(table.latin_for(5, 90), Optional(ElementsAre(Match{0, 0.0F})));
  EXPECT_THAT(table.latin_for(0, 2), Optional(IsEmpty()));
  EXPECT_EQ(table.latin_for(1, 1), std::nullopt) << "a rare word, whose readings are not kept";
  EXPECT_THAT(table.hangul_for(7), ElementsAre(1, 4));
  EXPECT_THAT(table.hangul_for(0), ElementsAre(5));
  EXPECT_THAT(table.hangul_for(1), IsEmpty());
  EXPECT_THAT(table.hangul_for(9), IsEmpty());
}

TEST(LoanwordTable, NoWords) {
  EXPECT_EQ(LoanwordTable().latin_for(0, 1'000), std::nullopt);
  EXPECT_THAT(LoanwordTable().hangul_for(0), IsEmpty());
}

TEST(LoanwordTable, ADamagedFileIsAnError) {
  const testing_support::Folder folder;
  const std::string bytes = LoanwordTable::encode(2, kPairs);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_THROW(LoanwordTable(folder.write("pairs", bytes.substr(0, i)), 6, 8), Error) << i;
  }
  EXPECT_THROW(LoanwordTable(folder.write("pairs", bytes + "x"), 6, 8), Error);
  EXPECT_THROW(LoanwordTable(folder.write("pairs", bytes), 5, 8), Error) << "an unknown word";
  EXPECT_THROW(LoanwordTable(folder.write("pairs", bytes), 6, 7), Error) << "an unknown word";
  std::string place = bytes;
  place[place.size() - 4] = 4;
  EXPECT_THROW(LoanwordTable(folder.write("pairs", place), 6, 8), Error);
}

}  // namespace
}  // namespace nonmun::index
