#include "searcher/plan/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/plan/feedback.hpp"

namespace nonmun::plan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

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

TEST(TermsToMark, WhatWasSearchedForAndNothingElse) {
  Node title = words({"polici"});
  title.field = index::queryable_field("title");
  Node id = words({"2401.00001"});
  id.field = index::queryable_field("id");
  Node diffusion = word("diffus");
  diffusion.children.push_back(added_by(
      Mechanism::names, 0.2, over(Op::filter, {words({"diffus"}), words({"Rdiffusion"})})));
  diffusion.children.push_back(added_by(
      Mechanism::aliases, 0.3, over(Op::without, {words({"확산", "모델"}), words({"unless"})})));
  Node root = over(Op::sum, {diffusion}, Role::sequence);
  root = over(Op::filter, {root, title, id});
  root = over(Op::without, {root, word("video")});
  root = with_feedback(root, {{"latent", 1}}, 1);
  EXPECT_THAT(terms_to_mark(root), ElementsAre("diffus", "polici", "모델", "확산"));
  EXPECT_THAT(terms_to_mark(Node()), IsEmpty());
}

const std::vector<std::pair<std::string, double>> kTerms = {{"latent", 0.75}, {"noise", 0.25}};

TEST(WithFeedback, ATopicFindsPapersByItToo) {
  const Node topic = over(Op::sum, {word("a"), word("b")}, Role::sequence);
  const Node root = with_feedback(topic, kTerms, 1.6);
  ASSERT_EQ(root.op, Op::sum);
  ASSERT_EQ(root.children.size(), 3U);
  const Node& feedback = root.children.back();
  EXPECT_EQ(feedback.mechanism, Mechanism::feedback);
  ASSERT_EQ(feedback.children.size(), 2U);
  EXPECT_THAT(feedback.children[0].terms, ElementsAre("latent"));
  EXPECT_DOUBLE_EQ(feedback.children[0].weight, 0.75 * 1.6 * 2);
  EXPECT_DOUBLE_EQ(feedback.children[1].weight, 0.25 * 1.6 * 2);
}

TEST(WithFeedback, OtherQueriesOnlyRankByIt) {
  const Node one = over(Op::sum, {word("a")}, Role::sequence);
  const Node operands = over(Op::sum, {one, one});
  const Node phrases = over(Op::all, {over(Op::sum, {words({"a"})}, Role::phrase)}, Role::sequence);
  for (const Node& before : {one, operands, phrases}) {
    const Node root = with_feedback(before, kTerms, 1);
    ASSERT_EQ(root.op, Op::maybe);
    ASSERT_EQ(root.children.size(), 2U);
    EXPECT_EQ(root.children[0].op, before.op);
    EXPECT_EQ(root.children[1].mechanism, Mechanism::feedback);
  }
}

TEST(WithFeedback, StaysBelowConditions) {
  const Node one = over(Op::sum, {word("a")}, Role::sequence);
  const Node maybe = over(Op::maybe, {one, one});
  Node root = over(Op::without, {over(Op::filter, {maybe, everything()}), word("b")});
  root = with_feedback(root, kTerms, 1);
  ASSERT_EQ(root.op, Op::without);
  ASSERT_EQ(root.children[0].op, Op::filter);
  ASSERT_EQ(root.children[0].children[0].op, Op::maybe);
  EXPECT_EQ(root.children[0].children[0].children.size(), 3U);
}

TEST(WithFeedback, NoTermsNoChange) {
  EXPECT_EQ(with_feedback(word("a"), {}, 1).children.size(), 1U);
}

}  // namespace
}  // namespace nonmun::plan
