#include "searcher/nonmun-serve/routes.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "searcher/nonmun-serve/schemas.hpp"

namespace nonmun::program {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Routes, PatternsMatchWholePaths) {
  EXPECT_EQ(match("/a", "/a"), "");
  EXPECT_EQ(match("/a", "/a/"), std::nullopt);
  EXPECT_EQ(match("/p/{id}", "/p/x"), "x");
  EXPECT_EQ(match("/p/{id}", "/p/x/y"), "x/y");
  EXPECT_EQ(match("/p/{id}", "/p/"), std::nullopt);
  EXPECT_EQ(match("/p/{id}/similar", "/p/x/y/similar"), "x/y");
  EXPECT_EQ(match("/p/{id}/similar", "/p//similar"), std::nullopt);
  EXPECT_EQ(match("/p/{id}/similar", "/p/similar"), std::nullopt);
}

TEST(Routes, TheMostExactPatternIsFound) {
  const Found similar = find_route("GET", "/v1/papers/cs/0112017/similar");
  ASSERT_NE(similar.route, nullptr);
  EXPECT_EQ(similar.route->operation, "similarPapers");
  EXPECT_EQ(similar.id, "cs/0112017");
  EXPECT_EQ(find_route("GET", "/v1/papers/similar").route->operation, "getPaper");
  EXPECT_EQ(find_route("HEAD", "/v1/search").route->operation, "search");
  EXPECT_EQ(find_route("POST", "/v1/search").route->operation, "searchByPost");
}

TEST(Routes, OtherMethodsAndPathsAreToldApart) {
  const Found other = find_route("PUT", "/v1/search");
  EXPECT_EQ(other.route, nullptr);
  EXPECT_THAT(other.methods, ElementsAre("GET", "HEAD", "POST", "OPTIONS"));
  EXPECT_THAT(find_route("GET", "/nowhere").methods, IsEmpty());
}

TEST(Routes, TheTableIsComplete) {
  std::set<std::string_view> operations;
  for (const Route& route : routes()) {
    EXPECT_TRUE(route.operation == "asset" || operations.insert(route.operation).second)
        << route.operation;
    EXPECT_NE(route.handler, nullptr);
    EXPECT_TRUE(route.schema.empty() || schemas().contains(std::string(route.schema)))
        << route.schema;
    for (const Parameter& p : route.parameters) {
      EXPECT_TRUE(!p.required || !p.example.empty()) << route.path << ": " << p.name;
    }
  }
}

TEST(Schemas, StandaloneOnesReferToThemselves) {
  const auto schema = standalone_schema("Results");
  EXPECT_EQ(schema.dump().find("#/components"), std::string::npos);
  EXPECT_TRUE(schema["$defs"].contains("Hit"));
  EXPECT_TRUE(schema["$defs"].contains("Marks"));
  EXPECT_FALSE(schema["$defs"].contains("Paper"));
}

}  // namespace
}  // namespace nonmun::program
