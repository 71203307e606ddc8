#include "searcher/nonmun-serve/problem.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

namespace nonmun::program {
namespace {

using Json = nlohmann::ordered_json;
using testing::Contains;
using testing::Pair;

TEST(Problem, EveryCauseHasARow) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Cause::interrupted); ++i) {
    const auto cause = static_cast<Cause>(i);
    EXPECT_EQ(row_of(cause).cause, cause) << i;
    EXPECT_TRUE(names.insert(name_of(cause)).second) << i;
    EXPECT_EQ(row_of(cause).status == 400, code_of(cause) == ErrorCode::usage) << i;
  }
}

TEST(Problem, OfTheClientIsToldInFull) {
  const Response response = problem(Error(Cause::query_syntax, "bad (", "close it", 4));
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.content_type, "application/problem+json");
  const Json body = Json::parse(response.body);
  EXPECT_EQ(body["detail"], "bad (");
  EXPECT_EQ(body["cause"], "query_syntax");
  EXPECT_EQ(body["column"], 4);
  EXPECT_EQ(body["hint"], "close it");
  EXPECT_EQ(body["title"], "Bad Request");
}

TEST(Problem, OfTheServerTellsNoPath) {
  const Response response = problem(Error(Cause::damaged, "/srv/index is damaged", "see /srv"));
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.body.find("/srv"), std::string::npos);
  EXPECT_EQ(Json::parse(response.body)["cause"], "damaged");
}

TEST(Problem, SaysWhenToTryAgain) {
  EXPECT_THAT(problem(Error(Cause::deadline, "")).headers, Contains(Pair("Retry-After", "1")));
  EXPECT_TRUE(problem(Error(Cause::damaged, "")).headers.empty());
}

TEST(Problem, TakesBytesThatAreNotUtf8) {
  EXPECT_EQ(Json::parse(problem(HttpError(404, "no \xff")).body)["status"], 404);
}

}  // namespace
}  // namespace nonmun::program
