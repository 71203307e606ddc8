#include "searcher/plan/plan_text.hpp"

#include <gtest/gtest.h>

namespace nonmun::plan {
namespace {

Node word(const std::string& term) {
  return over(Op::sum, {words({term})}, Role::word);
}

Node sequence(std::vector<Node> items) {
  return over(Op::sum, std::move(items), Role::sequence);
}

Node condition(Node node, const char* field) {
  node.field = index::queryable_field(field);
  return node;
}

Node range(const char* field, std::int64_t low, std::int64_t high) {
  Node node;
  node.op = Op::range;
  node.range = {low, high};
  return condition(node, field);
}

TEST(PlanText, WordsWithWhatElseTheyAre) {
  Node diffusion = word("디퓨전");
  diffusion.weight = 0.5;
  diffusion.children[0].op = Op::synonyms;
  diffusion.children[0].terms = {"디퓨전", "diffus", "Pdiffus"};
  diffusion.children.push_back(
      added_by(Mechanism::aliases, 0.3,
               over(Op::without, {words({"확산", "모델"}), over(Op::all, {words({"디퓨전"})})})));
  diffusion.children.push_back(added_by(
      Mechanism::names, 0.2, over(Op::filter, {words({"디퓨전"}), words({"Rdiffusion"})})));
  const Node pair = added_by(Mechanism::adjacency, 0.2, words({"diffus", "가속"}));
  EXPECT_EQ(to_text(sequence({diffusion, word("가속"), pair})),
            "0.5 × 디퓨전 = diffus\n"
            "  + 0.3 × \"확산 모델\" without 디퓨전  [aliases]\n"
            "  + 0.2 × 디퓨전 spelt diffusion  [names]\n"
            "가속\n"
            "+ 0.2 × \"diffus 가속\"  [adjacency]");
}

TEST(PlanText, Conditions) {
  const Node phrase =
      over(Op::sum, {words({"확산", "모델"}), added_by(Mechanism::spacing, 1, words({"확산모델"}))},
           Role::phrase);
  Node root = over(Op::all, {phrase}, Role::sequence);
  root = over(Op::filter, {root, condition(words({"polici", "gradient"}), "title"),
                           condition(words({"2401.00001"}), "id"),
                           range("date", 20240200, 99991231), range("votes", 3, 9)});
  root = over(Op::without, {root, sequence({word("video")})});
  EXPECT_EQ(to_text(root),
            "only with \"확산 모델\" or 확산모델\n"
            "only title: polici gradient\n"
            "only id: 2401.00001\n"
            "only date: 2024-02-00..\n"
            "only votes: 3..9\n"
            "never with\n"
            "  video");
}

TEST(PlanText, InitialsOfAnAuthor) {
  Node initial = condition(words({"g"}), "author");
  initial.op = Op::prefix;
  const Node name = over(Op::all, {initial, condition(words({"hopper"}), "author")});
  EXPECT_EQ(to_text(over(Op::filter, {sequence({word("모델")}), condition(name, "author")})),
            "모델\nonly author: g hopper");
}

TEST(PlanText, Operators) {
  const Node either = over(Op::sum, {sequence({word("rlhf")}), sequence({word("dpo")})});
  EXPECT_EQ(to_text(sequence({word("보상"), either})),
            "보상\nperhaps\n  any of\n    rlhf\n    dpo");
  EXPECT_EQ(to_text(over(Op::all, {sequence({word("rlhf")}), sequence({word("dpo")})})),
            "all of\n  rlhf\n  dpo");
  EXPECT_EQ(to_text(Node()), "");
}

TEST(PlanText, WordsComeBeforeThePhrasesThatAreRequired) {
  const Node phrase = over(Op::sum, {words({"확산", "모델"})}, Role::phrase);
  EXPECT_EQ(to_text(over(Op::maybe,
                         {over(Op::all, {phrase}, Role::sequence), sequence({word("video")})})),
            "video\nonly with \"확산 모델\"");
}

}  // namespace
}  // namespace nonmun::plan
