#include "searcher/rank/subsets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <map>
#include <random>
#include <set>

namespace nonmun::rank {
namespace {

/// Papers by the terms they have; finds those that have all terms of a plan.
class FakeMatcher : public match::Matcher {
 public:
  match::Matches match(const plan::Node& query, const match::Wanted& wanted) override {
    EXPECT_FALSE(wanted.scored);
    ++matches;
    std::set<std::string> terms;
    collect(query, terms);
    match::Matches found;
    for (const auto& [document, has] : papers) {
      if (std::includes(has.begin(), has.end(), terms.begin(), terms.end())) {
        found.list.push_back({document, 0});
      }
    }
    return found;
  }

  std::map<match::Document, std::set<std::string>> papers;
  int matches = 0;

 private:
  static void collect(const plan::Node& node, std::set<std::string>& terms) {
    terms.insert(node.terms.begin(), node.terms.end());
    for (const plan::Node& child : node.children) collect(child, terms);
  }
};

std::vector<std::vector<plan::Node>> parts(const std::vector<std::vector<std::string>>& texts) {
  std::vector<std::vector<plan::Node>> all;
  for (const auto& terms : texts) {
    all.emplace_back();
    for (const std::string& term : terms) all.back().push_back(plan::words({term}));
  }
  return all;
}

TEST(Subsets, TheLargestThoseOfMostPapersFirst) {
  FakeMatcher matcher;
  matcher.papers = {
      {{1}, {"a", "b"}}, {{2}, {"b", "c"}}, {{4097}, {"b", "c", "x"}}, {{4105}, {"c"}}};
  const auto found = largest_subsets({}, parts({{"a"}, {"b"}, {"c"}}), matcher);
  EXPECT_EQ(found, (std::vector<Subset>{{0b110, 2}, {0b011, 1}}));
  EXPECT_EQ(matcher.matches, 3) << "one for each part";
}

TEST(Subsets, APartIsHeldWithAllItsWords) {
  FakeMatcher matcher;
  matcher.papers = {{{1}, {"a", "zero"}}, {{2}, {"zero", "shot"}}};
  EXPECT_EQ(largest_subsets({}, parts({{"zero", "shot"}, {"a"}}), matcher),
            (std::vector<Subset>{{0b01, 1}, {0b10, 1}}));
  EXPECT_TRUE(largest_subsets({}, parts({{"y"}, {"x"}}), matcher).empty());
}

TEST(Subsets, AsCountedOneByOne) {
  std::mt19937 random(11);
  const std::vector<std::string> terms = {"a", "b", "c", "d", "e", "f", "g", "h"};
  for (int round = 0; round < 200; ++round) {
    FakeMatcher matcher;
    for (std::uint32_t i = 1; i <= 30; ++i) {
      for (const std::string& term : terms) {
        if (random() % 4 == 0) matcher.papers[{i}].insert(term);
      }
    }
    std::map<std::uint32_t, std::uint64_t> counted;  // papers by all that they have
    int most = 1;
    for (const auto& [document, has] : matcher.papers) {
      std::uint32_t set = 0;
      for (std::size_t i = 0; i < terms.size(); ++i) set |= has.contains(terms[i]) ? 1U << i : 0;
      ++counted[set];
      most = std::max(most, std::popcount(set));
    }
    std::map<std::uint32_t, std::uint64_t> expected;
    for (const auto& [set, papers] : counted) {
      if (std::popcount(set) == most) expected[set] = papers;
    }
    std::vector<std::vector<std::string>> singles;
    for (const std::string& term : terms) singles.push_back({term});
    std::map<std::uint32_t, std::uint64_t> found;
    std::uint64_t before = 1000;
    for (const auto& [set, papers] : largest_subsets({}, parts(singles), matcher)) {
      found[set] = papers;
      EXPECT_LE(papers, before);
      before = papers;
    }
    ASSERT_EQ(found, expected);
  }
}

}  // namespace
}  // namespace nonmun::rank
