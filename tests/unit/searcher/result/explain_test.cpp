#include "searcher/result/explain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nonmun::result {
namespace {

using plan::added_by;
using plan::Mechanism;
using plan::Node;
using plan::Op;
using plan::over;
using plan::Role;
using plan::words;
using testing::ElementsAre;

Node word(const std::string& term) {
  return over(Op::sum, {words({term})}, Role::word);
}

std::vector<std::string> names(const Node& root) {
  std::vector<std::string> all;
  for (const Component& component : components(root)) all.push_back(component.what);
  return all;
}

TEST(Components, NamedByWhatTheyAre) {
  Node diffusion = word("디퓨전");
  diffusion.children[0].op = Op::synonyms;
  diffusion.children[0].terms.emplace_back("diffus");
  diffusion.children.push_back(added_by(
      Mechanism::aliases, 0.3, over(Op::without, {words({"확산", "모델"}), words({"x"})})));
  const Node pair = added_by(Mechanism::adjacency, 0.2, words({"디퓨전", "가속"}));
  const Node phrase = over(Op::sum, {words({"언어"}), words({"언", "어"})}, Role::phrase);
  Node root = over(Op::maybe, {over(Op::all, {phrase}, Role::sequence),
                               over(Op::sum, {diffusion, word("가속"), pair}, Role::sequence)});
  root = over(Op::without, {over(Op::filter, {root, word("filter")}), word("excluded")});
  EXPECT_THAT(names(root), ElementsAre("디퓨전 = diffus", "확산 모델 [aliases of 디퓨전]", "가속",
                                       "\"디퓨전 가속\"", "\"언어\"", "\"언 어\""));
}

TEST(Components, WeighAsInThePlan) {
  Node diffusion = word("디퓨전");
  diffusion.weight = 0.5;
  diffusion.children.push_back(added_by(Mechanism::spacing, 0.8, words({"확산"})));
  const std::vector<Component> found = components(over(Op::sum, {diffusion}, Role::sequence));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_DOUBLE_EQ(found[0].node.weight, 0.5);
  EXPECT_DOUBLE_EQ(found[1].node.weight, 0.4);
}

/// Scores the documents by the length of a node's first term.
class FakeMatcher : public match::Matcher {
 public:
  match::Matches match(const Node& query, const match::Wanted& wanted) override {
    match::Matches matches;
    for (const match::Document& document : *wanted.documents) {
      const bool matches_it = query.terms.front().size() >= document.docid;
      matches.list.push_back(
          {document, matches_it ? static_cast<double>(query.terms.front().size()) : 0});
    }
    return matches;
  }
};

TEST(Explain, EachDocumentHasTheComponentsThatScoreInIt) {
  FakeMatcher matcher;
  const Node plan = over(Op::sum, {word("ab"), word("abcd")}, Role::sequence);
  const Node shown = over(Op::sum, {word("ab"), word("abcdef")}, Role::sequence);
  const auto explanations = explain(plan, shown, {{3}, {2}}, matcher);
  ASSERT_EQ(explanations.size(), 2U);
  ASSERT_EQ(explanations[0].size(), 1U);
  EXPECT_EQ(explanations[0][0].what, "abcdef") << "as it is shown";
  EXPECT_EQ(explanations[0][0].bm25, 4);
  EXPECT_EQ(explanations[1].size(), 2U);
}

}  // namespace
}  // namespace nonmun::result
