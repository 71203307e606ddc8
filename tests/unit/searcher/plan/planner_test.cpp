#include "searcher/plan/planner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

using testing::ElementsAre;

std::vector<Op> ops(const std::vector<Node>& nodes) {
  std::vector<Op> all;
  for (const Node& node : nodes) all.push_back(node.op);
  return all;
}

class PlannerTest : public testing::Test, protected Planning {
 protected:
  Node literal(std::string_view query) { return plan(query, {}); }
};

TEST_F(PlannerTest, WordsAreRankedAndNoneIsRequired) {
  const Node root = literal("언어 모델");
  EXPECT_EQ(root.op, Op::sum);
  EXPECT_EQ(root.role, Role::sequence);
  ASSERT_EQ(root.children.size(), 2U);
  EXPECT_EQ(root.children[0].role, Role::word);
  EXPECT_THAT(root.children[0].children.front().terms, ElementsAre("언어"));
}

TEST_F(PlannerTest, PhrasesAreRequiredWordsBesideThemAreNot) {
  const Node root = literal("\"언어 모델\" \"강화 학습\" 추론");
  ASSERT_EQ(root.op, Op::maybe);
  ASSERT_THAT(ops(root.children), ElementsAre(Op::all, Op::sum));
  EXPECT_EQ(root.children[0].children.size(), 2U);
  EXPECT_EQ(root.children[0].children[0].role, Role::phrase);
  EXPECT_EQ(root.children[1].children.size(), 1U);
}

TEST_F(PlannerTest, Operators) {
  EXPECT_EQ(literal("a AND b").op, Op::all);
  EXPECT_EQ(literal("a OR b").op, Op::sum);
  EXPECT_EQ(literal("a OR b").role, Role::none);
  const Node group = literal("c (a OR b)");
  ASSERT_EQ(group.children.size(), 2U);
  EXPECT_EQ(group.children[0].role, Role::word);
  EXPECT_EQ(group.children[1].role, Role::none);
}

TEST_F(PlannerTest, ConditionsAndExclusions) {
  const Node root = literal("모델 title:diffusion date:2024 -비디오 -\"언어 모델\"");
  ASSERT_EQ(root.op, Op::without);
  ASSERT_THAT(ops(root.children), ElementsAre(Op::filter, Op::sum, Op::all));
  const Node& filter = root.children.front();
  ASSERT_THAT(ops(filter.children), ElementsAre(Op::sum, Op::term, Op::range));
  EXPECT_EQ(filter.children[1].field, index::queryable_field("title"));
  EXPECT_EQ(filter.children[2].field, index::queryable_field("date"));
}

TEST_F(PlannerTest, ConditionsAloneMatchEverythingElse) {
  const Node root = literal("votes:3..");
  ASSERT_THAT(ops(root.children), ElementsAre(Op::everything, Op::range));
  EXPECT_FALSE(has_text(root));
  EXPECT_EQ(literal("-video").children.front().op, Op::everything);
}

TEST_F(PlannerTest, WordsWithoutLettersFindNothing) {
  const Node root = literal("!!!");
  ASSERT_THAT(ops(root.children), ElementsAre(Op::nothing));
  EXPECT_TRUE(has_text(root));
  EXPECT_EQ(literal("title:!!!").children.back().op, Op::nothing);
}

TEST_F(PlannerTest, NamesOfAuthors) {
  const auto condition = [&](std::string_view query) { return literal(query).children.back(); };
  EXPECT_EQ(condition("author:Hopper").op, Op::term);
  EXPECT_EQ(condition("author:\"Grace Hopper\"").op, Op::near);
  const Node initial = condition("author:\"G Hopper\"");
  ASSERT_EQ(initial.op, Op::all);
  EXPECT_THAT(ops(initial.children), ElementsAre(Op::prefix, Op::term));
  EXPECT_EQ(initial.children.front().field, index::queryable_field("author"));
}

TEST_F(PlannerTest, WhatIsExcludedIsTakenLiterallyInAnySpacing) {
  vocabulary.words = {{"강화", 50}, {"학습", 400}, {"강하", 9}};
  EXPECT_EQ(text("모델 -강화학습", {Mechanism::spacing, Mechanism::typo}),
            "모델\nnever with\n  only with 강화학습")
      << "not its words, which no paper has together";
  EXPECT_TRUE(notes.expanded.empty());
  vocabulary.phrases[{"강화", "학습"}] = 5;
  EXPECT_EQ(text("모델 -강화학습", {Mechanism::spacing}),
            "모델\nnever with\n  only with 강화학습 or \"강화 학습\"");
}

TEST_F(PlannerTest, BeginningsOfWords) {
  vocabulary.words = {
      {"강화", 50}, {"강화학습", 9}, {"diffus", 40}, {"Rdiffusion", 30}, {"Rdiffuse", 9}};
  EXPECT_EQ(text("강화*", {}), "강화 = 강화학습\nonly with a word that begins with 강화");
  EXPECT_EQ(text("diffus*", {}), "diffus\nonly with a word that begins with diffus");
  EXPECT_EQ(text("gener*", {}), "gener\nonly with a word that begins with gener");
  for (int i = 0; i < 150; ++i) vocabulary.words["x" + std::to_string(i)] = 1;
  EXPECT_FALSE(plan("x1*", {}).children.empty());
  EXPECT_TRUE(notes.messages.empty());
  plan("x*", {});
  EXPECT_EQ(notes.messages.size(), 0U) << "one letter is a name";
}

TEST_F(PlannerTest, TimesArePreferences) {
  query::Reading reading;
  reading.today = paper::Day::parse("2025-04-10").value();
  const auto planned = [&](std::initializer_list<Mechanism> chosen) {
    notes = {};
    const Settings settings = only(chosen);
    return to_text(Planner(analyzer, vocabulary, settings, notes)
                       .plan(query::parse("작년 확산", reading).node));
  };
  EXPECT_EQ(planned({Mechanism::dates}), "+ 작년  [dates]\n0.5 × 작년\n확산");
  ASSERT_EQ(notes.expanded.size(), 1U);
  EXPECT_EQ(notes.expanded[0].to, std::vector<std::string>{"2024-01-01..2024-12-31"});
  EXPECT_EQ(planned({}), "작년\n확산");
}

TEST_F(PlannerTest, RequiredWordsAndIds) {
  EXPECT_EQ(text("+확산 모델", {}), "모델\nonly with\n  확산");
  const Node root = literal("2312.00752 한계");
  EXPECT_EQ(root.children.back().weight, 0);
  EXPECT_EQ(root.children.back().field, &index::field(index::FieldId::id));
}

TEST_F(PlannerTest, EveryWordIsWhatItWasTypedAsWithoutMechanisms) {
  vocabulary.words = {{"gpt", 5}, {"4o", 5}, {"gpt4o", 5}};
  for (const Node& word : literal("GPT-4o 강화학습 이유").children) {
    EXPECT_EQ(word.children.size(), 1U);
    EXPECT_EQ(word.children.front().op, Op::term);
    EXPECT_EQ(word.weight, 1);
  }
}

TEST_F(PlannerTest, JoinedNames) {
  vocabulary.words = {{"gpt", 5}, {"4o", 5}, {"gpt4o", 5}};
  EXPECT_THAT(text("GPT-4o", {Mechanism::joined}), testing::HasSubstr("+ 0.4 × gpt4o  [joined]"));
  vocabulary.words.erase("gpt4o");
  EXPECT_THAT(text("GPT-4o", {Mechanism::joined}), testing::Not(testing::HasSubstr("joined")));
}

TEST_F(PlannerTest, LimitsAreConditions) {
  const Node root = limited(literal("모델"), *index::queryable_field("votes"), {3, 9});
  EXPECT_EQ(to_text(root), "모델\nonly votes: 3..9");
}

}  // namespace
}  // namespace nonmun::plan
