#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "analyzers/analyzer.hpp"

namespace nonmun {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

// Each term with the source text that it covers, less surfaces: they cover what their words do.
std::vector<std::pair<std::string, std::string>> spans(const std::string& text) {
  Analyzer analyzer;
  std::vector<std::pair<std::string, std::string>> out;
  for (const Token& token : analyzer.analyze(text)) {
    if (token.kind == TokenKind::surface) continue;
    out.emplace_back(token.term, text.substr(token.begin, token.end - token.begin));
  }
  return out;
}

TEST(Offsets, AKoreanWordCoversItsParticle) {
  EXPECT_THAT(spans("그 모델의 성능"),
              ElementsAre(Pair("그", "그"), Pair("모델", "모델의"), Pair("성능", "성능")));
}

TEST(Offsets, AGluedParticleBelongsToTheWord) {
  EXPECT_THAT(spans("LLM은"), ElementsAre(Pair("llm", "LLM은")));
  EXPECT_THAT(spans("GPT-4를"),
              ElementsAre(Pair("gpt", "GPT"), Pair("gpt4", "GPT-4를"), Pair("4", "4를")));
}

TEST(Offsets, NotAcrossABracket) {
  EXPECT_THAT(spans("모델(LLM)은"), ElementsAre(Pair("모델", "모델"), Pair("llm", "LLM")));
}

TEST(Offsets, PartsPointIntoTheWord) {
  EXPECT_THAT(spans("ChatGPT"),
              ElementsAre(Pair("chatgpt", "ChatGPT"), Pair("chat", "Chat"), Pair("gpt", "GPT")));
}

TEST(Offsets, FoldingKeepsThem) {
  EXPECT_THAT(spans("ＬＬＭ은 1,000"), ElementsAre(Pair("llm", "ＬＬＭ은"), Pair("1000", "1,000")));
  EXPECT_THAT(spans("ﬁne"), ElementsAre(Pair("fine", "ﬁne")));
  EXPECT_THAT(spans("10⁷"), ElementsAre(Pair("10", "10"), Pair("10^7", "10⁷"), Pair("7", "⁷")));
  const std::string nfd = "\u1106\u1169\u1103\u1166\u11AF\u110B\u1173\u11AB";  // 모델은
  EXPECT_THAT(spans(nfd), ElementsAre(Pair("모델", nfd)));
}

TEST(Offsets, HanBigramsOverlap) {
  EXPECT_THAT(spans("大規模 字"),
              ElementsAre(Pair("大規", "大規"), Pair("規模", "規模"), Pair("字", "字")));
}

}  // namespace
}  // namespace nonmun
