#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <nonmun/search.hpp>
#include <random>

namespace nonmun {
namespace {

using nlohmann::json;

Hit hit_with(const std::string& text) {
  Hit hit;
  hit.rank = 1;
  hit.id = text;
  hit.title = text;
  hit.url = text;
  hit.date = text;
  hit.authors = {text, text};
  hit.snippets = {{"summary", text, {{0, 1}, {2, 3}}}};
  hit.explanation = {{text, 1.5}};
  hit.similarity = {{text, -0.25}};
  return hit;
}

TEST(Json, HostileTextsComeBack) {
  for (const std::string& text :
       {std::string("plain"), std::string("\"\\/\b\f\n\r\t"), std::string("</script><b>&'"),
        std::string("\0\x01\x1f\x7f", 4), std::string("모델 \xf0\x9f\x98\x80 e\u0301"),
        std::string("\u2028\u2029"), std::string()}) {
    Results results;
    results.query = text;
    results.did_you_mean = text;
    results.expanded = {{text, {text}, text}};
    results.hits = {hit_with(text)};
    results.understood = text;
    const std::string encoded = to_json(results);
    EXPECT_EQ(encoded.find('\n'), std::string::npos);
    const json back = json::parse(encoded);
    EXPECT_EQ(back["query"], text);
    EXPECT_EQ(back["did_you_mean"], text);
    EXPECT_EQ(back["expanded"][0]["to"][0], text);
    EXPECT_EQ(back["hits"][0]["title"], text);
    EXPECT_EQ(back["hits"][0]["authors"][1], text);
    EXPECT_EQ(back["hits"][0]["snippets"][0]["marks"], json::parse("[[0,1],[2,3]]"));
    EXPECT_EQ(back["hits"][0]["similarity"][0]["word"], text);
    EXPECT_EQ(back["hits"][0]["similarity"][0]["share"], -0.25);
    EXPECT_EQ(json::parse(to_json(results.hits[0])), back["hits"][0]);
  }
}

TEST(Json, InvalidUtf8BecomesReplacementCharacters) {
  std::mt19937 random(6);
  for (int i = 0; i < 5000; ++i) {
    std::string text(random() % 20, ' ');
    for (char& c : text) c = static_cast<char>(random());
    Results results;
    results.query = text;
    results.hits = {hit_with(text)};
    EXPECT_NO_THROW({
      const json back = json::parse(to_json(results));
      EXPECT_TRUE(back["query"].is_string());
    });
  }
}

TEST(Json, UnknownVotesAreNull) {
  Hit hit = hit_with("x");
  EXPECT_TRUE(json::parse(to_json(hit))["votes"].is_null());
  hit.votes = 0;
  EXPECT_EQ(json::parse(to_json(hit))["votes"], 0);
}

TEST(Json, ADayWithdrawnOrNull) {
  Hit hit = hit_with("x");
  EXPECT_TRUE(json::parse(to_json(hit))["withdrawn"].is_null());
  hit.withdrawn = "2025-02-01";
  EXPECT_EQ(json::parse(to_json(hit))["withdrawn"], "2025-02-01");
}

TEST(Json, EmptyResults) {
  const json back = json::parse(to_json(Results{}));
  EXPECT_EQ(back["hits"], json::array());
  EXPECT_EQ(back["expanded"], json::array());
  EXPECT_TRUE(back["did_you_mean"].is_null());
  EXPECT_FALSE(back.contains("understood"));
}

}  // namespace
}  // namespace nonmun
