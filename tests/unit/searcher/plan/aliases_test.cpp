#include "searcher/plan/aliases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class AliasesTest : public testing::Test, protected Planning {};

TEST_F(AliasesTest, AnotherNameOfARunOfWords) {
  vocabulary.words = {{"reinforc", 50}, {"learn", 400}};
  vocabulary.set_alias("강화 학습", "reinforcement learning");
  EXPECT_EQ(text("빠른 강화 학습", {Mechanism::aliases}),
            "빠르\n"
            "강화\n"
            "  + 0.4 × \"reinforc learn\" without \"강화 학습\"  [aliases]\n"
            "학습");
  ASSERT_EQ(notes.expanded.size(), 1U);
  EXPECT_EQ(notes.expanded[0].from, "강화 학습");
  EXPECT_EQ(text("강화 학습", {}), "강화\n학습");
}

TEST_F(AliasesTest, ANameThatNoPaperHasIsOfNoUse) {
  vocabulary.set_alias("강화 학습", "reinforcement");
  EXPECT_EQ(text("강화 학습", {Mechanism::aliases}), "강화\n학습");
}

}  // namespace
}  // namespace nonmun::plan
