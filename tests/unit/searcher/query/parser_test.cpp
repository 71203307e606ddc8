#include "searcher/query/parser.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nonmun/error.hpp>
#include <random>

#include "tests/unit/searcher/query/trees.hpp"

namespace nonmun::query {
namespace {

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
  EXPECT_EQ(tree("a !b"), "{a -{b}}");
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
  EXPECT_EQ(tree("a --b"), "{a --b}");
  EXPECT_EQ(tree("a －비디오"), "{a -{비디오}}");
}

TEST(Parser, RequiredWords) {
  EXPECT_EQ(tree("+양자화 +증류"), "{+{양자화} +{증류}}");
  EXPECT_EQ(tree("a +\"b c\" +(d OR e)"), "{a +{\"b c\"} +{OR({d}, {e})}}");
  EXPECT_EQ(tree("C++ c+ + +5%"), "{C++ c+ + +5%}");
}

TEST(Parser, OperatorsAreCapitalWordsOfTheirOwn) {
  EXPECT_EQ(tree("a and b or not c"), "{a and b or not c}");
  EXPECT_EQ(tree("ANDROID ORB NOTE"), "{ANDROID ORB NOTE}");
  EXPECT_EQ(tree("a AND(b)"), "AND({a}, {{b}})");
  EXPECT_EQ(tree("(a)AND b"), "AND({{a}}, {b})");
  EXPECT_EQ(tree("\"a AND b\""), "{\"a AND b\"}");
  EXPECT_EQ(tree("And Or Not"), "{And Or Not}");
  EXPECT_EQ(tree("a && b || c | d"), "OR(AND({a}, {b}), {c}, {d})");
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
  EXPECT_EQ(tree("section:performance"), "{section=performance}");
}

TEST(Parser, FieldsInAnyCaseAndInKorean) {
  EXPECT_EQ(tree("Title:diffusion"), "{title=diffusion}");
  EXPECT_EQ(tree("제목:확산 저자:\"Tri Dao\" 날짜:2024 추천:10.."),
            "{title=확산 author=Tri Dao date=20240101..20241231 votes=10..1000000000000}");
}

TEST(Parser, UnknownFieldIsText) {
  for (const char* word : {"LAVE:", "foo:bar", "summary:x", "https://example.org/x:y", "10:30", ":",
                           ":x", "::", "date", "xtitle:y"}) {
    EXPECT_EQ(tree(word), fmt::format("{{{}}}", word));
  }
  EXPECT_EQ(tree("SPAR: Personalized Content"), "{SPAR: Personalized Content}");
}

TEST(Parser, ParenthesesGluedToAWordAreText) {
  EXPECT_EQ(tree("f(x)"), "{f(x)}");
  EXPECT_EQ(tree("(f(x) y)"), "{{f(x) y}}");
  EXPECT_EQ(tree("확산 모델(Diffusion Model)을"), "{확산 모델(Diffusion Model)을}");
  EXPECT_EQ(tree("모델(A OR -B \"c d\")의 x"), "{모델(A OR -B \"c d\")의 x}");
  EXPECT_EQ(tree("(a b)을"), "{(a b)을}");
  EXPECT_EQ(tree("(a)(b)"), "{{a} {b}}");
}

TEST(Parser, PhrasesWithParticlesAndDistances) {
  EXPECT_EQ(tree("\"확산 모델\"을 x"), "{x \"확산 모델\"}");
  EXPECT_EQ(tree("“확산 모델” x"), "{x \"확산 모델\"}");
  EXPECT_EQ(tree("\"a b\"~5"), "{\"a b\"~5}");
  EXPECT_EQ(tree("a NEAR/3 b c"), "{c \"a b\"~3}");
  EXPECT_EQ(tree("a NEAR/3 b NEAR/2 c"), "{\"a b c\"~6}");
  EXPECT_EQ(tree("NEAR/3 b"), "{NEAR/3 b}");
}

TEST(Parser, BeginningsOfWords) {
  EXPECT_EQ(tree("diffus* 강화*"), "{diffus* 강화*}");
  EXPECT_TRUE(parse("diffus*").words[0].prefix);
  for (const char* text : {"A*", "*", "**bold**", "a*b", "x**"}) {
    EXPECT_FALSE(parse(text).words[0].prefix) << text;
  }
}

TEST(Parser, IdsAnywhere) {
  EXPECT_EQ(tree("2312.00752"), "{#2312.00752}");
  EXPECT_EQ(tree("2312.00752의 한계"), "{한계 #2312.00752}");
  EXPECT_EQ(tree("arXiv 2312.00752"), "{#2312.00752}");
  EXPECT_EQ(tree("[Mamba](https://arxiv.org/abs/2312.00752)를 2401.04088"),
            "{Mamba #2312.00752 #2401.04088}");
  EXPECT_EQ(tree("a OR 2312.00752"), "OR({a}, {#2312.00752})");
  Reading reading;
  reading.has_paper = [](std::string_view) { return false; };
  EXPECT_EQ(describe(parse("버전 2312.00752", reading).node), "{버전 2312.00752}");
  const Query missing = parse("https://arxiv.org/abs/2312.00752", reading);
  EXPECT_TRUE(missing.node.empty());
  EXPECT_EQ(missing.notes, std::vector<std::string>{"the index has no paper 2312.00752"});
}

TEST(Parser, TimesBesideOtherWordsArePreferences) {
  Reading reading;
  reading.today = paper::Day::parse("2025-04-10").value();
  const Node node = parse("작년 확산 모델", reading).node;
  EXPECT_EQ(describe(node), "{작년@ 확산 모델}");
  ASSERT_EQ(node.times.size(), 1U);
  EXPECT_EQ(node.times[0].range, (Range{20240101, 20241231}));
  EXPECT_EQ(describe(parse("AIME 2024", reading).node), "{AIME 2024@}");
  EXPECT_EQ(describe(parse("2024", reading).node), "{2024}");
  const Query alone = parse("2025년 4월", reading);
  EXPECT_EQ(describe(alone.node), "{date=20250401..20250431}");
  EXPECT_EQ(alone.notes.size(), 1U);
}

TEST(Parser, InASentenceOnlyIdsAndTimesMeanAnything) {
  const std::string text =
      "본 연구에서 제시한 모델은 기존\"의 -Oz 최적화 NOT 수준을 5%까지 (향상) title: 시켰다.";
  const Query query = parse(text, Reading{});
  EXPECT_EQ(describe(query.node), "{" + text + "}");
  ASSERT_EQ(query.notes.size(), 1U);
  EXPECT_NE(query.notes[0].find("-Oz and NOT"), std::string::npos) << query.notes[0];
}

TEST(Parser, Columns) {
  const Node node = parse("모델 \"확산 모델\" 𝒳 a");
  ASSERT_EQ(node.words.size(), 3U);
  EXPECT_EQ(node.words[0].column, 1U);
  EXPECT_EQ(node.phrases[0].column, 4U);
  EXPECT_EQ(node.words[1].column, 12U);
  EXPECT_EQ(node.words[2].column, 14U);
}

/// What a strict reading says.
std::string complaint(std::string_view query) {
  Reading strict;
  strict.strict = true;
  try {
    parse(query, strict);
  } catch (const Error& error) {
    EXPECT_EQ(error.cause(), Cause::query_syntax);
    EXPECT_GT(error.column(), 0U);
    return error.what();
  }
  return "accepted";
}

TEST(Parser, WhatHasNoPlaceIsTextOrAnErrorOfAStrictReading) {
  struct Case {
    const char* query;
    int column;
    const char* tree;
  };
  for (const Case& c : std::initializer_list<Case>{{"\"", 1, "{\"}"},
                                                   {"모델 \"확산", 4, "{모델 \"확산}"},
                                                   {"a\"b", 2, "{a\"b}"},
                                                   {"(", 1, "{(}"},
                                                   {"모델 (a", 4, "{모델 (a}"},
                                                   {"1) LLM 2) RAG의", 2, "{1) LLM 2) RAG의}"},
                                                   {")", 1, "{)}"},
                                                   {"()", 1, "{}"},
                                                   {"a ( )", 3, "{a}"},
                                                   {"AND a", 1, "{AND a}"},
                                                   {"OR", 1, "{OR}"},
                                                   {"모델 NOT", 4, "{모델 NOT}"},
                                                   {"NOT NOT a", 1, "{NOT -{a}}"},
                                                   {"a AND OR b", 3, "OR({a AND}, {b})"},
                                                   {"(OR a)", 2, "{{OR a}}"},
                                                   {"title:", 1, "{title:}"},
                                                   {"모델 date:x", 4, "{모델 date:x}"},
                                                   {"votes:1.5", 1, "{votes:1.5}"},
                                                   {"votes:2..1", 1, "{votes:2..1}"},
                                                   {"date:2024-1", 1, "{date:2024-1}"},
                                                   {"date:2023-02-29", 1, "{date:2023-02-29}"},
                                                   {"id:x", 1, "{id:x}"},
                                                   {"autor:x", 1, "{autor:x}"},
                                                   {"((a)", 1, "{(({a}}"}}) {
    const std::string said = complaint(c.query);
    EXPECT_EQ(said.rfind(fmt::format("query, column {}: ", c.column), 0), 0U)
        << c.query << " -> " << said;
    const Query lenient = parse(c.query, Reading{});
    EXPECT_FALSE(lenient.notes.empty()) << c.query;
    if (std::string_view(c.tree) != "{(({a}}") {
      EXPECT_EQ(describe(lenient.node), c.tree) << c.query;
    }
  }
  EXPECT_EQ(complaint("확산 모델(Diffusion Model)을 \"a b\"~3 (x OR y)"), "accepted");
}

TEST(Parser, ANoteForEachAssumptionOnce) {
  EXPECT_EQ(parse("1) a 2) b", Reading{}).notes.size(), 1U);
  EXPECT_NE(parse("autor:Dao", Reading{}).notes.at(0).find("author:"), std::string::npos);
  EXPECT_TRUE(parse("SPAR: a", Reading{}).notes.empty());
}

TEST(Parser, DepthIsBounded) {
  const auto nested = [](const std::string& open, std::size_t n) {
    std::string query;
    for (std::size_t i = 0; i < n; ++i) query += open;
    return query + "a" + std::string(n, ')');
  };
  EXPECT_EQ(tree(nested("(", 2)), "{{{a}}}");
  EXPECT_EQ(complaint(nested("(", 50)), "accepted");
  for (const char* open : {"(", "-(", "NOT (", "a OR (", "a AND (b "}) {
    EXPECT_NE(complaint(nested(open, 51)).find("nested too deeply"), std::string::npos) << open;
    EXPECT_NO_THROW(parse(nested(open, 100'000)));
  }
  EXPECT_NO_THROW(parse(std::string(100'000, '(')));
  EXPECT_NO_THROW(parse(std::string(100'000, '-') + "a"));
}

TEST(Parser, EveryTextIsAQuery) {
  constexpr unsigned kSeed = 20240219;
  std::mt19937 random(kSeed);
  for (int i = 0; i < 100'000; ++i) {
    const std::string query = random_query(random);
    ASSERT_NO_THROW(describe(parse(query))) << "seed " << kSeed << ": " << query;
    unsigned column = 0;
    if (const std::string said = complaint(query); said != "accepted") {
      ASSERT_EQ(std::sscanf(said.c_str(), "query, column %u:", &column), 1) << said;
      ASSERT_GE(column, 1U);
      ASSERT_LE(column, query.size() + 1);
    }
  }
}

TEST(Parser, RandomBytesAreAQuery) {
  std::mt19937 random(99);
  for (int i = 0; i < 50'000; ++i) {
    std::string query(random() % 64, ' ');
    for (char& c : query) c = static_cast<char>(random());
    ASSERT_NO_THROW(parse(query));
  }
}

}  // namespace
}  // namespace nonmun::query
