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
  ASSERT_EQ(notes.expanded.size(), 1U);
  EXPECT_EQ(notes.expanded[0].to, std::vector<std::string>{"강화"});
  EXPECT_TRUE(notes.corrections.empty()) << "it was searched for: nothing to suggest";
  EXPECT_EQ(text("rkdghk", {}), "rkdghk");
}

TEST_F(KeyboardTest, HangulForLatinKeys) {
  vocabulary.words = {{"model", 50}};
  EXPECT_EQ(text("ㅡㅐㅇ디", {Mechanism::keyboard}), "model");
}

TEST_F(KeyboardTest, CapsLock) {
  vocabulary.words = {{"강화학습", 50}};
  for (const char* keys : {"RKDGHKGKRTMQ", "Rkdghkgkrtmq"}) {
    EXPECT_EQ(text(keys, {Mechanism::keyboard}), "강화학습") << keys;
  }
}

TEST_F(KeyboardTest, WholeSyllablesAreAWord) {
  vocabulary.words = {{"chen", 90}, {"form", 90}, {"rr", 9}};
  for (const char* word : {"초두", "래그", "ㄱㄱ"}) {
    EXPECT_EQ(text(word, {Mechanism::keyboard}), word);
  }
}

TEST_F(KeyboardTest, AWordThatPapersHaveIsMeantAsItIs) {
  vocabulary.words = {{"강화", 50}, {"rkdghk", 1}};
  EXPECT_EQ(text("rkdghk", {Mechanism::keyboard}), "rkdghk");
}

}  // namespace
}  // namespace nonmun::plan
