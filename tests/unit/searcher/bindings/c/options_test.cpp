// Options and the table of parameters as JSON.

#include "searcher/bindings/c/options.hpp"

#include <gmock/gmock.h>

#include "tests/unit/searcher/bindings/c/c_testing.hpp"

namespace nonmun::bindings::c {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

template <class Read>
std::string complaint(Read read, const char* json) {
  try {
    read(json);
  } catch (const Error& error) {
    EXPECT_EQ(error.cause(), Cause::usage) << json;
    return error.what();
  }
  return "accepted";
}

TEST(CSearchOptions, HaveTheNamesOfTheTable) {
  const SearchOptions o = search_options(
      R"({"limit": 7, "offset": 3, "sort": "votes", "since": "2024", "min-votes": 5,
          "any": true, "votes-weight": 0.25, "half_life": 30, "explain": true,
          "facets": "month,author", "without": ["typos"], "weights": {"similarity": 0.5}})");
  EXPECT_EQ(o.limit, 7U);
  EXPECT_EQ(o.offset, 3U);
  EXPECT_EQ(o.sort, Sort::votes);
  EXPECT_EQ(o.since, "2024");
  EXPECT_EQ(o.min_votes, 5);
  EXPECT_TRUE(o.any);
  EXPECT_EQ(o.votes_weight, 0.25);
  EXPECT_EQ(o.half_life_days, 30);
  EXPECT_TRUE(o.explain);
  EXPECT_EQ(o.facets, "month,author");
  EXPECT_THAT(o.without, ElementsAre("typos"));
  EXPECT_THAT(o.weights, ElementsAre(Pair("similarity", 0.5)));
}

TEST(CSearchOptions, NullIsTheDefault) {
  EXPECT_EQ(search_options(nullptr).limit, SearchOptions().limit);
  const SearchOptions o = search_options(R"({"limit": null, "min_votes": null, "without": null})");
  EXPECT_EQ(o.limit, SearchOptions().limit);
  EXPECT_EQ(o.min_votes, std::nullopt);
  EXPECT_EQ(o.deadline, SearchOptions().deadline);
}

TEST(CSearchOptions, DeadlineIsCountedFromNow) {
  const auto before = std::chrono::steady_clock::now();
  const SearchOptions o = search_options(R"({"deadline_ms": 1500.5})");
  EXPECT_GE(o.deadline - before, std::chrono::microseconds(1'500'500));
  EXPECT_LE(o.deadline - std::chrono::steady_clock::now(), std::chrono::microseconds(1'500'500));
}

TEST(CSearchOptions, RefuseWhatIsNotValid) {
  for (const char* json : {"",
                           "{",
                           "[]",
                           "1",
                           "null",
                           "{\"limit\": 1} x",
                           "{\"limits\": 1}",
                           R"({"limit": "7"})",
                           R"({"limit": 1.5})",
                           R"({"limit": -1})",
                           R"({"limit": 10001})",
                           R"({"limit": true})",
                           R"({"limit": 18446744073709551616})",
                           R"({"sort": 1})",
                           R"({"sort": "best"})",
                           R"({"any": 1})",
                           R"({"any": "true"})",
                           R"({"since": 2024})",
                           R"({"since": "2024\u0000"})",
                           R"({"votes-weight": "1"})",
                           R"({"votes-weight": 1e999})",
                           R"({"half-life": 0})",
                           R"({"deadline_ms": -1})",
                           R"({"deadline_ms": 1e18})",
                           R"({"deadline_ms": "5"})",
                           R"({"without": "typos"})",
                           R"({"without": [1]})",
                           R"({"weights": [1]})",
                           R"({"weights": {"similarity": "1"}})"}) {
    EXPECT_NE(complaint(search_options, json), "accepted") << json;
  }
  EXPECT_EQ(complaint(search_options, R"({"limits": 1})"), "unknown search parameter \"limits\"");
  EXPECT_THAT(complaint(search_options, R"({"any": "true"})"),
              HasSubstr("any: invalid value \"true\" (expected true or false)"));
}

TEST(CSearchOptions, RefuseDeepNesting) {
  const std::string deep = "{\"without\": " + std::string(200'000, '[');
  EXPECT_THAT(complaint(search_options, deep.c_str()), HasSubstr("nested"));
  const std::string closed = deep + std::string(200'000, ']') + "}";
  EXPECT_THAT(complaint(search_options, closed.c_str()), HasSubstr("nested"));
}

TEST(CUpdateOptions, SetWhatTheirKeysSay) {
  const UpdateOptions o = update_options(
      R"({"sources": ["a", "나"], "rebuild": true, "prune": true, "strict": true,
          "upgrade": false, "max_drop_percent": 12.5, "not_sources": ["b"], "source_name": "s",
          "max_file_size": 1000, "memory_bytes": 2000, "jobs": 3, "wait_seconds": 1.5})");
  EXPECT_THAT(o.sources, ElementsAre("a", "나"));
  EXPECT_TRUE(o.rebuild);
  EXPECT_TRUE(o.prune);
  EXPECT_TRUE(o.strict);
  EXPECT_FALSE(o.upgrade);
  EXPECT_EQ(o.max_drop_percent, 12.5);
  EXPECT_THAT(o.not_sources, ElementsAre("b"));
  EXPECT_EQ(o.source_name, "s");
  EXPECT_EQ(o.max_file_size, 1000U);
  EXPECT_EQ(o.memory_bytes, 2000U);
  EXPECT_EQ(o.jobs, 3U);
  EXPECT_EQ(o.wait_seconds, 1.5);
}

TEST(CUpdateOptions, RefuseWhatIsNotValid) {
  EXPECT_EQ(complaint(update_options, nullptr), "no sources given");
  for (const char* json :
       {R"({"sources": []})", R"({"sources": "a"})", R"({"sources": ["a"], "jobs": -1})",
        R"({"sources": ["a"], "jobs": 1.5})", R"({"sources": ["a"], "max_drop_percent": 101})",
        R"({"sources": ["a"], "prune": "yes"})", R"({"sources": ["a"], "index": "x"})",
        R"({"sources": ["a"], "wait_seconds": null, "wait": 1})", R"({"sources": ["a\u0000b"]})"}) {
    EXPECT_NE(complaint(update_options, json), "accepted") << json;
  }
}

TEST(CWriterOptions, HaveNoSources) {
  EXPECT_EQ(writer_options(R"({"jobs": 2, "upgrade": false})").jobs, 2U);
  EXPECT_NE(complaint(writer_options, R"({"sources": ["a"]})"), "accepted");
  EXPECT_NE(complaint(writer_options, R"({"rebuild": true})"), "accepted");
}

TEST(CParameters, EveryDefaultIsAcceptedAsAnOption) {
  const Json table = Json::parse(parameters_json());
  ASSERT_EQ(table["parameters"].size(), search_parameters().size());
  Json options = Json::object();
  for (const Json& row : table["parameters"]) {
    options[row["name"].get<std::string>()] = row["default"];
    EXPECT_TRUE(row["type"] == "integer" || row["type"] == "number" || row["type"] == "string" ||
                row["type"] == "boolean");
    EXPECT_FALSE(row["help"].get<std::string>().empty());
  }
  EXPECT_EQ(options["limit"], 10);
  EXPECT_EQ(options["votes-weight"], 0.05);
  EXPECT_EQ(options["sort"], "relevance");
  EXPECT_EQ(options["explain"], false);
  EXPECT_EQ(options["since"], nullptr);
  EXPECT_EQ(complaint(search_options, options.dump().c_str()), "accepted");
  EXPECT_THAT(table["parameters"][2]["choices"],
              ElementsAre("relevance", "votes", "date", "trending"));
  EXPECT_EQ(table["mechanisms"].size(), mechanisms().size());
  EXPECT_EQ(table["weights"].size(), weights().size());
  EXPECT_EQ(table["fields"].size(), query_fields().size());
  EXPECT_EQ(table["facets"].size(), facet_names().size());
}

}  // namespace
}  // namespace nonmun::bindings::c
