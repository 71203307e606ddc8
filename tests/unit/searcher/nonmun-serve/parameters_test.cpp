#include "searcher/nonmun-serve/parameters.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "searcher/nonmun-serve/problem.hpp"
#include "searcher/nonmun-serve/settings.hpp"

namespace nonmun::program {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string refusal(const Pairs& pairs) {
  try {
    read_values(all_search_rows(), pairs);
  } catch (const HttpError& error) {
    EXPECT_EQ(error.status(), 400);
    return error.what();
  }
  return "";
}

std::string refusal(const Json& object) {
  try {
    read_values(all_search_rows(), object);
  } catch (const HttpError& error) {
    return error.what();
  }
  return "";
}

TEST(Parameters, AreThoseOfTheLibraryButForPaths) {
  std::vector<std::string> names;
  for (const Parameter& p : all_search_rows()) names.push_back(p.name);
  std::vector<std::string> wanted;
  for (const SearchParameter& p : search_parameters()) {
    if (p.name != "synonyms") wanted.emplace_back(p.name);
  }
  EXPECT_EQ(names, wanted);
  EXPECT_TRUE(search_options({{"synonyms", "/etc/passwd"}}).synonyms.empty());
  EXPECT_THROW(search_rows({"nothing"}), Error);
}

TEST(Parameters, BecomeOptions) {
  const SearchOptions options =
      search_options(read_values(all_search_rows(), Pairs{{"limit", "7"},
                                                          {"sort", "votes"},
                                                          {"any", ""},
                                                          {"min-votes", "3"},
                                                          {"votes-weight", "0.5"},
                                                          {"explain", "true"},
                                                          {"since", "2024"}}));
  EXPECT_EQ(options.limit, 7U);
  EXPECT_EQ(options.sort, Sort::votes);
  EXPECT_TRUE(options.any);
  EXPECT_EQ(options.min_votes, 3);
  EXPECT_EQ(options.votes_weight, 0.5);
  EXPECT_TRUE(options.explain);
  EXPECT_EQ(options.since, "2024");
}

TEST(Parameters, OfJsonHaveTheirTypes) {
  const Values values =
      read_values(all_search_rows(),
                  Json{{"limit", 7}, {"any", true}, {"votes-weight", 1}, {"since", nullptr}});
  EXPECT_EQ(values, (Values{{"limit", "7"}, {"any", "true"}, {"votes-weight", "1"}}));
  EXPECT_THAT(refusal(Json{{"limit", "7"}}), HasSubstr("limit"));
  EXPECT_THAT(refusal(Json{{"limit", 7.5}}), HasSubstr("whole number"));
  EXPECT_THAT(refusal(Json{{"any", 1}}), HasSubstr("true or false"));
  EXPECT_THAT(refusal(Json{{"since", 2024}}), HasSubstr("since"));
  EXPECT_THAT(refusal(Json::array()), HasSubstr("object"));
}

TEST(Parameters, AreRefusedWhenTheyAreMalformed) {
  EXPECT_THAT(refusal(Pairs{{"limit", "x"}}), HasSubstr("from 0 to 1000"));
  EXPECT_THAT(refusal(Pairs{{"limit", std::to_string(kMaxHits + 1)}}), HasSubstr("limit"));
  EXPECT_EQ(refusal(Pairs{{"limit", std::to_string(kMaxHits)}}), "");
  EXPECT_THAT(refusal(Pairs{{"votes-weight", "nan"}}), HasSubstr("votes-weight"));
  EXPECT_THAT(refusal(Pairs{{"any", "1"}}), HasSubstr("true or false"));
  EXPECT_THAT(refusal(Pairs{{"sort", "best"}}), HasSubstr("relevance, votes"));
  EXPECT_THAT(refusal(Pairs{{"any", ""}, {"any", ""}}), HasSubstr("twice"));
  EXPECT_THAT(refusal(Pairs{{"limti", "1"}}), HasSubstr("did you mean limit"));
  EXPECT_THAT(refusal(Pairs{{"colour", "1"}}), HasSubstr("there are: limit"));
}

TEST(Parameters, HaveSchemas) {
  const Json schema = schema_of(all_search_rows());
  const Json& limit = schema["properties"]["limit"];
  EXPECT_EQ(limit["type"], "integer");
  EXPECT_EQ(limit["maximum"], kMaxHits);
  EXPECT_EQ(limit["default"], 10);
  EXPECT_EQ(schema["properties"]["any"]["default"], false);
  EXPECT_EQ(schema["properties"]["sort"]["enum"][0], "relevance");
  EXPECT_EQ(schema["additionalProperties"], false);
}

}  // namespace
}  // namespace nonmun::program
