#include "searcher/query/query_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nonmun/error.hpp>
#include <set>

#include "analyzers/text/ascii.hpp"
#include "analyzers/text/utf8.hpp"
#include "searcher/query/lexer.hpp"
#include "searcher/query/parser.hpp"
#include "tests/unit/searcher/query/trees.hpp"

namespace nonmun::query {
namespace {

std::string canonical(std::string_view query) {
  return to_text(parse(query));
}

TEST(QueryText, SaysWhatWasTyped) {
  for (const char* query : {"강화학습",
                            "\"확산 모델\" 비디오 -음성",
                            "a b AND c d",
                            "a OR b AND c OR d",
                            "(a OR b) AND c",
                            "x (a b) (y OR z)",
                            "a -\"b c\"",
                            "a -title:b",
                            "a -(b c)",
                            "a +\"b c\"",
                            "+양자화 +증류",
                            "title:diffusion author:\"Tri Dao\"",
                            "date:2024-02..2024-03 votes:10..",
                            "모델 date:last-month",
                            "\"a b\"~5",
                            "diffus* 강화*",
                            "C++ A* zero-shot GPT-4o f(x) 50%",
                            "확산 모델(Diffusion Model)을",
                            "2312.00752 Mamba",
                            "SPAR: https://example.org/x:y",
                            "작년 확산 모델",
                            "AIME 2024",
                            "- / --a",
                            "section:performance id:x:abc"}) {
    EXPECT_EQ(canonical(query), query);
  }
}

TEST(QueryText, OneTextForAllThatMeanTheSame) {
  EXPECT_EQ(canonical("  a   NOT b c "), "a c -b");
  EXPECT_EQ(canonical("((a))"), "a");
  EXPECT_EQ(canonical("(a AND b) || c"), "a AND b OR c");
  EXPECT_EQ(canonical("a AND (b AND c)"), "a AND (b AND c)");
  EXPECT_EQ(canonical("x ((a b))"), "x (a b)");
  EXPECT_EQ(canonical("a NEAR/3 b c"), "\"a b\"~3 c");
  EXPECT_EQ(canonical("a NEAR/90 b NEAR/90 c"), "\"a b c\"~99");
  EXPECT_EQ(canonical("“확산 모델”을 저자:\"Tri Dao\""), "\"확산 모델\" author:\"Tri Dao\"");
  EXPECT_EQ(canonical("한계 arXiv:2312.00752"), "2312.00752 한계");
  Reading reading;
  reading.today = paper::Day::parse("2025-04-10").value();
  EXPECT_EQ(to_text(parse("2025년 4월", reading).node), "date:\"2025년 4월\"");
  EXPECT_EQ(to_text(parse("2024년 이후", reading).node), "date:2024-01-01..");
  EXPECT_EQ(canonical("-https://arxiv.org/abs/2312.00752 a"), "a -2312.00752");
  EXPECT_EQ(canonical("-\"\""), "-\"\"");
}

TEST(QueryText, SyntaxThatIsTextIsLeftOut) {
  EXPECT_EQ(canonical("a \"b"), "a b");
  EXPECT_EQ(canonical("1) LLM 2) RAG의"), "1 LLM 2 RAG의");
  EXPECT_EQ(canonical("LLM AND"), "LLM and");
  EXPECT_EQ(canonical("date:x ("), "date x /");
  EXPECT_EQ(canonical("title:\"\" b"), "title \"\" b") << "a field without a value is text";
}

TEST(QueryText, ASentenceStaysOneAndNothingElseBecomesOne) {
  const std::string sentence =
      "본 연구에서 제시한 모델은 기존의 -Oz 최적화 수준을 5%까지 크게 향상 시켰다.";
  EXPECT_EQ(canonical(sentence),
            "본 연구에서 제시한 모델은 기존의 Oz 최적화 수준을 5%까지 크게 향상 시켰다.");
  // Two exclusions outweigh two particles, one does not.
  Node node = parse("모델은 u 수준을 v w x -y -z");
  EXPECT_EQ(to_text(node), "모델은 u 수준을 v w x -y -z");
  ASSERT_EQ(node.excluded.size(), 2U);
  node.excluded.pop_back();
  node.words.push_back({"z"});
  const std::string text = to_text(node);
  EXPECT_EQ(text, "((모델은 u 수준을 v w x z -y))");
  EXPECT_EQ(canonical(text), text);
  EXPECT_EQ(parse(text).groups.at(0).groups.at(0).excluded.size(), 1U);
}

/// The words, phrases, ids and conditions of a tree, and what is required or excluded; words
/// without the syntax in them, which the text cannot say everywhere.
void collect(const Node& node, const std::string& sign, std::multiset<std::string>& leaves) {
  for (const Node& operand : node.operands) {
    collect(operand, sign + (node.kind == Node::Kind::all ? "&" : ""), leaves);
  }
  Node alone;
  for (const Word& word : node.words) {
    for (Word& part : words(text::ascii_lowered(without_syntax(word.text))).words) {
      part.prefix = word.prefix && without_syntax(word.text) == word.text;
      alone.words = {part};
      leaves.insert(sign + describe(alone));
    }
  }
  alone = {};
  for (const Phrase& phrase : node.phrases) {
    alone.phrases = {phrase};
    leaves.insert(sign + describe(alone));
  }
  alone = {};
  for (const Filter& filter : node.filters) {
    alone.filters = {filter};
    leaves.insert(sign + describe(alone));
  }
  for (const std::string& id : node.ids) leaves.insert(sign + "#" + id);
  for (const Node& group : node.groups) collect(group, sign, leaves);
  for (const Node& required : node.required) collect(required, sign + "+", leaves);
  for (const Node& excluded : node.excluded) collect(excluded, sign + "-", leaves);
}

std::multiset<std::string> leaves(const Node& node) {
  std::multiset<std::string> all;
  collect(node, "", all);
  return all;
}

bool follows_the_grammar(std::string_view query) {
  Reading strict;
  strict.strict = true;
  try {
    parse(query, strict);
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// Parse, print, parse: the same text again, and nothing to assume about it.
void expect_stable(const std::string& query) {
  const Node node = parse(query);
  const std::string text = to_text(node);
  ASSERT_EQ(canonical(text), text) << "of: " << query;
  ASSERT_TRUE(follows_the_grammar(text)) << text << " of: " << query;
  if (node.empty()) return;
  ASSERT_FALSE(text.empty()) << query;
  if (!follows_the_grammar(query)) return;
  Reading strict;
  strict.strict = true;
  if (describe(node) == describe(parse(query, strict).node)) {  // no sentence
    ASSERT_EQ(leaves(parse(text)), leaves(node)) << text << " of: " << query;
  }
}

TEST(QueryText, OfRandomPiecesIsStable) {
  constexpr unsigned kSeed = 20240219;
  std::mt19937 random(kSeed);
  for (int i = 0; i < 30'000; ++i) {
    ASSERT_NO_FATAL_FAILURE(expect_stable(random_query(random))) << "seed " << kSeed;
  }
}

TEST(QueryText, OfRandomWordsIsStable) {
  static const std::vector<std::string> kWords = {
      "모델은", "확산", "수준을", "of",   "the",  "AND",        "OR",     "NOT a",   "-b",
      "+c",     "(d",   "e)",     "f(x",  "y)를", "\"g h\"",    "\"i",    "title:j", "date:2024-02",
      "votes:", "k*",   "작년",   "2024", "l.",   "2312.00752", "NEAR/2", "C++",     "~3"};
  std::mt19937 random(7);
  for (int i = 0; i < 10'000; ++i) {
    std::string query;
    for (auto n = random() % 16; n > 0; --n) query += kWords[random() % kWords.size()] + " ";
    ASSERT_NO_FATAL_FAILURE(expect_stable(query));
  }
}

TEST(QueryText, OfRandomBytesAndUnicodeIsStable) {
  std::mt19937 random(99);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(random() % 48, ' ');
    for (char& c : bytes) c = static_cast<char>(random());
    ASSERT_NO_FATAL_FAILURE(expect_stable(bytes));
    std::string unicode;
    for (auto n = random() % 24; n > 0; --n) {
      // Half of it where letters, digits and syntax are.
      const auto c =
          static_cast<char32_t>(random() % 2 == 0 ? random() % 0x80 : random() % 0x110000);
      if (c < 0xD800 || c > 0xDFFF) text::append_utf8(c, unicode);
    }
    ASSERT_NO_FATAL_FAILURE(expect_stable(unicode));
  }
}

class RandomTree {
 public:
  explicit RandomTree(unsigned seed) : random_(seed) {}

  Node node(int depth) {
    Node node;
    if (depth > 0 && below(3) == 0) {
      node.kind = below(2) == 0 ? Node::Kind::all : Node::Kind::any;
      for (auto n = below(3) + 2; n > 0; --n) node.operands.push_back(this->node(depth - 1));
      return node;
    }
    for (auto n = below(3) + 1; n > 0; --n) node.words.push_back(word());
    for (auto n = below(2); n > 0; --n) node.phrases.push_back(phrase());
    for (auto n = below(2); n > 0; --n) node.filters.push_back(filter());
    for (auto n = below(2); n > 0; --n) node.required.push_back(single(depth));
    for (auto n = below(2); n > 0; --n) node.excluded.push_back(single(depth));
    for (auto n = below(2); n > 0 && depth > 0; --n) node.groups.push_back(this->node(depth - 1));
    return node;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  Word word() {
    static const std::vector<std::string> kTexts = {"모델", "강화학습은", "LLM", "zero-shot",
                                                    "C++"};
    Word word;
    word.text = kTexts[below(kTexts.size())];
    word.prefix = below(6) == 0;
    return word;
  }
  Phrase phrase() {
    Phrase phrase{"확산 모델", 0, {}};
    if (below(2) == 0) phrase.within = below(100);
    return phrase;
  }
  Filter filter() {
    const std::string text = below(2) == 0 ? "title:\"확산 모델\"" : "votes:3..4";
    return parse(text).filters.at(0);
  }
  Node single(int depth) {
    Node node;
    switch (below(4)) {
      case 0:
        node.phrases.push_back(phrase());
        break;
      case 1:
        node.filters.push_back(filter());
        break;
      case 2:
        if (depth > 0) {
          node.groups.push_back(this->node(depth - 1));
          break;
        }
        [[fallthrough]];
      default:
        node.words.push_back(word());
    }
    return node;
  }

  std::mt19937 random_;
};

TEST(QueryText, OfRandomTreesSaysAllOfThem) {
  RandomTree trees(3);
  for (int i = 0; i < 5'000; ++i) {
    const Node tree = trees.node(3);
    const std::string text = to_text(tree);
    ASSERT_EQ(leaves(parse(text)), leaves(tree)) << text;
    ASSERT_EQ(canonical(text), text);
    ASSERT_TRUE(follows_the_grammar(text)) << text;
  }
}

TEST(QueryText, OfTheJudgedQueriesIsStable) {
  const char* shared = std::getenv("NONMUN_SHARED_DIR");
  const std::filesystem::path path =
      std::filesystem::path(shared != nullptr ? shared : NONMUN_SHARED_DIR) / "relevance" /
      "queries.tsv";
  std::ifstream file(path);
  if (!file) GTEST_SKIP() << "no " << path << " (set NONMUN_SHARED_DIR)";
  std::size_t count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    ASSERT_NO_FATAL_FAILURE(expect_stable(line.substr(line.rfind('\t') + 1)));
  }
  EXPECT_GT(count, 100U);
}

}  // namespace
}  // namespace nonmun::query
