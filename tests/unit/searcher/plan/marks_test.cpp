#include "searcher/plan/marks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nonmun::plan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Strings = std::vector<std::string>;

Node word(const std::string& term) {
  return over(Op::sum, {words({term})}, Role::word);
}

Node in_field(const std::string& field, Node node) {
  node.field = index::queryable_field(field);
  return node;
}

TEST(Marks, WhatWasSearchedForAndNothingElse) {
  Node diffusion = word("diffus");
  diffusion.children.push_back(added_by(
      Mechanism::names, 0.2, over(Op::filter, {words({"diffus"}), words({"Rdiffusion"})})));
  diffusion.children.push_back(added_by(
      Mechanism::aliases, 0.3, over(Op::without, {words({"확산", "모델"}), words({"unless"})})));
  Node root = over(Op::sum, {diffusion}, Role::sequence);
  root = over(Op::filter,
              {root, in_field("title", words({"polici"})), in_field("id", words({"2401.00001"}))});
  root = over(Op::without, {root, word("video")});
  const Marks marks = marks_of(root);
  EXPECT_THAT(marks.text, ElementsAre(Pattern{false, {"diffus"}}, Pattern{false, {"polici"}},
                                      Pattern{false, {"확산", "모델"}}));
  EXPECT_THAT(marks.names, IsEmpty());
  EXPECT_THAT(marks_of(Node()).text, IsEmpty());
}

TEST(Marks, QuotedPhrasesAreRequiredInAnyForm) {
  const Node phrase =
      over(Op::sum, {words({"언어", "모델"}), added_by(Mechanism::spacing, 1, words({"언어모델"}))},
           Role::phrase);
  const Node pair = added_by(Mechanism::adjacency, 0.2, words({"큰", "언어"}));
  const Marks marks = marks_of(over(Op::maybe, {phrase, over(Op::sum, {word("큰"), pair})}));
  EXPECT_THAT(marks.text, ElementsAre(Pattern{false, {"큰"}}, Pattern{true, {"언어", "모델"}},
                                      Pattern{true, {"언어모델"}}));
}

TEST(Marks, AuthorsAreMarkedInNamesOnly) {
  Node near = in_field("author", words({"tri", "dao"}));
  near.op = Op::near;
  Node whole = words({"XAdaotri"});
  whole.op = Op::presence;
  const Marks marks = marks_of(over(Op::filter, {over(Op::sum, {word("mamba"), whole}), near}));
  EXPECT_THAT(marks.text, ElementsAre(Pattern{false, {"mamba"}}));
  EXPECT_EQ(marks.names, (Strings{"XAdaotri", "dao", "tri"}));
}

}  // namespace
}  // namespace nonmun::plan
