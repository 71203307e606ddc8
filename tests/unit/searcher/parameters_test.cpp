#include "searcher/parameters.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <set>

namespace nonmun {
namespace {

std::string complaint(std::string_view name, std::string_view value) {
  SearchOptions options;
  try {
    set_parameter(options, name, value);
  } catch (const Error& error) {
    EXPECT_EQ(error.cause(), Cause::usage);
    return error.what();
  }
  return "accepted";
}

bool is_valid(const SearchOptions& options) {
  try {
    validate("", options);
    return true;
  } catch (const Error&) {
    return false;
  }
}

TEST(SearchParameters, NamesDifferAndHaveHelp) {
  std::set<std::string_view> names;
  for (const SearchParameter& p : search_parameters()) {
    EXPECT_TRUE(names.insert(p.name).second) << p.name;
    EXPECT_FALSE(p.help.empty());
  }
}

TEST(SearchParameters, DefaultsAreThoseOfSearchOptionsAndValid) {
  EXPECT_TRUE(is_valid({}));
  for (const SearchParameter& p : search_parameters()) {
    const std::string text = p.default_text();
    if (text.empty()) continue;
    EXPECT_EQ(complaint(p.name, text), "accepted") << p.name;
  }
}

TEST(SetParameter, ReadsEachKind) {
  SearchOptions options;
  set_parameter(options, "limit", "3");
  set_parameter(options, "sort", "date");
  set_parameter(options, "since", "2024-02");
  set_parameter(options, "min-votes", "7");
  set_parameter(options, "votes-weight", "0.5");
  set_parameter(options, "explain", "true");
  EXPECT_EQ(options.limit, 3U);
  EXPECT_EQ(options.sort, Sort::date);
  EXPECT_EQ(options.since, "2024-02");
  EXPECT_EQ(options.min_votes, 7);
  EXPECT_EQ(options.votes_weight, 0.5);
  EXPECT_TRUE(options.explain);
}

TEST(SetParameter, SaysWhatIsExpected) {
  EXPECT_EQ(complaint("limit", "many"),
            "limit: invalid value \"many\" (expected a whole number from 0 to 10000)");
  EXPECT_EQ(complaint("sort", "size"),
            "sort: invalid value \"size\" (expected one of relevance, votes, date, trending)");
  EXPECT_EQ(complaint("limits", "1"), "unknown search parameter \"limits\"");
  for (const char* bad : {"", "-1", "10001", "1.5", " 1", "1 ", "0x1"}) {
    EXPECT_NE(complaint("limit", bad), "accepted") << bad;
  }
  for (const char* bad : {"", "nan", "inf", "-0.1", "1001", "1e999", "1,5"}) {
    EXPECT_NE(complaint("votes-weight", bad), "accepted") << bad;
  }
  EXPECT_NE(complaint("half-life", "0"), "accepted");
}

TEST(Validate, RefusesWhatTheTableDoes) {
  const auto with = [](auto member, auto value) {
    SearchOptions options;
    options.*member = value;
    return is_valid(options);
  };
  EXPECT_TRUE(with(&SearchOptions::limit, kMaxLimit));
  EXPECT_FALSE(with(&SearchOptions::limit, kMaxLimit + 1));
  EXPECT_FALSE(with(&SearchOptions::votes_weight, -1.0));
  EXPECT_FALSE(with(&SearchOptions::recency_weight, std::numeric_limits<double>::quiet_NaN()));
  EXPECT_FALSE(with(&SearchOptions::half_life_days, 0.0));
  EXPECT_FALSE(with(&SearchOptions::min_votes, -1));
}

TEST(Validate, TheQueryHasALimit) {
  EXPECT_NO_THROW(validate(std::string(kMaxQueryBytes, 'a'), {}));
  EXPECT_THROW(validate(std::string(kMaxQueryBytes + 1, 'a'), {}), Error);
}

}  // namespace
}  // namespace nonmun
