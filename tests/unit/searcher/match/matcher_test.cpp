#include "searcher/match/matcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <map>
#include <optional>

#include "indexer/index/fields.hpp"
#include "searcher/match/sort_keys.hpp"
#include "searcher/match/xapian_matcher.hpp"
#include "tests/support/window_index.hpp"

namespace nonmun::match {
namespace {

using plan::added_by;
using plan::Mechanism;
using plan::Node;
using plan::Op;
using plan::over;
using plan::words;
using testing::ElementsAre;
using testing::IsEmpty;

/// Every matcher must give these answers: five papers of a few words, in memory.
class MatcherTest : public testing::TestWithParam<std::string> {
 protected:
  MatcherTest() : database_(std::string(), Xapian::DB_BACKEND_INMEMORY) {
    add({"deep", "model", "video"}, "e");
    add({"model", "deep", "deep"}, "d");
    add({"video"}, "c");
    add({"deep", "model"}, "b");
    add({"deep", "model"}, "a");
    index::VoteTable votes(5);
    for (std::uint32_t docid = 1; docid <= 4; ++docid) {
      votes.at(docid).votes = static_cast<std::int32_t>(docid);
    }
    votes_ = index::VoteCounts(votes);
  }

  void add(const std::vector<std::string>& words, const std::string& sort_key) {
    Xapian::Document document;
    for (const std::string& word : words) document.add_term(word);
    document.add_boolean_term("S" + words.front());
    document.add_boolean_term("D2024");
    document.add_value(index::kSortSlot, sort_key);
    document.add_value(index::kForwardSlot, testing_support::forward_record(words));
    database_.add_document(document);
  }

  Matches match(const Node& query, const Wanted& wanted = Wanted::all()) {
    if (GetParam() == "xapian") {
      return XapianMatcher(database_, votes_).match(query, wanted);
    }
    if (!windows_) windows_.emplace(database_);
    return windows_->matcher(votes_).match(query, wanted);
  }

  std::vector<std::uint32_t> found(const Node& query, const Wanted& wanted = Wanted::all()) {
    std::vector<std::uint32_t> docids;
    for (const Match& it : match(query, wanted).list) docids.push_back(it.document.docid);
    return docids;
  }

  std::map<std::uint32_t, double> scores(const Node& query) {
    std::map<std::uint32_t, double> scores;
    for (const Match& it : match(query).list) scores[it.document.docid] = it.bm25;
    return scores;
  }

  static Node of(Op op, std::vector<std::string> terms) {
    Node node = words(std::move(terms));
    node.op = op;
    return node;
  }
  static Node term(const std::string& term) { return words({term}); }
  static Node votes(std::int64_t low, std::int64_t high) {
    Node node = of(Op::range, {});
    node.field = index::queryable_field("votes");
    node.range = {low, high};
    return node;
  }

  Xapian::WritableDatabase database_;
  index::VoteCounts votes_;
  std::optional<testing_support::WindowIndex> windows_;
};

INSTANTIATE_TEST_SUITE_P(Each, MatcherTest, testing::Values("xapian", "window"),
                         [](const auto& chosen) { return chosen.param; });

TEST_P(MatcherTest, Leaves) {
  EXPECT_THAT(found(Node()), IsEmpty());
  EXPECT_THAT(found(of(Op::everything, {})), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(found(term("video")), ElementsAre(1, 3));
  EXPECT_THAT(found(term("absent")), IsEmpty());
  EXPECT_THAT(found(of(Op::synonyms, {"video", "model"})), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(found(of(Op::prefix, {"vi"})), ElementsAre(1, 3));
  EXPECT_THAT(found(votes(2, 3)), ElementsAre(2, 3));
  EXPECT_THAT(found(votes(0, 100)), ElementsAre(1, 2, 3, 4)) << "unknown votes are in no range";
}

TEST_P(MatcherTest, PhrasesAreInOrderNearIsNot) {
  EXPECT_THAT(found(words({"deep", "model"})), ElementsAre(1, 4, 5));
  EXPECT_THAT(found(of(Op::near, {"deep", "model"})), ElementsAre(1, 2, 4, 5));
  EXPECT_THAT(found(words({"deep", "video"})), IsEmpty());
}

TEST_P(MatcherTest, FieldsHavePrefixes) {
  Node title = term("model");
  title.field = index::queryable_field("title");
  EXPECT_THAT(found(title), ElementsAre(2));
}

TEST_P(MatcherTest, Combinations) {
  const Node deep = term("deep");
  const Node video = term("video");
  EXPECT_THAT(found(over(Op::sum, {deep, video})), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(found(over(Op::all, {deep, video})), ElementsAre(1));
  EXPECT_THAT(found(over(Op::maybe, {video, deep})), ElementsAre(1, 3));
  EXPECT_THAT(found(over(Op::filter, {deep, video})), ElementsAre(1));
  EXPECT_THAT(found(over(Op::without, {deep, video})), ElementsAre(2, 4, 5));
  EXPECT_THAT(found(over(Op::without, {deep, video, votes(4, 4)})), ElementsAre(2, 5));
  EXPECT_THAT(found(over(Op::sum, {Node(), video})), ElementsAre(1, 3));
  EXPECT_THAT(found(over(Op::all, {Node(), video})), IsEmpty());
  EXPECT_THAT(found(over(Op::filter, {video, Node()})), IsEmpty());
  EXPECT_THAT(found(over(Op::maybe, {video, Node()})), ElementsAre(1, 3));
}

TEST_P(MatcherTest, ScoresAddUp) {
  const Node deep = term("deep");
  const Node video = term("video");
  const double one = scores(deep)[1];
  const double two = scores(video)[1];
  EXPECT_GT(one, 0);
  for (const Op op : {Op::sum, Op::all, Op::maybe}) {
    EXPECT_NEAR(scores(over(op, {video, deep}))[1], one + two, 1e-12);
  }
  EXPECT_NEAR(scores(over(Op::filter, {video, deep}))[1], two, 1e-12);
  EXPECT_NEAR(scores(over(Op::without, {video, term("absent")}))[1], two, 1e-12);
}

TEST_P(MatcherTest, WeightsMultiplyDownwards) {
  Node inner = over(Op::sum, {added_by(Mechanism::aliases, 0.5, term("deep")), term("video")});
  const double expected = 0.25 * (0.5 * scores(term("deep"))[1] + scores(term("video"))[1]);
  inner.weight = 0.25;
  EXPECT_NEAR(scores(over(Op::sum, {inner}))[1], expected, 1e-12);
  EXPECT_NEAR(scores(over(Op::filter, {inner, term("model")}))[1], expected, 1e-12);
}

TEST_P(MatcherTest, SynonymsCountAsOneTerm) {
  const double sum = scores(over(Op::sum, {term("deep"), term("model")}))[4];
  const double one = scores(of(Op::synonyms, {"deep", "model"}))[4];
  EXPECT_GT(one, 0);
  EXPECT_LT(one, sum);
}

TEST_P(MatcherTest, WithoutTextNothingScores) {
  const Matches matches = match(over(Op::filter, {of(Op::everything, {}), votes(1, 9)}));
  EXPECT_EQ(matches.list.size(), 4U);
  EXPECT_EQ(matches.top, 0);
  for (const Match& it : matches.list) EXPECT_EQ(it.bm25, 0);
}

/// Votes of paper n count as n tenths.
class SomeScoring : public Scoring {
 public:
  double factor(const Document& document) const override { return 1 + 0.1 * document.docid; }
  double max_factor() const override { return 1.5; }
  double bonus(const Document& document) const override { return document.docid == 4 ? 0.5 : 0; }
  double max_bonus() const override { return 0.5; }
};

TEST_P(MatcherTest, ContendersAreAtLeastTheFirstByScore) {
  const SomeScoring scoring;
  const Matches all = match(term("deep"));
  const Matches best = match(term("deep"), Wanted::contenders(1, scoring));
  EXPECT_EQ(best.found, 4U);
  EXPECT_EQ(best.holding, 4U);
  EXPECT_DOUBLE_EQ(best.top, all.top);
  const auto four = std::find_if(best.list.begin(), best.list.end(),
                                 [](const Match& it) { return it.document.docid == 4; });
  ASSERT_NE(four, best.list.end());
  EXPECT_DOUBLE_EQ(four->bm25, scores(term("deep"))[4]);
}

TEST_P(MatcherTest, ContendersWithWhatIsAlwaysListedAndPartsCounted) {
  const SomeScoring scoring;
  const Node query = over(Op::sum, {term("deep"), term("video")}, plan::Role::sequence);
  const std::vector<const Node*> parts = {&query.children[0], &query.children[1]};
  const std::vector<Match> always = {{{3}, 0}};
  Wanted wanted = Wanted::contenders(0, scoring);
  wanted.parts = parts;
  wanted.always = always;
  const Matches matches = match(query, wanted);
  EXPECT_EQ(matches.found, 5U);
  EXPECT_EQ(matches.holding, 1U);
  EXPECT_TRUE(std::any_of(matches.list.begin(), matches.list.end(),
                          [](const Match& it) { return it.document.docid == 3; }));
}

TEST_P(MatcherTest, PartsCountWhereTheirOwnGroupDoesNotMatch) {
  const SomeScoring scoring;
  const Node group = over(Op::all, {term("video"), words({"deep", "model"})});
  const Node query = over(Op::sum, {group, term("deep")}, plan::Role::sequence);
  const std::vector<const Node*> parts = {&query.children[0].children[1], &query.children[1]};
  Wanted wanted = Wanted::contenders(10, scoring);
  wanted.parts = parts;
  EXPECT_EQ(match(query, wanted).holding, 3U);
}

TEST_P(MatcherTest, BonusesOnlyAdd) {
  const Node pair = added_by(Mechanism::adjacency, 0.5, words({"deep", "model"}));
  const Node query = over(Op::sum, {term("video"), pair}, plan::Role::sequence);
  EXPECT_THAT(found(query), ElementsAre(1, 3));
  EXPECT_NEAR(scores(query)[1],
              scores(term("video"))[1] + 0.5 * scores(words({"deep", "model"}))[1], 1e-12);
  EXPECT_NEAR(scores(query)[3], scores(term("video"))[3], 1e-12);
}

TEST_P(MatcherTest, AmongDocumentsWithTheSameScores) {
  const Node query = over(Op::sum, {words({"deep", "model"}), term("video")});
  const std::vector<Document> documents = {{4}, {2}, {1}};
  auto all = scores(query);
  const Matches matches = match(query, Wanted::among(documents));
  ASSERT_EQ(matches.list.size(), 2U);
  for (const Match& it : matches.list) EXPECT_DOUBLE_EQ(it.bm25, all[it.document.docid]);
  EXPECT_THAT(found(query, Wanted::among({})), IsEmpty());
}

TEST_P(MatcherTest, SortKeysInAnyOrder) {
  const Documents documents(database_);
  SortKeys keys(documents);
  for (const auto& [docid, key] : std::vector<std::pair<std::uint32_t, std::string>>{
           {2, "d"}, {5, "a"}, {1, "e"}, {1, "e"}, {4, "b"}}) {
    EXPECT_EQ(keys({docid}), key);
  }
}

}  // namespace
}  // namespace nonmun::match
