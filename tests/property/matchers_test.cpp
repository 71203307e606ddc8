// Random plans on random papers: the matchers must agree, whatever is wanted of them. The papers
// fill several windows.

#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "indexer/index/fields.hpp"
#include "indexer/paper/record.hpp"
#include "searcher/match/native_matcher.hpp"
#include "searcher/match/paper_counts.hpp"
#include "searcher/match/xapian_matcher.hpp"
#include "searcher/plan/plan_text.hpp"
#include "searcher/plan/scope.hpp"
#include "tests/support/window_index.hpp"

namespace nonmun::match {
namespace {

using plan::Node;
using plan::Op;
using Random = std::mt19937;

constexpr std::uint32_t kPapers = 9'500;
constexpr double kTolerance = 1e-9;

std::uint32_t below(Random& random, std::uint32_t end) {
  return std::uniform_int_distribution<std::uint32_t>(0, end - 1)(random);
}

/// Words from frequent ("w0") to such as few papers have.
std::string word(Random& random) {
  const double uniform = std::uniform_real_distribution<double>(0, 1)(random);
  return "w" + std::to_string(static_cast<int>(60 * uniform * uniform * uniform));
}

void add_papers(Random& random, Xapian::WritableDatabase& database, index::VoteTable& votes) {
  const std::string title(index::field(index::FieldId::title).prefix);
  for (std::uint32_t docid = 1; docid <= kPapers; ++docid) {
    Xapian::Document document;
    std::vector<std::string> words(1 + below(random, 12));
    for (std::string& it : words) it = word(random);
    for (const std::string& it : words) document.add_term(it, 1 + below(random, 2));
    document.add_boolean_term(title + words.front());
    document.add_boolean_term("D2024");
    document.add_boolean_term(below(random, 3) == 0 ? "D202405" : "D202406");
    if (below(random, 1000) == 0) document.add_boolean_term("XArare");
    document.add_value(index::kForwardSlot, testing_support::forward_record(words));
    paper::Paper paper;
    paper.id = "p" + std::to_string(docid);
    paper.listed = {"2024-05-01"};
    document.add_boolean_term(std::string(index::field(index::FieldId::id).prefix) + paper.id);
    document.add_value(index::kSortSlot, paper::sort_key(paper));
    database.replace_document(docid, document);
    if (below(random, 10) > 0) votes.at(docid).votes = static_cast<int>(below(random, 50));
  }
  // A gap of deleted papers, one of them wider than a window.
  for (std::uint32_t docid = 2'000; docid < 2'010; ++docid) database.delete_document(docid);
  for (std::uint32_t docid = 4'096; docid < 8'192; docid += 1 + below(random, 2)) {
    database.delete_document(docid);
    votes.at(docid) = {};
  }
}

class Plans {
 public:
  explicit Plans(Random& random) : random_(random) {}

  Node plan() { return tree(3); }

 private:
  Node leaf() {
    Node node;
    switch (below(random_, 12)) {
      case 0:
        node = words(Op::synonyms, 2 + below(random_, 4));
        break;
      case 1:
      case 2:
        node = words(Op::phrase, 2 + below(random_, 2));
        break;
      case 3:
        node = words(Op::near, 2 + below(random_, 2));
        node.gap = below(random_, 4);
        break;
      case 4:
        node = words(Op::presence, 1);
        break;
      case 5:
        node = words(Op::term, 1);
        node.field = index::queryable_field("title");
        break;
      case 6:
        node = words(Op::phrase, 2);
        node.field = index::queryable_field("title");
        break;
      default:
        node = words(Op::term, 1);
    }
    if (below(random_, 3) == 0) node.weight = 0.25 * (1 + below(random_, 8));
    return node;
  }

  Node condition() {
    Node node;
    switch (below(random_, 5)) {
      case 0:
        node.op = Op::range;
        node.field = index::queryable_field("votes");
        node.range = {below(random_, 30), below(random_, 60)};
        break;
      case 1:
        node.op = Op::range;
        node.field = index::queryable_field("date");
        node.range = {20240501, 20240500 + 31};
        break;
      case 2:
        node.op = Op::prefix;
        node.terms = {"w" + std::to_string(1 + below(random_, 4))};
        break;
      case 3:
        node.op = Op::term;
        node.terms = {"XArare"};
        break;
      default:
        node = words(Op::term, 1);
    }
    return node;
  }

  Node tree(unsigned depth) {
    if (depth == 0 || below(random_, 4) == 0) return leaf();
    std::vector<Node> children;
    const std::uint32_t count = 1 + below(random_, 3);
    for (std::uint32_t i = 0; i < count; ++i) children.push_back(tree(depth - 1));
    constexpr std::array kOps = {Op::sum, Op::sum, Op::all, Op::maybe, Op::filter, Op::without};
    const Op op = kOps[below(random_, kOps.size())];
    if (plan::restricts(op)) children.push_back(condition());
    if (op == Op::maybe && below(random_, 2) == 0) {
      Node favour;
      favour.op = Op::favour;
      favour.field = index::queryable_field("date");
      favour.range = {20240601, 20240631};
      children.push_back(std::move(favour));
    }
    const bool sequence = op == Op::sum && below(random_, 2) == 0;
    if (sequence) add_bonuses(children);
    Node node =
        plan::over(op, std::move(children), sequence ? plan::Role::sequence : plan::Role::none);
    if (below(random_, 4) == 0) node.weight = 0.5;
    return node;
  }

  void add_bonuses(std::vector<Node>& children) {
    const std::uint32_t count = 1 + below(random_, 2);
    for (std::uint32_t i = 0; i < count; ++i) {
      children.push_back(plan::added_by(plan::Mechanism::adjacency, 0.2 + 0.4 * below(random_, 3),
                                        words(Op::phrase, 2)));
    }
  }

  Node words(Op op, std::uint32_t count) {
    Node node;
    node.op = op;
    for (std::uint32_t i = 0; i < count; ++i) node.terms.push_back(word(random_));
    if (below(random_, 20) == 0) node.terms.back() = "absent";
    return node;
  }

  Random& random_;
};

class RandomScoring : public Scoring {
 public:
  RandomScoring(unsigned seed, double max_bonus) : seed_(seed), max_bonus_(max_bonus) {}
  double factor(const Document& document) const override { return 1 + hash(document.docid) / 3; }
  double max_factor() const override { return 1.4; }
  double bonus(const Document& document) const override {
    return max_bonus_ * hash(document.docid + 1'000'000);
  }
  double max_bonus() const override { return max_bonus_; }

 private:
  /// From 0 to 1.
  double hash(std::uint32_t number) const {
    std::uint32_t mixed = (number + seed_) * 2654435761U;
    mixed ^= mixed >> 15;
    return static_cast<double>(mixed * 2246822519U) / 4294967295.0;
  }

  unsigned seed_;
  double max_bonus_;
};

void expect_same(const Matches& expected, const Matches& got) {
  ASSERT_EQ(got.found, expected.found);
  ASSERT_NEAR(got.top, expected.top, kTolerance);
  ASSERT_EQ(got.list.size(), expected.list.size());
  for (std::size_t i = 0; i < got.list.size(); ++i) {
    ASSERT_EQ(got.list[i].document, expected.list[i].document);
    ASSERT_NEAR(got.list[i].bm25, expected.list[i].bm25, kTolerance) << got.list[i].document.docid;
  }
}

/// The scores of the first, best first; those of all others are lower.
std::vector<double> first_scores(const Matches& matches, const Scoring& scoring,
                                 std::size_t count) {
  std::vector<double> scores;
  for (const Match& it : matches.list) {
    const double bm25 = matches.top > 0 ? it.bm25 / matches.top : 1;
    scores.push_back((bm25 + (bm25 > 0 ? scoring.bonus(it.document) : 0)) *
                     scoring.factor(it.document));
  }
  std::sort(scores.rbegin(), scores.rend());
  scores.resize(std::min(count, scores.size()));
  return scores;
}

class MatchersTest : public testing::Test {
 protected:
  MatchersTest() : random_(seed()), database_("", Xapian::DB_BACKEND_INMEMORY) {
    index::VoteTable votes(kPapers);
    add_papers(random_, database_, votes);
    votes_ = index::VoteCounts(votes);
    windows_.emplace(database_);
    documents_ = Documents(database_);
  }

  static unsigned seed() {
    const char* chosen = std::getenv("NONMUN_SEED");
    return chosen != nullptr ? static_cast<unsigned>(std::atoi(chosen)) : 1;
  }

  void compare(const Node& plan) {
    XapianMatcher xapian(database_, votes_);
    WindowMatcher window = windows_->matcher(votes_);
    const Matches all = xapian.match(plan, Wanted::all());
    expect_same(all, window.match(plan, Wanted::all()));
    expect_same(xapian.match(plan, Wanted::unscored()), window.match(plan, Wanted::unscored()));
    std::vector<std::uint8_t> marks(3, 1), expected = marks;
    window.mark_matches(plan, 4, marks);
    for (const Match& match : all.list) {
      expected.resize(std::max<std::size_t>(expected.size(), match.document.docid + 1));
      expected[match.document.docid] |= 4;
    }
    marks.resize(std::max(marks.size(), expected.size()));
    expected.resize(marks.size());
    ASSERT_EQ(marks, expected);
    std::vector<Document> some;
    for (std::uint32_t docid = 1; docid <= kPapers; docid += 1 + below(random_, 500)) {
      some.push_back({docid});
    }
    const Matches among = window.match(plan, Wanted::among(some));
    expect_same(xapian.match(plan, Wanted::among(some)), among);
    compare_contenders(plan, all, window);
    NativeMatcher native(documents_, windows_->forward(), votes_);
    expect_same(all, native.match(plan, Wanted::all()));
    expect_same(xapian.match(plan, Wanted::unscored()), native.match(plan, Wanted::unscored()));
    expect_same(xapian.match(plan, Wanted::among(some)), native.match(plan, Wanted::among(some)));
    compare_contenders(plan, all, native);
  }

  void compare_contenders(const Node& plan, const Matches& all, Matcher& window) {
    const RandomScoring scoring(below(random_, 1'000'000), below(random_, 2) == 0 ? 0 : 0.4);
    const std::size_t count = std::array<std::size_t, 4>{1, 10, 100, 20'000}[below(random_, 4)];
    Wanted wanted = Wanted::contenders(count, scoring);
    const std::vector<const Node*> parts = plan::parts_to_hold(plan);
    wanted.parts = parts;
    const Matches some = window.match(plan, wanted);
    ASSERT_EQ(some.found, all.found);
    ASSERT_NEAR(some.top, all.top, kTolerance);
    ASSERT_EQ(some.holding, XapianMatcher(database_, votes_).match(plan, wanted).holding);
    const std::vector<double> expected = first_scores(all, scoring, count);
    const std::vector<double> got = first_scores(some, scoring, count);
    ASSERT_EQ(got.size(), expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) ASSERT_NEAR(got[i], expected[i], kTolerance) << i;
  }

  Random random_;
  Xapian::WritableDatabase database_;
  index::VoteCounts votes_;
  std::optional<testing_support::WindowIndex> windows_;
  Documents documents_{database_};
};

TEST_F(MatchersTest, PapersWithAPhraseAreCounted) {
  std::uint64_t counted = 0;
  for (int i = 0; i < 200; ++i) {
    const std::vector<std::string> terms = {word(random_), word(random_)};
    const std::uint32_t count =
        count_with_phrase(windows_->postings(), windows_->forward(), windows_->neighbours(), terms);
    XapianMatcher xapian(database_, votes_);
    ASSERT_EQ(count, xapian.match(plan::words(terms), Wanted::unscored()).found)
        << terms[0] << ' ' << terms[1];
    counted += count;
  }
  EXPECT_GT(counted, 1'000U) << "the phrases are hardly anywhere";
}

TEST_F(MatchersTest, AgreeOnRandomPlans) {
  Plans plans(random_);
  std::uint64_t found = 0;
  for (int i = 0; i < 2000; ++i) {
    const Node plan = plans.plan();
    SCOPED_TRACE("plan " + std::to_string(i) + ": " + plan::to_text(plan));
    ASSERT_NO_FATAL_FAILURE(compare(plan));
    found += windows_->matcher(votes_).match(plan, Wanted::unscored()).found;
  }
  EXPECT_GT(found, 100'000U) << "the plans find hardly anything";
}

}  // namespace
}  // namespace nonmun::match
