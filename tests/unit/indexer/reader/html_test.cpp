#include "indexer/reader/html.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/markdown_testing.hpp"

namespace nonmun::reader {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

// The text by itself.

TEST(Tags, OnlyThoseOfHtml) {
  EXPECT_EQ(tag_length("<b>x"), 3U);
  EXPECT_EQ(tag_length("</details>"), 10U);
  EXPECT_EQ(tag_length("<img alt=\"a > b\"/>x"), 18U);
  for (const char* text : {"", "<", "x<b>", "<think>", "<b c", "< b>", "a < b"}) {
    EXPECT_EQ(tag_length(text), 0U) << text;
  }
  EXPECT_TRUE(is_open_tag("<img src=\"x\""));
  EXPECT_FALSE(is_open_tag("<b>"));
  EXPECT_FALSE(is_open_tag("<think"));
}

TEST(PlainHtml, TagsGoAndTheirTextStays) {
  EXPECT_EQ(plain_html("plain"), "plain");
  EXPECT_EQ(plain_html("<b>굵</b>게"), "굵게");
  EXPECT_EQ(plain_html("a<br>b"), "a b");
  EXPECT_EQ(plain_html("a<script>b</script>c").find('b'), std::string::npos);
  EXPECT_EQ(plain_html("<think> a<b"), "<think> a<b");
}

TEST(PlainHtml, References) {
  EXPECT_EQ(plain_html("a&amp;b&#8217;&#x41;"), "a&b’A");
  for (const char* text :
       {"&", "&;", "&nosuch;", "&#xD800;", "&#x110000;", "&#27;", "&#0;", "&#;", "&#xg;"}) {
    EXPECT_EQ(plain_html(text), text);
  }
  EXPECT_EQ(plain_html("&amp;lt;"), "&lt;") << "decoded once";
}

TEST(PlainHtml, TakesTimeInProportionToItsLength) {
  // Each of these seeks an end tag that is not there; seeking it every time would take minutes.
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "<style>";
  EXPECT_EQ(plain_html(text).find('<'), std::string::npos);
}

TEST(Unescape, OutsideOfFormulas) {
  EXPECT_EQ(unescape("A\\_B \\* \\q"), "A_B * \\q");
  EXPECT_EQ(unescape("$a\\_b$ c\\_d"), "$a\\_b$ c_d");
  EXPECT_EQ(unescape("\\"), "\\");
}

// HTML in a digest.

TEST(ReaderHtml, TextInHtmlIsText) {
  const paper::Paper paper = read_body(
      "<details><summary>요약</summary>돛의 글</details>\n"
      "\n"
      "<p align=\"left\">배의\n문단</p>\n"
      "\n"
      "<img src=\"https://example.org/a.png\"\n"
      "     alt=\"a > b\">\n"
      "<style>\np { color: red }\n</style>\n"
      "<video controls>no video here</video>\n"
      "- 첫&nbsp;줄<br>둘째 &quot;줄&quot; <think> a<b\n"
      "- <b>굵</b>게\n");
  EXPECT_THAT(texts_of(paper),
              ElementsAre("요약 돛의 글", "배의 문단", "첫 줄 둘째 \"줄\" <think> a<b", "굵게"));
}

TEST(ReaderHtml, HtmlDoesNotSwallowBullets) {
  const Contribution c =
      read(in_day("### [A Title](https://arxiv.org/abs/2501.00001)\n"
                  "<div align=\"center\">\n"
                  "  <b>raw</b>\n"
                  "- first\n"
                  "\n"
                  "<details>\n"
                  "\n"
                  "- second\n"
                  "\n"
                  "</details>\n"
                  "<!-- a note\n"
                  "\n"
                  "- hidden\n"
                  "-->\n"
                  "- third\n"
                  "\n"
                  "<!-- never closed\n"
                  "\n"
                  "- fourth\n"
                  "\n"
                  "<think> is a word here\n"));
  ASSERT_THAT(c.entries, SizeIs(1));
  EXPECT_THAT(texts_of(c.entries[0].paper),
              ElementsAre("raw", "first", "second", "third", "fourth", "<think> is a word here"));
  EXPECT_THAT(warnings_of(c), ElementsAre(HasSubstr(":13: an HTML comment of 4 lines is left out"),
                                          HasSubstr(":19: a comment that is never closed")));
}

TEST(ReaderHtml, CommentedOutPaperIsNotRead) {
  const Contribution c = read(in_day(
      "### [A](https://arxiv.org/abs/2501.00001)\n- a\n<!--\n"
      "### [B](https://arxiv.org/abs/2501.00002)\n- b\n-->\n- more of a <!-- 숨김 --> 글\n"));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001"));
  EXPECT_THAT(texts_of(c.entries.at(0).paper), ElementsAre("a", "more of a  글"));
  EXPECT_THAT(warnings_of(c), SizeIs(2));
}

}  // namespace
}  // namespace nonmun::reader
