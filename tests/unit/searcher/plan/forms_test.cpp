#include "searcher/plan/forms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

class FormsTest : public testing::Test, protected Planning {
 protected:
  std::string forms(std::string_view query) { return text(query, {Mechanism::forms}); }
};

// The analyzer takes 거북이 of an unknown noun for 거북 and a particle, 망둥이가 for 망둥이.
TEST_F(FormsTest, ANounIsFoundBareAndWithAParticle) {
  vocabulary.words = {{"망둥", 3}, {"망둥이", 2}};
  EXPECT_EQ(forms("망둥이"), "망둥\n  + 0.5 × 망둥이  [forms]");
  EXPECT_EQ(forms("망둥이가"), "망둥이\n  + 0.5 × 망둥  [forms]");
  ASSERT_EQ(notes.expanded.size(), 1U);
  EXPECT_EQ(notes.expanded.front().to, std::vector<std::string>{"망둥"});
}

TEST_F(FormsTest, AtFullWeightWhereTheStemIsAbsent) {
  vocabulary.words = {{"망둥이", 2}};
  EXPECT_EQ(forms("망둥이"), "망둥\n  + 망둥이  [forms]");
}

TEST_F(FormsTest, NothingThatNoPaperHas) {
  vocabulary.words = {{"모델", 3}};
  EXPECT_EQ(forms("모델의"), "모델");
  EXPECT_TRUE(notes.expanded.empty());
}

TEST_F(FormsTest, SingularOfAnAbsentPlural) {
  vocabulary.words = {{"gpu", 3}, {"bus", 1}, {"bu", 1}};
  EXPECT_EQ(forms("gpus"), "gpus = gpu");
  EXPECT_EQ(forms("bus"), "bus");
}

}  // namespace
}  // namespace nonmun::plan
