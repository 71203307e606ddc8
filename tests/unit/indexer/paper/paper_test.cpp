#include "indexer/paper/paper.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <random>
#include <string>

#include "indexer/paper/record.hpp"

namespace nonmun {
namespace {

TEST(ArxivId, FormsOfOneId) {
  for (const char* text :
       {"2402.10893", "2402.10893v1", "2402.10893V12", "arXiv:2402.10893", "ARXIV:2402.10893v2",
        "https://arxiv.org/abs/2402.10893", "http://arxiv.org/abs/2402.10893v3",
        "https://www.arxiv.org/pdf/2402.10893.pdf", "arxiv.org/pdf/2402.10893v1.pdf",
        "https://arxiv.org/html/2402.10893v1", "https://arxiv.org/abs/2402.10893/",
        "https://arxiv.org/abs/2402.10893#section", "https://arxiv.org/abs/2402.10893?context=cs",
        "https://huggingface.co/papers/2402.10893", "https://hf.co/papers/2402.10893",
        "https://export.arxiv.org/abs/2402.10893", "HTTPS://ARXIV.ORG/ABS/2402.10893"}) {
    EXPECT_EQ(arxiv_id(text), "2402.10893") << text;
  }
}

TEST(ArxivId, OtherGenerations) {
  EXPECT_EQ(arxiv_id("0704.0001"), "0704.0001");
  EXPECT_EQ(arxiv_id("math.GT/0309136v1"), "math.GT/0309136");
  EXPECT_EQ(arxiv_id("hep-th/9901001"), "hep-th/9901001");
  EXPECT_EQ(arxiv_id("https://arxiv.org/abs/cs/0112017"), "cs/0112017");
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
                           "10.48550/arXiv.2402.10893",
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

TEST(IsoDate, Calendar) {
  for (const char* good : {"2024-02-29", "2000-02-29", "2023-12-31", "0001-01-01", "9999-12-31"}) {
    EXPECT_TRUE(is_iso_date(good)) << good;
  }
  for (const char* bad : {"",           "2023-02-29",       "1900-02-29",  "2024-04-31",
                          "2024-00-10", "2024-13-01",       "2024-01-00",  "2024-01-32",
                          "0000-01-01", "2024-1-01",        "2024-01-1",   "2024/01/01",
                          "20240101",   "2024-01-01T00:00", " 2024-01-01", "2024-01-01 ",
                          "-024-01-01", "+024-01-01",       "２024-01-01", "2024-0a-01",
                          "2024--1-01"}) {
    EXPECT_FALSE(is_iso_date(bad)) << bad;
  }
  EXPECT_FALSE(is_iso_date(std::string_view("2024-01-\0001", 10)));
}

TEST(IsoDate, EveryDayOf400YearsHasItsNumber) {
  std::int64_t expected = day_number("1600-01-01");
  int days = 0;
  for (int year = 1600; year < 2000; ++year) {
    for (int month = 1; month <= 13; ++month) {
      for (int day = 0; day <= 32; ++day) {
        char text[32];
        std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
        if (!is_iso_date(text)) continue;
        EXPECT_EQ(day_number(text), expected++) << text;
        ++days;
      }
    }
  }
  EXPECT_EQ(days, 146'097);
  EXPECT_EQ(day_number("1970-01-01"), 0);
}

TEST(SectionKind, NamesAndBack) {
  for (const auto kind : {SectionKind::body, SectionKind::whats_new, SectionKind::technical,
                          SectionKind::performance, SectionKind::other}) {
    EXPECT_EQ(section_kind_from(to_string(kind)), kind);
  }
  EXPECT_EQ(section_kind_from("Body"), std::nullopt);
  EXPECT_EQ(section_kind_from(""), std::nullopt);
}

TEST(PageUrl, ArxivUnlessTold) {
  Paper paper;
  paper.id = "2402.10893";
  EXPECT_EQ(page_url(paper), "https://arxiv.org/abs/2402.10893");
  paper.url = "https://example.org/p";
  EXPECT_EQ(page_url(paper), "https://example.org/p");
}

}  // namespace
}  // namespace nonmun
