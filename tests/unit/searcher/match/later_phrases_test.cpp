#include "searcher/match/later_phrases.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "searcher/plan/plan.hpp"

namespace nonmun::match {
namespace {

using index::ForwardRecord;

PhraseWords phrase(const std::vector<std::string>& terms) {
  plan::Node node;
  node.op = plan::Op::phrase;
  node.terms = terms;
  return PhraseWords(node);
}

std::string paper(const std::vector<std::string>& words) {
  std::vector<ForwardRecord::Word> text;
  for (const std::string& word : words) {
    text.push_back({ForwardRecord::term_hash(word), static_cast<std::uint32_t>(text.size() + 1)});
  }
  return ForwardRecord::encode(text, 0, {});
}

class LaterPhrasesTest : public testing::Test {
 protected:
  PhraseWords ab_ = phrase({"a", "b"});
  PhraseWords bc_ = phrase({"b", "c"});
  PhraseWords cd_ = phrase({"c", "d"});
  LaterPhrases later_;
};

TEST_F(LaterPhrasesTest, AddsOnlyThoseThatThePaperHolds) {
  later_.begin(ab_);
  later_.add(3, 1.5, 0.25, false);
  later_.add(7, 2, 0.25, false);
  later_.begin(bc_);
  later_.add(7, 2.25, 0.5, false);
  later_.begin(cd_);
  later_.add(7, 2.75, 1, true);
  const std::string bytes = paper({"b", "c", "x", "a", "d"});
  const ForwardRecord record(bytes);
  EXPECT_EQ(later_.exact(7, 3.75, record), 3.5) << "a phrase that is known is not looked for";
  EXPECT_EQ(later_.exact(3, 1.75, record), 1.5);
}

TEST_F(LaterPhrasesTest, DoesNotKnowWhatElseWasAdded) {
  later_.begin(ab_);
  later_.add(7, 2, 0.25, false);
  const std::string bytes = paper({"a", "b"});
  EXPECT_EQ(later_.exact(7, 2.25, ForwardRecord(bytes)), 2.25);
  EXPECT_EQ(later_.exact(7, 2.5, ForwardRecord(bytes)), std::nullopt) << "after the phrases";
  later_.begin(bc_);
  later_.add(7, 2.5, 0.5, false);
  EXPECT_EQ(later_.exact(7, 3, ForwardRecord(bytes)), std::nullopt) << "between two of them";
  EXPECT_EQ(later_.exact(8, 1, ForwardRecord(bytes)), std::nullopt) << "another paper";
  later_.clear();
  EXPECT_EQ(later_.exact(7, 2.25, ForwardRecord(bytes)), std::nullopt);
}

}  // namespace
}  // namespace nonmun::match
