#include "indexer/paper/arxiv_id.hpp"

#include <gmock/gmock.h>

#include <random>
#include <string>

namespace nonmun::paper {
namespace {

TEST(ArxivId, FormsOfOneId) {
  for (const char* text : {"2402.10893",
                           "2402.10893v1",
                           "2402.10893V12",
                           "arXiv:2402.10893",
                           "ARXIV:2402.10893v2",
                           "https://arxiv.org/abs/2402.10893",
                           "http://arxiv.org/abs/2402.10893v3",
                           "https://www.arxiv.org/pdf/2402.10893.pdf",
                           "arxiv.org/pdf/2402.10893v1.pdf",
                           "https://arxiv.org/html/2402.10893v1",
                           "https://arxiv.org/abs/2402.10893/",
                           "https://arxiv.org/abs/2402.10893#section",
                           "https://arxiv.org/abs/2402.10893?context=cs",
                           "https://huggingface.co/papers/2402.10893",
                           "https://hf.co/papers/2402.10893",
                           "https://export.arxiv.org/abs/2402.10893",
                           "//arxiv.org/abs/2402.10893",
                           "https://arxiv.org/abs/arXiv:2402.10893",
                           "https://www.alphaxiv.org/abs/2402.10893v2",
                           "https://ar5iv.labs.arxiv.org/html/2402.10893",
                           "https://ar5iv.org/abs/2402.10893",
                           "https://doi.org/10.48550/arXiv.2402.10893",
                           "10.48550/arXiv.2402.10893",
                           "https://browse.arxiv.org/pdf/2402.10893.pdf",
                           "https://papers.cool/arxiv/2402.10893",
                           "https://arxiv.org/abs/2402.\xE2\x80\x8B"
                           "10893\xEF\xBB\xBF",
                           "2402.10893\xC2\xAD",
                           "HTTPS://ARXIV.ORG/ABS/2402.10893"}) {
    EXPECT_EQ(arxiv_id(text), "2402.10893") << text;
  }
}

TEST(ArxivId, OtherGenerations) {
  EXPECT_EQ(arxiv_id("0704.0001"), "0704.0001");
  EXPECT_EQ(arxiv_id("math.GT/0309136v1"), "math/0309136");
  EXPECT_EQ(arxiv_id("hep-th/9901001"), "hep-th/9901001");
  EXPECT_EQ(arxiv_id("https://arxiv.org/abs/cs/0112017"), "cs/0112017");
  EXPECT_EQ(arxiv_id("cs.CL/0112017"), "cs/0112017");
}

TEST(ArxivId, NoId) {
  for (const char* text : {"",
                           " ",
                           "2402",
                           "2402.",
                           "2402.1",
                           "2402.108",
                           "2402.108934",
                           "2413.10893",
                           "2400.10893",
                           "240.10893",
                           "24020.10893",
                           "2402.10893 ",
                           " 2402.10893",
                           "2402.10893v",
                           "2402.10893vx",
                           "2402.10893x",
                           "2402-10893",
                           "x2402.10893",
                           "arXiv:",
                           "https://arxiv.org/",
                           "https://arxiv.org/abs/",
                           "https://arxiv.org/list/2402.10893",
                           "https://example.org/abs/2402.10893",
                           "https://arxiv.org.evil.example/abs/2402.10893",
                           "https://arxiv.org/abs/2402.10893/../../etc",
                           "2402.10893/..",
                           "/0309136",
                           "a/0309136",
                           "../0309136",
                           "math.GT/030913",
                           "math.GT/03091366",
                           "２４０２.10893",
                           "2402.10893\n",
                           "2402.10893.pdf"}) {
    EXPECT_EQ(arxiv_id(text), std::nullopt) << text;
  }
  EXPECT_EQ(arxiv_id(std::string_view("2402.10893\0", 11)), std::nullopt);
  EXPECT_EQ(arxiv_id(std::string(1'000'000, '1')), std::nullopt);
  EXPECT_EQ(arxiv_id("2402.10893v" + std::string(100'000, '1')), "2402.10893");
}

TEST(ArxivId, RandomBytesNeverGiveMoreThanTheyHold) {
  std::mt19937 random(7);
  const std::string alphabet = "0123456789./:vVarxivogbspdf-hmt#?\xff\0";
  for (int i = 0; i < 200'000; ++i) {
    std::string text(random() % 24, ' ');
    for (char& c : text) c = alphabet[random() % alphabet.size()];
    if (const auto id = arxiv_id(text)) {
      EXPECT_NE(text.find(*id), std::string::npos) << text;
      EXPECT_EQ(arxiv_id(*id), id) << text;  // an id is its own id
    }
  }
}

TEST(ArxivId, SaysWhyAnIdCannotBe) {
  const auto problem = [](const char* text) {
    const auto found = find_arxiv_id(text);
    EXPECT_TRUE(found) << text;
    EXPECT_EQ(arxiv_id(text), std::nullopt);
    return found ? found->problem : "";
  };
  EXPECT_THAT(problem("2402.1089"), testing::HasSubstr("a zero lost"));
  EXPECT_THAT(problem("https://arxiv.org/abs/1412.00011"), testing::HasSubstr("5 digits"));
  EXPECT_THAT(problem("2413.00001"), testing::HasSubstr("month 13"));
  EXPECT_THAT(problem("0703.0001"), testing::HasSubstr("April 2007"));
  EXPECT_THAT(problem("ship-yard/9901001"), testing::HasSubstr("no archive"));
  EXPECT_THAT(problem("hep-th/9913001"), testing::HasSubstr("month 13"));
  EXPECT_THAT(problem("hep-th/0704001"), testing::HasSubstr("March 2007"));
}

TEST(ArxivId, MonthAgainstTheDayListed) {
  const Day day = Day::of(2024, 12, 31).value();
  EXPECT_TRUE(is_possible_on("2412.00001", day));
  EXPECT_TRUE(is_possible_on("2501.00001", day));
  EXPECT_FALSE(is_possible_on("2502.00001", day));
  EXPECT_TRUE(is_possible_on("hep-th/9901001", day));
  EXPECT_TRUE(is_possible_on("x:9999/1234567", day));
}

TEST(ArxivId, NumbersOfOwnCollections) {
  EXPECT_TRUE(is_own_number("9001.00001"));
  EXPECT_TRUE(is_own_number("9912.00001"));
  EXPECT_FALSE(is_own_number("8912.00001"));
  EXPECT_FALSE(is_own_number("hep-th/9901001"));
  EXPECT_FALSE(is_own_number("x:9901.00001"));
}

}  // namespace
}  // namespace nonmun::paper
