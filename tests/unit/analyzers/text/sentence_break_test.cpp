#include "analyzers/text/sentence_break.hpp"

#include <gtest/gtest.h>

#include <string>

namespace nonmun::text {
namespace {

std::vector<std::string> sentences(const std::string& text) {
  SentenceBreaker breaker;
  std::vector<std::string> out;
  std::size_t begin = 0;
  for (const std::size_t end : breaker.ends(text)) {
    out.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return out;
}

TEST(SentenceBreaker, KoreanAndEnglish) {
  EXPECT_EQ(sentences("모델은 3.5배 빠르다. GPT-4o is slower! 왜?"),
            (std::vector<std::string>{"모델은 3.5배 빠르다. ", "GPT-4o is slower! ", "왜?"}));
  EXPECT_EQ(sentences("no end"), std::vector<std::string>{"no end"});
  EXPECT_EQ(sentences(""), std::vector<std::string>{""});
}

TEST(SentenceBreaker, AnyBytesAddUp) {
  SentenceBreaker breaker;
  for (const std::string& text : {std::string("a. \xff\xfe b. \xea\xb0"), std::string(1, '\0'),
                                  std::string("끝.\xF0\x9F. 시작")}) {
    std::size_t before = 0;
    for (const std::size_t end : breaker.ends(text)) {
      EXPECT_GE(end, before);
      before = end;
    }
    EXPECT_EQ(before, text.size());
  }
}

}  // namespace
}  // namespace nonmun::text
