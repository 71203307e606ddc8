#include "searcher/plan/similarity.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nonmun::plan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Node word(const std::string& term) {
  return over(Op::sum, {words({term})}, Role::word);
}

/// "word: weight × term|term, …" for each word.
std::vector<std::string> text_of(const Node& plan) {
  std::vector<std::string> lines;
  for (const SimilarityWord& word : similarity_words(plan)) {
    std::vector<std::string> groups;
    for (const auto& group : word.groups) {
      groups.push_back(fmt::format("{:g} × {}", group.weight, fmt::join(group.terms, "|")));
    }
    lines.push_back(fmt::format("{}: {}", word.word, fmt::join(groups, ", ")));
  }
  return lines;
}

TEST(SimilarityWords, AWordWithItsSynonymsAndAlternatives) {
  Node diffusion = word("디퓨전");
  diffusion.weight = 0.5;
  diffusion.children[0].op = Op::synonyms;
  diffusion.children[0].terms = {"디퓨전", "diffus", "Pdiffus"};
  diffusion.children.push_back(added_by(
      Mechanism::aliases, 0.3, over(Op::without, {words({"확산", "모델"}), words({"unless"})})));
  EXPECT_THAT(
      text_of(over(Op::sum, {diffusion, word("가속")}, Role::sequence)),
      ElementsAre("디퓨전: 0.5 × 디퓨전|diffus|Pdiffus, 0.15 × 확산|모델", "가속: 1 × 가속"));
}

TEST(SimilarityWords, NothingTwice) {
  Node name = word("gpt");
  name.children.push_back(
      added_by(Mechanism::names, 0.2, over(Op::filter, {words({"gpt"}), words({"Rgpt"})})));
  const Node pair = added_by(Mechanism::adjacency, 0.2, words({"gpt", "모델"}));
  EXPECT_THAT(text_of(over(Op::sum, {name, word("모델"), pair}, Role::sequence)),
              ElementsAre("gpt: 1 × gpt", "모델: 1 × 모델"));
}

TEST(SimilarityWords, EveryWordOfAPhraseInItsFirstForm) {
  const Node phrase =
      over(Op::sum, {words({"확산", "모델"}), added_by(Mechanism::spacing, 1, words({"확산모델"}))},
           Role::phrase);
  const Node required = over(Op::all, {phrase}, Role::sequence);
  EXPECT_THAT(text_of(over(Op::maybe, {required, over(Op::sum, {word("비디오")})})),
              ElementsAre("확산: 1 × 확산", "모델: 1 × 모델", "비디오: 1 × 비디오"));
}

TEST(SimilarityWords, NeitherConditionsNorWhatIsExcluded) {
  Node author = words({"lee"});
  author.field = index::queryable_field("author");
  Node root = over(Op::filter, {over(Op::sum, {word("모델")}, Role::sequence), author});
  root = over(Op::without, {root, word("video")});
  EXPECT_THAT(text_of(root), ElementsAre("모델: 1 × 모델"));
  EXPECT_THAT(text_of(over(Op::all, {root, word("gan")})),
              ElementsAre("모델: 1 × 모델", "gan: 1 × gan"));
  EXPECT_THAT(text_of(Node()), IsEmpty());
}

}  // namespace
}  // namespace nonmun::plan
