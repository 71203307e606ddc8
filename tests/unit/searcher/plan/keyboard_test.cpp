#include "searcher/plan/keyboard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class KeyboardTest : public testing::Test, protected Planning {};

TEST_F(KeyboardTest, TheOtherLayoutWhenTheIndexKnowsIt) {
  EXPECT_EQ(text("rkdghk", {Mechanism::keyboard}), "rkdghk");
  vocabulary.words = {{"강화", 50}};
  EXPECT_EQ(text("rkdghk", {Mechanism::keyboard}), "강화");
  ASSERT_EQ(notes.corrections.size(), 1U);
  EXPECT_EQ(notes.corrections[0].second, "강화");
  EXPECT_EQ(text("rkdghk", {}), "rkdghk");
}

TEST_F(KeyboardTest, HangulForLatinKeys) {
  vocabulary.words = {{"model", 50}};
  EXPECT_EQ(text("ㅡㅐㅇ디", {Mechanism::keyboard}), "model");
}

TEST_F(KeyboardTest, AWordThatPapersHaveIsMeantAsItIs) {
  vocabulary.words = {{"강화", 50}, {"rkdghk", 1}};
  EXPECT_EQ(text("rkdghk", {Mechanism::keyboard}), "rkdghk");
}

}  // namespace
}  // namespace nonmun::plan
