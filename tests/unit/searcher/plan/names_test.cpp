#include "searcher/plan/names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class NamesTest : public testing::Test, protected Planning {};

TEST_F(NamesTest, TheExactSpellingOfAName) {
  EXPECT_EQ(text("DataDreamer", {Mechanism::names}),
            "datadream\n  + 0.2 × datadream spelt datadreamer  [names]");
}

TEST_F(NamesTest, NotOfAWord) {
  EXPECT_EQ(text("dreamer", {Mechanism::names}), "dreamer");
  EXPECT_EQ(text("DataDream", {Mechanism::names}), "datadream") << "the stem is the spelling";
}

}  // namespace
}  // namespace nonmun::plan
