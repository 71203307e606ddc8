#include "searcher/plan/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nonmun::plan {
namespace {

Node word(const std::string& term) {
  return over(Op::sum, {words({term})}, Role::word);
}

Node everything() {
  Node node;
  node.op = Op::everything;
  return node;
}

TEST(Words, OneIsATermSeveralAreAPhrase) {
  EXPECT_EQ(words({"모델"}).op, Op::term);
  EXPECT_EQ(words({"언어", "모델"}).op, Op::phrase);
}

TEST(HasText, WordsRankConditionsDoNot) {
  EXPECT_TRUE(has_text(word("모델")));
  EXPECT_TRUE(has_text(Node())) << "words without anything to search for are words";
  EXPECT_FALSE(has_text(everything()));
  EXPECT_FALSE(has_text(over(Op::filter, {everything(), word("모델")})));
  EXPECT_FALSE(has_text(over(Op::without, {everything(), word("모델")})));
  EXPECT_TRUE(has_text(over(Op::filter, {word("모델"), everything()})));
  EXPECT_TRUE(has_text(over(Op::sum, {everything(), word("모델")})));
}

TEST(WordCount, AlternativesAndConditionsDoNotCount) {
  Node diffusion = word("디퓨전");
  diffusion.children.push_back(added_by(Mechanism::aliases, 0.3, words({"확산"})));
  const Node phrase = over(Op::sum, {words({"언어", "모델"}), words({"언어모델"})}, Role::phrase);
  const Node group = over(Op::sum, {word("a"), word("b")});
  const Node root = over(Op::sum, {diffusion, phrase, group}, Role::sequence);
  EXPECT_EQ(word_count(root), 4U);
  EXPECT_EQ(word_count(over(Op::without, {root, word("c")})), 4U);
  EXPECT_EQ(word_count(everything()), 0U);
}

}  // namespace
}  // namespace nonmun::plan
