// What a query of the largest size costs, counted: no time is measured.

#include <gtest/gtest.h>

#include <nonmun/search.hpp>
#include <random>

#include "analyzers/text/utf8.hpp"
#include "searcher/query/query_text.hpp"
#include "tests/unit/searcher/plan/fake_vocabulary.hpp"

namespace nonmun::plan {
namespace {

/// Counts what is asked of it.
class CountingVocabulary : public FakeVocabulary {
 public:
  std::uint32_t frequency(const std::string& term) const override {
    ++lookups;
    return FakeVocabulary::frequency(term);
  }
  std::uint32_t papers_with_both(const std::vector<std::string>& left,
                                 const std::vector<std::string>& right) const override {
    ++searches;
    return FakeVocabulary::papers_with_both(left, right);
  }
  std::uint32_t papers_with_phrase(const std::vector<std::string>& terms) const override {
    ++searches;
    return FakeVocabulary::papers_with_phrase(terms);
  }
  Beginning terms_with_prefix(const std::string& prefix, std::size_t max) const override {
    ++scans;
    return FakeVocabulary::terms_with_prefix(prefix, max);
  }

  mutable std::size_t lookups = 0;   ///< of the frequency of a term
  mutable std::size_t searches = 0;  ///< of papers
  mutable std::size_t scans = 0;     ///< of the terms that begin alike
};

struct Size {
  std::size_t nodes = 0;
  std::size_t terms = 0;
};

void measure(const Node& node, Size& size) {
  ++size.nodes;
  size.terms += node.terms.size();
  for (const Node& child : node.children) measure(child, size);
}

/// Phrases of neighbours, each of which is a search of its own.
std::size_t count_pairs(const Node& node) {
  std::size_t count = node.mechanism == Mechanism::adjacency && node.op == Op::phrase ? 1 : 0;
  for (const Node& child : node.children) count += count_pairs(child);
  return count;
}

class WorkTest : public testing::Test {
 protected:
  WorkTest() {
    vocabulary_.words = {{"강화", 50},       {"학습", 400},  {"강화학습", 30}, {"확산", 90},
                         {"모델", 700},      {"model", 600}, {"diffus", 80},   {"llm", 300},
                         {"트랜스포머", 70}, {"소프트", 5}};
    vocabulary_.set_hangul_lexicon(
        {"강화", "학습", "강화학습", "확산", "모델", "트랜스포머", "소프트"});
    vocabulary_.set_latin_lexicon(
        {{"diffus", "diffusion", 80}, {"llm", "llm", 300}, {"model", "model", 600}});
    vocabulary_.phrases[{"강화", "학습"}] = 30;
    vocabulary_.both = 10;
  }

  /// Reads, prints and plans a query of kMaxQueryBytes and checks what it cost.
  void expect_bounded(const std::string& query, const std::string& what) {
    // A word costs at least two bytes: itself and what separates it.
    constexpr std::size_t kWords = kMaxQueryBytes / 2;
    vocabulary_.lookups = vocabulary_.searches = vocabulary_.scans = 0;
    const query::Query read = query::parse(query, {});
    Notes notes;
    Size size;
    const Node root = Planner(analyzer_, vocabulary_, settings_, notes).plan(read.node);
    measure(root, size);
    const std::size_t pairs = count_pairs(root);
    EXPECT_LE(size.nodes, 4 * kWords) << what;
    EXPECT_LE(size.terms, 8 * kWords) << what;
    EXPECT_LE(vocabulary_.lookups, 20 * kWords) << what;
    EXPECT_LE(vocabulary_.searches, kWords / 2) << what;
    EXPECT_LE(vocabulary_.scans, kWords) << what;
    EXPECT_LE(pairs, 400U) << what;
    EXPECT_LE(query::to_text(read.node).size(), 2 * kMaxQueryBytes) << what;
  }

  static std::string filled(const std::string& piece) {
    std::string query;
    while (query.size() + piece.size() <= kMaxQueryBytes) query += piece;
    return query;
  }

  Analyzer analyzer_;
  Settings settings_;
  CountingVocabulary vocabulary_;
};

TEST_F(WorkTest, OfOnePieceRepeated) {
  for (const char* piece : {"a ",
                            "a",
                            "가",
                            "가 ",
                            "강화 학습 ",
                            "강화학습",
                            "강화학습 ",
                            "강하학습 ",
                            "difusion ",
                            "model-",
                            "GPT-4o ",
                            "diffus* ",
                            "a* ",
                            "ㄱ",
                            "rkdghk ",
                            "트렌스포머 ",
                            "\"강화 학습\" ",
                            "\"",
                            "(",
                            "(a ",
                            "-강화 ",
                            "+a ",
                            "a AND ",
                            "a OR ",
                            "NOT ",
                            "title:model ",
                            "author:\"A B\" ",
                            "date:2024 ",
                            "작년 ",
                            "70억 ",
                            "7B ",
                            "2312.00752 ",
                            "a NEAR/9 ",
                            "소프트 ",
                            "\xff",
                            ":",
                            "é "}) {
    expect_bounded(filled(piece), piece);
  }
}

TEST_F(WorkTest, OfRandomText) {
  std::mt19937 random(8192);
  static const std::vector<std::string> kPieces = {
      "강화", "학습", "모델", "확산", "트렌스", "model", "difusion", "LLM", " ",  " ",   " ",
      "\"",   "(",    ")",    "-",    "AND ",   "OR ",   "title:",   "*",   "을", "7B ", "2024 "};
  for (int i = 0; i < 40; ++i) {
    std::string pieces, bytes, unicode;
    while (pieces.size() < kMaxQueryBytes - 16) pieces += kPieces[random() % kPieces.size()];
    while (bytes.size() < kMaxQueryBytes) bytes += static_cast<char>(random());
    while (unicode.size() < kMaxQueryBytes - 4) {
      constexpr char32_t kHangul = 0xAC00;
      const auto c = static_cast<char32_t>(random() % 3 == 0   ? random() % 0x80
                                           : random() % 2 == 0 ? kHangul + random() % 11'172
                                                               : random() % 0x110000);
      if (c < 0xD800 || c > 0xDFFF) text::append_utf8(c, unicode);
    }
    expect_bounded(pieces, "pieces");
    expect_bounded(bytes, "bytes");
    expect_bounded(unicode, "unicode");
  }
}

}  // namespace
}  // namespace nonmun::plan
