#include "searcher/plan/authors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

using testing::HasSubstr;
using testing::Not;

class AuthorsTest : public testing::Test {
 protected:
  AuthorsTest() {
    planning_.vocabulary.words = {{"Abengio", 9},  {"Ahe", 7},         {"he", 50},
                                  {"Akaiming", 2}, {"XAkaiminghe", 2}, {"video", 30}};
  }
  std::string text(const std::string& query) { return planning_.text(query, {Mechanism::authors}); }

  Planning planning_;
};

TEST_F(AuthorsTest, AWordOfANameFindsItsPapers) {
  EXPECT_THAT(text("Bengio"), HasSubstr("[authors]"));
  EXPECT_THAT(text("video"), Not(HasSubstr("[authors]")));
}

TEST_F(AuthorsTest, AWordThatMorePapersHaveInTheirTextIsText) {
  EXPECT_THAT(text("He"), Not(HasSubstr("[authors]")));
}

TEST_F(AuthorsTest, ALetterIsNoName) {
  planning_.vocabulary.words = {{"Aa", 9}};
  EXPECT_THAT(text("A*"), Not(HasSubstr("[authors]")));
}

TEST_F(AuthorsTest, AWholeNameIsOneThing) {
  for (const char* typed : {"Kaiming He", "He Kaiming", "video Kaiming He"}) {
    EXPECT_THAT(text(typed), HasSubstr("kaiminghe")) << typed;
  }
  EXPECT_THAT(text("He video Kaiming"), Not(HasSubstr("kaiminghe")));
}

TEST_F(AuthorsTest, TheExactAccentsAreABonus) {
  planning_.vocabulary.words.insert({{"Amuller", 5}, {"Amüller", 3}});
  EXPECT_THAT(text("Müller"),
              testing::AllOf(HasSubstr("muller  [authors]"), HasSubstr("müller  [names]")));
  EXPECT_THAT(text("Muller"), Not(HasSubstr("[names]")));
}

TEST_F(AuthorsTest, InitialsBesideAName) {
  for (const char* typed : {"Y Bengio", "Y. Bengio", "Bengio Y"}) {
    EXPECT_THAT(text(typed), HasSubstr("bengio beside y*  [authors]")) << typed;
  }
  EXPECT_THAT(text("Y video"), Not(HasSubstr("[authors]")));
}

TEST_F(AuthorsTest, ANameIsNotAbsent) {
  const Node root = planning_.plan("Bengio", {Mechanism::authors, Mechanism::typo});
  EXPECT_TRUE(planning_.notes.corrections.empty());
  EXPECT_EQ(root.children.front().children.back().op, Op::presence);
}

}  // namespace
}  // namespace nonmun::plan
