#include "analyzers/variants/loan_spellings.hpp"

#include <gmock/gmock.h>

#include "analyzers/text/jamo.hpp"

namespace nonmun::variants {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

TEST(LoanSpellings, OneWordWrittenInTwoWays) {
  for (const auto& [a, b] :
       std::initializer_list<std::pair<const char*, const char*>>{{"컨텐츠", "콘텐츠"},
                                                                  {"캐쉬", "캐시"},
                                                                  {"퓨젼", "퓨전"},
                                                                  {"알고리듬", "알고리즘"},
                                                                  {"콘텍스트", "컨텍스트"},
                                                                  {"까페", "카페"},
                                                                  {"써버", "서버"},
                                                                  {"할루시네이숀", "할루시네이션"},
                                                                  {"로봍", "로봇"}}) {
    EXPECT_THAT(loan_spellings(a), Contains(b)) << a;
    EXPECT_THAT(loan_spellings(b), Contains(a)) << b;
  }
}

TEST(LoanSpellings, OthersAreOtherWords) {
  EXPECT_THAT(loan_spellings("모델"), Not(Contains("모듈")));
  EXPECT_THAT(loan_spellings("학습"), Not(Contains("학급")));
  EXPECT_THAT(loan_spellings("데이터"), Not(Contains("데이터")));
}

TEST(LoanSpellings, AnythingElseHasNone) {
  for (const char* word : {"", "가", "cache", "캐시a", "\xEC\xBA"}) {
    EXPECT_THAT(loan_spellings(word), IsEmpty()) << word;
  }
  for (const std::string& spelling : loan_spellings("컨텐츠")) {
    EXPECT_TRUE(text::is_hangul(spelling)) << spelling;
    EXPECT_EQ(spelling.size(), 9U);
  }
}

}  // namespace
}  // namespace nonmun::variants
