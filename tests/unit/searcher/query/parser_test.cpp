#include "searcher/query/parser.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nonmun/error.hpp>
#include <random>

namespace nonmun::query {
namespace {

/// A tree as text: {a b "p" field=value -{x}} is a sequence, AND(…) and OR(…) the operators.
std::string describe(const Node& node) {
  std::vector<std::string> parts;
  if (node.kind != Node::Kind::sequence) {
    for (const Node& operand : node.operands) parts.push_back(describe(operand));
    return fmt::format("{}({})", node.kind == Node::Kind::all ? "AND" : "OR",
                       fmt::join(parts, ", "));
  }
  for (const Word& word : node.words) parts.push_back(word.text);
  for (const Node& group : node.groups) parts.push_back(describe(group));
  for (const Phrase& phrase : node.phrases) parts.push_back('"' + phrase.text + '"');
  for (const Filter& f : node.filters) {
    const bool range =
        f.field->type == index::FieldType::date || f.field->type == index::FieldType::number;
    parts.push_back(range ? fmt::format("{}={}..{}", f.field->name, f.range.low, f.range.high)
                          : fmt::format("{}={}", f.field->name, f.value));
  }
  for (const Node& excluded : node.excluded) parts.push_back("-" + describe(excluded));
  return fmt::format("{{{}}}", fmt::join(parts, " "));
}

std::string tree(std::string_view query) {
  return describe(parse(query));
}

TEST(Parser, WhatStandsSideBySideBindsTightest) {
  EXPECT_EQ(tree("a"), "{a}");
  EXPECT_EQ(tree("강화 학습"), "{강화 학습}");
  EXPECT_EQ(tree("a b AND c d"), "AND({a b}, {c d})");
  EXPECT_EQ(tree("a b OR c d"), "OR({a b}, {c d})");
  EXPECT_EQ(tree("a AND b OR c AND d"), "OR(AND({a}, {b}), AND({c}, {d}))");
  EXPECT_EQ(tree("a OR b AND c OR d"), "OR({a}, AND({b}, {c}), {d})");
  EXPECT_EQ(tree("a AND b AND c"), "AND({a}, {b}, {c})");
  EXPECT_EQ(tree("(a OR b) AND c"), "AND({OR({a}, {b})}, {c})");
  EXPECT_EQ(tree("x (a b) y"), "{x y {a b}}");
  EXPECT_EQ(tree("((a))"), "{{{a}}}");
}

TEST(Parser, Exclusions) {
  EXPECT_EQ(tree("a -b"), "{a -{b}}");
  EXPECT_EQ(tree("a NOT b"), "{a -{b}}");
  EXPECT_EQ(tree("NOT b a"), "{a -{b}}");
  EXPECT_EQ(tree("-b"), "{-{b}}");
  EXPECT_EQ(tree("a -\"b c\""), "{a -{\"b c\"}}");
  EXPECT_EQ(tree("a -(b c)"), "{a -{{b c}}}");
  EXPECT_EQ(tree("a -title:b"), "{a -{title=b}}");
  EXPECT_EQ(tree("a NOT b c"), "{a c -{b}}");
  EXPECT_EQ(tree("zero-shot"), "{zero-shot}");
  EXPECT_EQ(tree("a - b"), "{a - b}");
  EXPECT_EQ(tree("-"), "{-}");
  EXPECT_EQ(tree("a OR -b"), "OR({a}, {-{b}})");
}

TEST(Parser, OperatorsAreCapitalWordsOfTheirOwn) {
  EXPECT_EQ(tree("a and b or not c"), "{a and b or not c}");
  EXPECT_EQ(tree("ANDROID ORB NOTE"), "{ANDROID ORB NOTE}");
  EXPECT_EQ(tree("a AND(b)"), "AND({a}, {{b}})");
  EXPECT_EQ(tree("(a)AND b"), "AND({{a}}, {b})");
  EXPECT_EQ(tree("a AND\"b\""), "AND({a}, {\"b\"})");
  EXPECT_EQ(tree("\"a AND b\""), "{\"a AND b\"}");
  EXPECT_EQ(tree("And Or Not"), "{And Or Not}");
}

TEST(Parser, Fields) {
  EXPECT_EQ(tree("title:diffusion"), "{title=diffusion}");
  EXPECT_EQ(tree("author:\"Tri Dao\" x"), "{x author=Tri Dao}");
  EXPECT_EQ(tree("id:2402.10893v2"), "{id=2402.10893}");
  EXPECT_EQ(tree("id:https://arxiv.org/abs/2402.10893"), "{id=2402.10893}");
  EXPECT_EQ(tree("id:x:abc"), "{id=x:abc}");
  EXPECT_EQ(tree("date:2024"), "{date=20240101..20241231}");
  EXPECT_EQ(tree("date:2024-02"), "{date=20240201..20240231}");
  EXPECT_EQ(tree("date:2024-02-29"), "{date=20240229..20240229}");
  EXPECT_EQ(tree("date:2024-02..2024-03-15"), "{date=20240201..20240315}");
  EXPECT_EQ(tree("date:2024.."), "{date=20240101..99991231}");
  EXPECT_EQ(tree("date:..2024-05"), "{date=0..20240531}");
  EXPECT_EQ(tree("votes:10.."), "{votes=10..1000000000000}");
  EXPECT_EQ(tree("votes:0"), "{votes=0..0}");
  EXPECT_EQ(tree("votes:..5"), "{votes=0..5}");
  EXPECT_EQ(tree("votes:\"3..4\""), "{votes=3..4}");
}

TEST(Parser, UnknownFieldIsText) {
  for (const char* word : {"LAVE:", "foo:bar", "Title:x", "summary:x", "https://example.org/x:y",
                           "10:30", ":", ":x", "::", "date", "제목:모델", "xtitle:y"}) {
    EXPECT_EQ(tree(word), fmt::format("{{{}}}", word));
  }
  EXPECT_EQ(tree("SPAR: Personalized Content"), "{SPAR: Personalized Content}");
}

TEST(Parser, ParenthesesInsideAWordBelongToIt) {
  EXPECT_EQ(tree("f(x)"), "{f(x)}");
  EXPECT_EQ(tree("(f(x) y)"), "{{f(x) y}}");
  EXPECT_EQ(tree("(a)b"), "{b {a}}");
}

TEST(Parser, Columns) {
  const Node node = parse("모델 \"확산 모델\" 𝒳 a");
  ASSERT_EQ(node.words.size(), 3U);
  EXPECT_EQ(node.words[0].column, 1U);
  EXPECT_EQ(node.phrases[0].column, 4U);
  EXPECT_EQ(node.words[1].column, 12U);
  EXPECT_EQ(node.words[2].column, 14U);
}

std::string complaint(std::string_view query) {
  try {
    parse(query);
  } catch (const Error& error) {
    EXPECT_EQ(error.cause(), Cause::query_syntax);
    EXPECT_GT(error.column(), 0U);
    return error.what();
  }
  return "accepted";
}

TEST(Parser, MalformedQueriesNameTheColumn) {
  struct Case {
    const char* query;
    int column;
  };
  for (const Case& c : std::initializer_list<Case>{
           {"", 1},          {"  ", 1},          {"\"", 1},          {"모델 \"확산", 4},
           {"a\"b", 2},      {"(", 1},           {"모델 (a", 4},     {"a)", 2},
           {"모델 )", 4},    {")", 1},           {"()", 2},          {"a ( )", 5},
           {"AND a", 1},     {"OR", 1},          {"모델 NOT", 4},    {"NOT", 1},
           {"NOT NOT a", 1}, {"a NOT AND b", 3}, {"a AND OR b", 7},  {"(OR a)", 2},
           {"title:", 1},    {"모델 date:x", 4}, {"votes:1.5", 1},   {"votes:2..1", 1},
           {"votes:..", 1},  {"date:..", 1},     {"date:2024-1", 1}, {"date:2023-02-29", 1},
           {"id:x", 1},      {"title:\"a", 7},   {"title:\"\"", 1},  {"a -title:", 4},
           {"((a)", 1}}) {
    const std::string said = complaint(c.query);
    EXPECT_EQ(said.rfind(fmt::format("query, column {}: ", c.column), 0), 0U)
        << c.query << " -> " << said;
  }
  for (const char* query : {"a AND", "a OR", "(a AND)", "a OR b AND"}) {
    EXPECT_NE(complaint(query).find("oper"), std::string::npos) << query << complaint(query);
  }
}

TEST(Parser, DepthIsBounded) {
  const auto nested = [](const std::string& open, std::size_t n) {
    std::string query;
    for (std::size_t i = 0; i < n; ++i) query += open;
    return query + "a" + std::string(n, ')');
  };
  EXPECT_EQ(tree(nested("(", 2)), "{{{a}}}");
  EXPECT_NO_THROW(parse(nested("(", 50)));
  for (const char* open : {"(", "-(", "NOT (", "a OR (", "a AND (b "}) {
    EXPECT_NE(complaint(nested(open, 51)).find("nested too deeply"), std::string::npos) << open;
    EXPECT_NE(complaint(nested(open, 100'000)), "accepted");
  }
  EXPECT_NE(complaint(std::string(100'000, '(')), "accepted");
  EXPECT_NO_THROW(parse(std::string(100'000, '-') + "a"));
}

TEST(Parser, RandomQueriesAreReadOrRefusedWithAColumn) {
  constexpr unsigned kSeed = 20240219;
  std::mt19937 random(kSeed);
  const std::vector<std::string> pieces = {
      "a",    "모델",    " ",          "  ",           "\"",
      "(",    ")",       "-",          "AND",          "OR",
      "NOT",  ":",       "title:",     "date:",        "votes:",
      "id:",  "author:", "2024",       "2024-02",      "..",
      "1",    "\t",      "\xff",       "\xea\xb0",     "\xf0\x9f\x98\x80",
      "\x01", "x:",      "2402.10893", "\xe3\x80\x80", std::string(1, '\0')};
  for (int i = 0; i < 100'000; ++i) {
    std::string query;
    for (auto n = random() % 14; n > 0; --n) query += pieces[random() % pieces.size()];
    try {
      describe(parse(query));
    } catch (const Error& error) {
      ASSERT_EQ(error.code(), ErrorCode::usage) << "seed " << kSeed;
      unsigned column = 0;
      ASSERT_EQ(std::sscanf(error.what(), "query, column %u:", &column), 1) << error.what();
      ASSERT_EQ(error.column(), column);
      ASSERT_GE(column, 1U);
      ASSERT_LE(column, query.size() + 1);
    }
  }
}

TEST(Parser, RandomBytesNeverCrash) {
  std::mt19937 random(99);
  for (int i = 0; i < 50'000; ++i) {
    std::string query(random() % 64, ' ');
    for (char& c : query) c = static_cast<char>(random());
    try {
      parse(query);
    } catch (const Error& error) {
      ASSERT_EQ(error.code(), ErrorCode::usage);
    }
  }
}

TEST(DateRange, OptionsTakeTheSameForms) {
  EXPECT_EQ(parse_date_range("2024").low, 20240101);
  EXPECT_EQ(parse_date_range("2024-02").high, 20240231);
  EXPECT_THROW(parse_date_range(""), Error);
  EXPECT_THROW(parse_date_range("yesterday"), Error);
  EXPECT_THROW(parse_date_range("20240101"), Error);
}

}  // namespace
}  // namespace nonmun::query
