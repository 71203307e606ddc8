#include "searcher/plan/plan_text.hpp"

#include <gtest/gtest.h>

#include "indexer/index/fields.hpp"

namespace nonmun::query {
namespace {

Group word(const std::string& term) {
  Group group;
  group.term = term;
  return group;
}

TEST(PlanText, WordsWithWhatElseTheyAre) {
  Plan plan;
  Group diffusion = word("디퓨전");
  diffusion.synonyms = {"diffus", "Pdiffus"};
  diffusion.weight = 0.5;
  diffusion.beside.push_back({{"확산", "모델"}, 0.3, "aliases", {"디퓨전"}, {}});
  diffusion.beside.push_back({{"디퓨전"}, 0.2, "names", {}, "Rdiffusion"});
  plan.groups = {diffusion, word("가속")};
  plan.adjacent.push_back({{"diffus", "가속"}, 0.2, "adjacency", {}, {}});
  EXPECT_EQ(to_text(plan),
            "0.5 × 디퓨전 = diffus\n"
            "  + 0.3 × \"확산 모델\" without 디퓨전  [aliases]\n"
            "  + 0.2 × 디퓨전 spelt diffusion  [names]\n"
            "가속\n"
            "+ 0.2 × \"diffus 가속\"  [adjacency]");
}

TEST(PlanText, Conditions) {
  Plan plan;
  plan.phrases = {{{{"확산", "모델"}, 1, "phrase", {}, {}}, {{"확산모델"}, 1, "spacing", {}, {}}}};
  Filter title;
  title.field = &field(FieldId::title);
  title.terms = {"polici", "gradient"};
  Filter date;
  date.field = &field(FieldId::date);
  date.range = {20240200, 99991231};
  Filter votes;
  votes.field = &field(FieldId::votes);
  votes.range = {3, 9};
  plan.filters = {title, date, votes};
  Plan video;
  video.groups = {word("video")};
  plan.excluded = {video};
  plan.feedback = {{{"rlhf"}, 0.59401, "feedback", {}, {}}, {{"보상"}, 0.244, "feedback", {}, {}}};
  EXPECT_EQ(to_text(plan),
            "only with \"확산 모델\" or 확산모델\n"
            "only title: polici gradient\n"
            "only date: 2024-02-00..\n"
            "only votes: 3..9\n"
            "never with\n"
            "  video\n"
            "+ 0.59 × rlhf, 0.24 × 보상  [feedback]");
}

TEST(PlanText, Operators) {
  Plan left;
  left.groups = {word("rlhf")};
  Plan right;
  right.groups = {word("dpo")};
  Plan either;
  either.kind = Node::Kind::any;
  either.operands = {left, right};
  Plan plan;
  plan.groups = {word("보상")};
  plan.subqueries = {either};
  EXPECT_EQ(to_text(plan), "보상\nperhaps\n  any of\n    rlhf\n    dpo");
  EXPECT_EQ(to_text(Plan()), "");
}

}  // namespace
}  // namespace nonmun::query
