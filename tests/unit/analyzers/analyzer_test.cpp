#include "analyzers/analyzer.hpp"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "analyzers/pipeline.hpp"
#include "analyzers/text/fold.hpp"
#include "analyzers/text/utf8.hpp"

namespace nonmun {

void PrintTo(const Token& token, std::ostream* out) {
  *out << token.position << ':' << token.term << '[' << token.begin << ',' << token.end << ")/"
       << static_cast<int>(token.kind);
}

namespace {

// Random text from NONMUN_TEST_SEED, or from a new seed, printed so that a failure can be repeated.
unsigned seed() {
  static const unsigned value = [] {
    const char* given = std::getenv("NONMUN_TEST_SEED");
    const unsigned chosen =
        given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
    std::cout << "NONMUN_TEST_SEED=" << chosen << '\n';
    return chosen;
  }();
  return value;
}

class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return random_() % n; }

  // Well-formed text of all that papers contain and much that they do not.
  std::string valid(std::size_t pieces) {
    std::string out;
    for (std::size_t i = 0; i < pieces; ++i) piece(out);
    return out;
  }

  // The same with bytes overwritten, inserted and cut.
  std::string broken(std::size_t pieces) {
    std::string out = valid(pieces);
    for (std::size_t i = 0; i < pieces / 4 + 1 && !out.empty(); ++i) {
      out[below(out.size())] = static_cast<char>(below(256));
    }
    if (below(3) == 0) out.insert(below(out.size() + 1), "\xED\xA0\x80");  // a lone surrogate
    if (below(3) == 0) out.insert(below(out.size() + 1), 1, '\0');
    return out;
  }

 private:
  void piece(std::string& out) {
    static const std::vector<std::string> kSamples = {"모델은",
                                                      "에서의",
                                                      "합니다",
                                                      "GPT-4o",
                                                      "C++",
                                                      "10⁷",
                                                      "10^-5",
                                                      "1,000",
                                                      "3.5배",
                                                      "ㅋㅋ",
                                                      "①",
                                                      "LLM은",
                                                      "LLaMA2-Chat",
                                                      "들",
                                                      "하는",
                                                      "™",
                                                      "½",
                                                      "e\u0301",
                                                      "\u1112\u1161\u11ab",
                                                      "ｶﾞ",
                                                      "ﾡ",
                                                      "大規模",
                                                      "カタカナ",
                                                      "α",
                                                      "Привет",
                                                      "สวัสดี",
                                                      "👩‍👩‍👧",
                                                      "\u200b",
                                                      "\u00ad",
                                                      "ﬁ",
                                                      "ß",
                                                      "İ",
                                                      "’s",
                                                      "https://a.b/c",
                                                      "$\\times$",
                                                      "\u302e",
                                                      "\u11a8",
                                                      "프레임",
                                                      "도",
                                                      "(",
                                                      ")",
                                                      "\"",
                                                      "%",
                                                      "_",
                                                      "^{"};
    switch (below(8)) {
      case 0:
        out += kSamples[below(kSamples.size())];
        break;
      case 1:
        text::append_utf8(static_cast<char32_t>(0xAC00 + below(11172)), out);
        break;
      case 2:
        out += static_cast<char>(below(128));
        break;
      case 3:
        out += static_cast<char>((below(2) ? 'a' : 'A') + static_cast<int>(below(26)));
        break;
      case 4:
        out += " ";
        break;
      case 5:
        text::append_utf8(scalar(0x3000), out);
        break;
      case 6:
        text::append_utf8(scalar(0x110000), out);
        break;
      default:
        out += kSamples[below(kSamples.size())];
        if (below(2)) out += "-./+^,' "[below(8)];
    }
  }

  char32_t scalar(std::size_t limit) {
    const auto c = static_cast<char32_t>(below(limit));
    return c >= 0xD800 && c <= 0xDFFF ? U'x' : c;
  }

  std::mt19937 random_;
};

bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

bool is_valid_utf8(const std::string& text) {
  text::FoldedText folded;
  text::fold(text, folded);
  return folded.chars.find(U'\uFFFD') == std::u32string::npos;
}

// What every caller may rely on.
void check_contract(std::string_view text, const std::vector<Token>& tokens, bool valid_input) {
  std::uint32_t next_position = 0;
  std::uint32_t last_begin = 0;
  std::size_t term_bytes = 0;
  for (const Token& token : tokens) {
    ASSERT_LT(token.begin, token.end);
    ASSERT_LE(token.end, text.size());
    if (valid_input) {
      ASSERT_TRUE(is_boundary(text, token.begin) && is_boundary(text, token.end));
    }
    ASSERT_GE(token.term.size(), 1U);
    ASSERT_LE(token.term.size(), kMaxTermBytes);
    ASSERT_TRUE(is_valid_utf8(token.term)) << token.term;
    if (token.kind == TokenKind::word) {
      ASSERT_EQ(token.position, next_position);
      ASSERT_GE(token.begin, last_begin);
      last_begin = token.begin;
      ++next_position;
    } else {
      // Forms follow the word whose position they share.
      ASSERT_GT(next_position, 0U);
      ASSERT_EQ(token.position, next_position - 1);
    }
    term_bytes += token.term.size();
  }
  ASSERT_LE(tokens.size(), 4 * text.size() + 4);
  ASSERT_LE(term_bytes, 32 * text.size() + 32);
}

TEST(AnalyzerContract, RandomText) {
  RandomText random(seed());
  Analyzer used;
  for (int round = 0; round < 3000; ++round) {
    const bool valid = round % 2 == 0;
    const std::size_t pieces = 1 + random.below(60);
    const std::string text = valid ? random.valid(pieces) : random.broken(pieces);
    SCOPED_TRACE(text);
    const std::vector<Token> tokens = used.analyze(text);
    ASSERT_NO_FATAL_FAILURE(check_contract(text, tokens, valid));
    ASSERT_EQ(used.analyze(text), tokens);
    if (round % 100 == 0) {
      Analyzer fresh;
      ASSERT_EQ(fresh.analyze(text), tokens);
    }
  }
}

TEST(AnalyzerContract, FastWayGivesTheTokensOfTheSlowWay) {
  RandomText random(seed() + 1);
  Pipeline fast(true);
  Pipeline slow(false);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t pieces = 1 + random.below(60);
    const std::string text = round % 2 == 0 ? random.valid(pieces) : random.broken(pieces);
    std::vector<Token> quick;
    std::vector<Token> careful;
    fast.analyze(text, quick);
    slow.analyze(text, careful);
    ASSERT_EQ(quick, careful) << text;
  }
}

std::vector<std::string> terms(Analyzer& analyzer, const std::string& text) {
  std::vector<std::string> out;
  for (Token& token : analyzer.analyze(text)) out.push_back(std::move(token.term));
  return out;
}

TEST(AnalyzerContract, CompositionDoesNotMatter) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  ASSERT_TRUE(U_SUCCESS(status));
  Analyzer analyzer;
  RandomText random(seed() + 2);
  for (int round = 0; round < 1000; ++round) {
    const auto text = icu::UnicodeString::fromUTF8(random.valid(1 + random.below(30)));
    std::string composed;
    std::string decomposed;
    nfc->normalize(text, status).toUTF8String(composed);
    nfd->normalize(text, status).toUTF8String(decomposed);
    ASSERT_EQ(terms(analyzer, composed), terms(analyzer, decomposed)) << composed;
  }
}

TEST(AnalyzerContract, FullWidthIsAscii) {
  Analyzer analyzer;
  RandomText random(seed() + 3);
  for (int round = 0; round < 500; ++round) {
    std::string ascii;
    std::string wide;
    for (std::size_t i = 0; i < 40; ++i) {
      const auto c = static_cast<char32_t>('!' + random.below(94));
      const bool space = random.below(5) == 0;
      text::append_utf8(space ? U' ' : c, ascii);
      text::append_utf8(space ? U'\u3000' : c + 0xFEE0, wide);
    }
    ASSERT_EQ(terms(analyzer, ascii), terms(analyzer, wide)) << ascii;
  }
}

TEST(AnalyzerContract, OneMegabyteWords) {
  Analyzer analyzer;
  for (const char* unit :
       {"가",          "습니다",       "a", "aB", "7",      "1,000,", "大",  "ㅋ", "\u1112",
        "👩‍👧", "カ",           "ก", "α",  "\u0301", "a-",     "모-", "^",  "https://",
        "\xFF",        "\xED\xA0\x80", "'", "a'"}) {
    std::string text;
    while (text.size() < 1'000'000) text += unit;
    SCOPED_TRACE(unit);
    const std::vector<Token> tokens = analyzer.analyze(text);
    ASSERT_NO_FATAL_FAILURE(check_contract(text, tokens, is_valid_utf8(unit)));
  }
}

TEST(AnalyzerContract, NothingAndSeparators) {
  Analyzer analyzer;
  EXPECT_TRUE(analyzer.analyze("").empty());
  EXPECT_TRUE(analyzer.analyze(" \t\n…—·😀\xFF\xFE").empty());
  EXPECT_EQ(terms(analyzer, std::string("a\0b", 3)),
            (std::vector<std::string>{"a", "a", "b", "b"}));
  EXPECT_EQ(terms(analyzer, "모델\xFF은하"), (std::vector<std::string>{"모델", "은하"}));
  EXPECT_FALSE(Analyzer::fingerprint().empty());
}

}  // namespace
}  // namespace nonmun
