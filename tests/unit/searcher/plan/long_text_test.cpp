#include "searcher/plan/long_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class LongTextTest : public testing::Test, protected Planning {
 protected:
  /// A query of words that as many papers have as their numbers say.
  std::string text_of(std::size_t count) {
    std::string query;
    for (std::size_t i = 1; i <= count; ++i) {
      const std::string word = "w" + std::to_string(i);
      vocabulary.words[word] = static_cast<std::uint32_t>(i);
      query += word + " ";
    }
    return query;
  }
};

TEST_F(LongTextTest, EveryWordOfAQueryCounts) {
  const Node root = plan(text_of(kMaxWords), {});
  EXPECT_EQ(root.children.size(), kMaxWords);
  EXPECT_THAT(notes.messages, IsEmpty());
}

TEST_F(LongTextTest, OfMoreWordsTheRarestCount) {
  const std::string query = "absent " + text_of(kMaxWords + 2) + "w1 missing";
  const Node root = plan(query, {});
  std::vector<std::string> kept;
  for (const Node& word : root.children) kept.push_back(word.children.front().terms.front());
  ASSERT_EQ(kept.size(), kMaxWords);
  EXPECT_EQ(kept.front(), "w1");
  EXPECT_EQ(kept[kMaxWords - 2], "w255");
  EXPECT_EQ(kept.back(), "w1") << "in the order typed";
  EXPECT_THAT(notes.messages, ElementsAre("of 261 words, only the 256 rarest count"));
}

TEST_F(LongTextTest, WhatIsRequiredStays) {
  const std::string shown = text(text_of(kMaxWords + 9) + "+robot -video", {});
  EXPECT_NE(shown.find("robot"), std::string::npos);
  EXPECT_NE(shown.find("video"), std::string::npos);
}

}  // namespace
}  // namespace nonmun::plan
