#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "analyzers/analyzer.hpp"

namespace nonmun::korean {
namespace {

std::vector<std::string> words_of(Analyzer& analyzer, const std::string& text) {
  std::vector<std::string> words;
  for (const Token& token : analyzer.analyze(text)) {
    if (token.kind == TokenKind::word) words.push_back(token.term);
  }
  return words;
}

// Every line of the table: input, words, category, and why when it is not obvious.
TEST(KoreanVectors, EveryLineGivesItsWords) {
  std::ifstream file(NONMUN_SOURCE_DIR "/tests/unit/analyzers/korean/vectors.tsv");
  ASSERT_TRUE(file);
  Analyzer analyzer;
  std::string line;
  int vectors = 0;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream columns(line);
    std::string input;
    std::string expected;
    std::getline(columns, input, '\t');
    std::getline(columns, expected, '\t');
    std::istringstream list(expected);
    std::vector<std::string> words{std::istream_iterator<std::string>(list), {}};
    std::vector<std::string> got = words_of(analyzer, input);
    std::sort(words.begin(), words.end());
    std::sort(got.begin(), got.end());
    EXPECT_EQ(got, words) << "line " << number << ": " << line;
    ++vectors;
  }
  EXPECT_GT(vectors, 280);
}

// Words that look inflected and are not.
TEST(KoreanVectors, NounsStayWhole) {
  Analyzer analyzer;
  for (const char* noun :
       {"나이",   "카메라",     "바나나",   "미디어",   "데이터", "회의", "결과",
        "이미지", "대회",       "고양이",   "보고",     "언어",   "단어", "프레임",
        "게임",   "디스플레이", "민주주의", "회로",     "속도",   "각도", "경로",
        "제로",   "몬테카를로", "정확도",   "초해상도", "라마",   "소라"}) {
    EXPECT_EQ(words_of(analyzer, noun), std::vector<std::string>{noun});
  }
}

// All forms of a word lead to one term, so that a query in any of them finds the others.
TEST(KoreanVectors, FormsMeet) {
  Analyzer analyzer;
  const std::vector<std::vector<const char*>> families = {
      {"만들다", "만드는", "만든", "만들었다", "만들어", "만들고", "만듭니다", "만들기"},
      {"높은", "높다", "높게", "높았다", "높습니다"},
      {"어려운", "어렵다", "어려워", "어려움", "어려웠다"},
      {"나타내는", "나타낸", "나타냈다", "나타냅니다", "나타내며"},
      {"고양이", "고양이가", "고양이는", "고양이들은", "고양이의"},
      {"생성", "생성하는", "생성된", "생성했다", "생성합니다", "생성을", "생성에서의"},
  };
  for (const auto& family : families) {
    const auto first = words_of(analyzer, family.front());
    for (const char* form : family) EXPECT_EQ(words_of(analyzer, form), first) << form;
  }
}

}  // namespace
}  // namespace nonmun::korean
