#include "indexer/paper/paper.hpp"

#include <gtest/gtest.h>

namespace nonmun::paper {
namespace {

TEST(SectionKind, NamesAndBack) {
  for (const auto kind : {SectionKind::body, SectionKind::whats_new, SectionKind::technical,
                          SectionKind::performance, SectionKind::other}) {
    EXPECT_EQ(section_kind_from(to_string(kind)), kind);
  }
  EXPECT_EQ(section_kind_from("Body"), std::nullopt);
  EXPECT_EQ(section_kind_from(""), std::nullopt);
}

TEST(PageUrl, ArxivsForItsPapersElseTheSources) {
  Paper paper;
  paper.id = "2402.10893";
  EXPECT_EQ(page_url(paper), "https://arxiv.org/abs/2402.10893");
  paper.url = "https://example.org/p";
  EXPECT_EQ(page_url(paper), "https://arxiv.org/abs/2402.10893");
  paper.id = "x:acl/1";
  EXPECT_EQ(page_url(paper), "https://example.org/p");
  paper.url.clear();
  EXPECT_EQ(page_url(paper), "");
}

TEST(WebAddress, PlainOnesAlone) {
  for (const char* good :
       {"https://example.org", "HTTP://example.org/a?b=c&d#e", "https://돛.kr/노"}) {
    EXPECT_TRUE(is_web_address(good)) << good;
  }
  for (const char* bad :
       {"", "https://", "example.org", "javascript:alert(1)", "https://a.org/\"", "https://a.org/'",
        "https://a.org/<b>", "https://a.org/ b", "https://a.org/\n", "https://a.org/\x7F",
        "https://a.org/`", "https://a.org/\\", "ftp://a.org", "data:text/html,x"}) {
    EXPECT_FALSE(is_web_address(bad)) << bad;
  }
}

}  // namespace
}  // namespace nonmun::paper
