#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "analyzers/text/utf8.hpp"
#include "tests/support/reader_testing.hpp"

namespace nonmun::reader {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Contribution read(const std::string &content) {
  return read_digest("/d/day.md", content);
}

/// The one paper of an entry that must be read without complaint.
paper::Paper read_one(const std::string &entry) {
  const Contribution c = read(in_day(entry));
  EXPECT_THAT(rejects_of(c), IsEmpty());
  EXPECT_THAT(warnings_of(c), IsEmpty());
  EXPECT_THAT(c.entries, SizeIs(1));
  return c.entries.empty() ? paper::Paper{} : c.entries[0].paper;
}

paper::Paper read_body(const std::string &body) {
  return read_one("### [A Title](https://arxiv.org/abs/2501.00001)\n" + body);
}

paper::Section body_section(std::string text) {
  return {paper::SectionKind::body, "", std::move(text)};
}

// The three eras.

TEST(ReaderMarkdown, FirstEraHasPlainBullets) {
  const Contribution c = read("## Daily Papers (2023-11-30)\n"
                              "\n"
                              "### [Tiny Boats: Sailing on Little "
                              "Water](https://arxiv.org/abs/2311.00007)\n"
                              "![](https://example.org/boat.png)\n"
                              "Authors: Min Kim, Ada Lovelace\n"
                              "\n"
                              "- 작은 배가 얕은 물에서도 뜨는 까닭을 다룬다.\n"
                              "- 배 길이 30% 감소.\n");
  EXPECT_TRUE(c.is_digest);
  EXPECT_EQ(c.file, "/d/day.md");
  ASSERT_THAT(c.entries, SizeIs(1));
  EXPECT_EQ(c.entries[0].line, 3U);
  const paper::Paper &paper = c.entries[0].paper;
  EXPECT_EQ(paper.id, "2311.00007");
  EXPECT_EQ(paper.title, "Tiny Boats: Sailing on Little Water");
  EXPECT_THAT(paper.listed, ElementsAre("2023-11-30"));
  EXPECT_EQ(paper.votes, std::nullopt);
  EXPECT_EQ(paper.votes_at, std::nullopt);
  EXPECT_THAT(paper.authors, ElementsAre("Min Kim", "Ada Lovelace"));
  EXPECT_THAT(
      paper.sections,
      ElementsAre(body_section("작은 배가 얕은 물에서도 뜨는 까닭을 다룬다."),
                  body_section("배 길이 30% 감소.")));
  EXPECT_EQ(paper.url, "");
  EXPECT_EQ(paper.abstract, "");
}

TEST(ReaderMarkdown, LaterErasHaveLabels) {
  for (const std::string stars : {"**", "***"}) {
    const paper::Paper paper =
        read_body("\nVote: 12\n\nAuthors: A\n\n- " + stars + "What's New" +
                  stars + ": 새로운 돛.\n- " + stars + "Technical Details" +
                  stars + ": 돛의 *재료*와 `mast` 설계.\n- " + stars +
                  "Performance Highlights" + stars + ": 2배 빠름.\n");
    EXPECT_EQ(paper.votes, 12);
    EXPECT_THAT(
        paper.sections,
        ElementsAre(
            paper::Section{paper::SectionKind::whats_new, "", "새로운 돛."},
            paper::Section{paper::SectionKind::technical, "",
                           "돛의 *재료*와 `mast` 설계."},
            paper::Section{paper::SectionKind::performance, "", "2배 빠름."}));
  }
}

TEST(ReaderMarkdown, LabelSpellings) {
  const paper::Paper paper =
      read_body("\n- **What’s New**: curly\n"
                "- **What's New:** colon inside\n"
                "- ***WHAT'S  NEW***: capitals\n"
                "- *What's New*: one asterisk\n"
                "- **Limitations**: 물이 없으면 못 간다.\n"
                "- **한계점**： wide colon\n"
                "- **Bold** start without colon\n"
                "- **Note** : blank before the colon\n"
                "- *emphasis*: of an unknown word\n"
                "- **Two**: parts: **second**: stays\n");
  EXPECT_THAT(
      paper.sections,
      ElementsAre(
          paper::Section{paper::SectionKind::whats_new, "", "curly"},
          paper::Section{paper::SectionKind::whats_new, "", "colon inside"},
          paper::Section{paper::SectionKind::whats_new, "", "capitals"},
          paper::Section{paper::SectionKind::whats_new, "", "one asterisk"},
          paper::Section{paper::SectionKind::other, "Limitations",
                         "물이 없으면 못 간다."},
          paper::Section{paper::SectionKind::other, "한계점", "wide colon"},
          body_section("**Bold** start without colon"),
          body_section("**Note** : blank before the colon"),
          body_section("*emphasis*: of an unknown word"),
          paper::Section{paper::SectionKind::other, "Two",
                         "parts: **second**: stays"}));
}

// Titles and links.

TEST(ReaderMarkdown, TitleIsSourceText) {
  const auto title = [](const std::string &written) {
    return read_one("### [" + written +
                    "](https://arxiv.org/abs/2501.00001)\n- x\n")
        .title;
  };
  for (const std::string written :
       {"Ship$\\times$Shore: $O(n^2)$ *and* `more`", "Array[int] of [Boats]",
        "Half [0, 1) Open", "Sails & Oars <fast>", "A ](b) C",
        "See [here](https://example.org) too", "Unclosed [ bracket",
        "돛 (Sail)과 노", "$\\{a\\_b\\}$ kept", "Beyond A*: **Bold** Plans"}) {
    EXPECT_EQ(title(written), written);
  }
}

TEST(ReaderMarkdown, TitleWithoutDecoration) {
  const auto title = [](const std::string &heading) {
    return read_one("### " + heading + "\n- x\n").title;
  };
  const std::string link = "(https://arxiv.org/abs/2501.00001)";
  for (const std::string &heading :
       {"3. [Small Sails]" + link, "12) [Small Sails]" + link,
        "#4 [Small Sails]" + link, "**[Small Sails]" + link + "**",
        "[**Small Sails**]" + link, "~~[Small Sails]" + link + "~~",
        "🚢 [Small Sails]" + link,
        "1\xEF\xB8\x8F\xE2\x83\xA3 [Small Sails]" + link,
        "<b>[Small Sails]" + link + "</b>", "[Small&nbsp;Sails]" + link,
        "5. Small Sails " + link, "[1. Small Sails]" + link,
        "- [Small Sails]" + link}) {
    EXPECT_EQ(title(heading), "Small Sails") << heading;
  }
  EXPECT_EQ(title("[Sails &amp; Oars &#40;Old&#x29; &lt;S&gt; A\\_B]" + link),
            "Sails & Oars (Old) <S> A_B");
}

TEST(ReaderMarkdown, LinkForms) {
  for (const std::string link :
       {"[T](https://arxiv.org/abs/2501.00001)",
        "[T](http://arxiv.org/abs/2501.00001v3)",
        "[T](https://huggingface.co/papers/2501.00001)",
        "[T](https://arxiv.org/pdf/2501.00001v1)",
        "[T](<https://arxiv.org/abs/2501.00001>)",
        "[T](https://arxiv.org/abs/2501.00001 \"tip\")",
        "[T](https://arxiv.org/abs/2501.00001) ###",
        "T (https://arxiv.org/abs/2501.00001)",
        "[T](https://arxiv.org/abs/2501.00001) "
        "[code](https://example.org/code)",
        "[T] (https://arxiv.org/abs/2501.00001v2)",
        "T (https://arxiv.org/abs/2501.00001) (ACL)"}) {
    const paper::Paper paper = read_one("### " + link + "\n- x\n");
    EXPECT_EQ(paper.id, "2501.00001") << link;
    EXPECT_EQ(paper.title, "T") << link;
  }
  EXPECT_EQ(
      read_one("### [T](https://arxiv.org/abs/math.GT/0309136)\n- x\n").id,
      "math/0309136");
  EXPECT_EQ(
      read_one("### Boats (and Ships) (https://arxiv.org/abs/2501.00001)\n")
          .title,
      "Boats (and Ships)");
}

// Field lines.

TEST(ReaderMarkdown, Votes) {
  EXPECT_EQ(read_body("Vote: 0\n- x\n").votes, 0);
  EXPECT_EQ(read_body("Vote: -\n- x\n").votes, std::nullopt);
  EXPECT_EQ(read_body("Vote:\n- x\n").votes, std::nullopt);
  EXPECT_EQ(read_body("vote:7  \n- x\n").votes, 7);
  for (const std::string line :
       {"votes : 12", "**Vote**: 12", "**Votes:** 12", "- Vote: 12",
        "* **Upvotes**: 12", "> Vote: 12", "추천: 12", "**추천수**： 12표",
        "Vote: 12 👍", "Vote: １２", "👍 Votes: 12", "Vote: 12 votes"}) {
    const paper::Paper paper = read_body(line + "\n\n- x\n");
    EXPECT_EQ(paper.votes, 12) << line;
    EXPECT_THAT(texts_of(paper), ElementsAre("x")) << line;
  }
  EXPECT_EQ(read_body("Vote: 2,345,678\n- x\n").votes, 2'345'678);
  EXPECT_EQ(read_body("Vote: 3.4k\n- x\n").votes, 3400);
  EXPECT_EQ(read_body("Vote: 1.2만\n- x\n").votes, 12'000);
  EXPECT_EQ(read_body("Vote: N/A\n- x\n").votes, std::nullopt);
  EXPECT_EQ(read_body("Vote: 1000000000\n- x\n").votes, 1'000'000'000);
  EXPECT_EQ(read_body("- x\n\nVote: 5\n").votes, 5);
}

TEST(ReaderMarkdown, BadVotesKeepThePaper) {
  for (const std::string bad :
       {"-3", "many", "1000000001", "99999999999999999999999", "4.5", "+4",
        "1,2", "9 to 5", "2.5M M"}) {
    const Contribution c = read(
        in_day("### [T](https://arxiv.org/abs/2501.00001)\n\nVote: " + bad +
               "\n\n- x\n"));
    ASSERT_THAT(c.entries, SizeIs(1));
    EXPECT_EQ(c.entries[0].paper.votes, std::nullopt);
    EXPECT_THAT(texts_of(c.entries[0].paper), ElementsAre("x"));
    EXPECT_THAT(c.rejects, IsEmpty());
    EXPECT_THAT(warnings_of(c), ElementsAre(testing::StartsWith(
                                    "/d/day.md:5: votes \"" + bad + "\"")));
  }
}

TEST(ReaderMarkdown, SecondVoteLineIsNamed) {
  const Contribution c = read(in_day(
      "### [T](https://arxiv.org/abs/2501.00001)\nVote: 1\nVote: 2\n- x\n"));
  EXPECT_EQ(c.entries.at(0).paper.votes, 1);
  EXPECT_THAT(warnings_of(c), ElementsAre(HasSubstr(":5: second Vote line")));
}

TEST(ReaderMarkdown, Authors) {
  EXPECT_THAT(read_body("Authors: A B,  C D , +, A B,, E\n- x\n").authors,
              ElementsAre("A B", "C D", "E"));
  EXPECT_THAT(read_body("Authors:\n- x\n").authors, IsEmpty());
  EXPECT_THAT(read_body("Authors: A,\n  B,\nC\n\n- x\n").authors,
              ElementsAre("A", "B", "C"));
  EXPECT_THAT(read_body("Authors: A,\n- x\n").authors, ElementsAre("A"));
  for (const std::string line :
       {"**Authors**: Ada King, Bo Li", "저자: Ada King; Bo Li",
        "- Author(s): Ada King, and Bo Li", "Authors: ['Ada King', \"Bo Li\"]",
        "**저자들:** Ada King, Bo Li", "Authors:\n- Ada King\n- Bo Li",
        "Authors: Ada King;\n  Bo Li"}) {
    const paper::Paper paper = read_body(line + "\n\n- x\n");
    EXPECT_THAT(paper.authors, ElementsAre("Ada King", "Bo Li")) << line;
    EXPECT_THAT(texts_of(paper), ElementsAre("x")) << line;
  }
  EXPECT_THAT(read_body("Authors: King, Ada; Li, Bo\n").authors,
              ElementsAre("King, Ada", "Li, Bo"));
}

TEST(ReaderMarkdown, FieldNamesInBulletTextAreText) {
  const paper::Paper paper =
      read_body("Vote: 3\nAuthors: A\n\n"
                "- 이 논문의\nAuthors: 라는 줄은 본문이다\n"
                "- second\nVote: 9\n");
  EXPECT_EQ(paper.votes, 3);
  EXPECT_THAT(paper.authors, ElementsAre("A"));
  EXPECT_THAT(
      texts_of(paper),
      ElementsAre("이 논문의 Authors: 라는 줄은 본문이다", "second Vote: 9"));
}

// What is content and what is not.

TEST(ReaderMarkdown, MediaIsNoContent) {
  const paper::Paper paper =
      read_body("![](https://example.org/a.png)\n"
                "[Watch Video](https://example.org/a.mp4)\n"
                "[Watch Video]https://example.org/a.mp4\n"
                "<div><video controls src=\"https://example.org/a.mp4\" "
                "muted=\"false\"></video></div>\n"
                "<video src='https://example.org/b.mp4'></video>\n"
                "[![thumb](https://example.org/t.png)](https://example.org)\n"
                "Vote: 4\n"
                "Authors: A\n"
                "- first\n"
                "- ![](https://example.org/c.png)\n"
                "- see ![](https://example.org/d.png) inside\n");
  EXPECT_EQ(paper.votes, 4);
  EXPECT_THAT(paper.authors, ElementsAre("A"));
  EXPECT_THAT(
      texts_of(paper),
      ElementsAre("first", "see ![](https://example.org/d.png) inside"));
}

TEST(ReaderMarkdown, TextInHtmlIsText) {
  const paper::Paper paper =
      read_body("<details><summary>요약</summary>돛의 글</details>\n"
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
              ElementsAre("요약 돛의 글", "배의 문단",
                          "첫 줄 둘째 \"줄\" <think> a<b", "굵게"));
}

TEST(ReaderMarkdown, HtmlDoesNotSwallowBullets) {
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
              ElementsAre("raw", "first", "second", "third", "fourth",
                          "<think> is a word here"));
  EXPECT_THAT(
      warnings_of(c),
      ElementsAre(HasSubstr(":13: an HTML comment of 4 lines is left out"),
                  HasSubstr(":19: a comment that is never closed")));
}

TEST(ReaderMarkdown, ListLiteralsAreText) {
  const paper::Paper paper =
      read_body("\n- **Performance Highlights**: ['하나.', \"둘\", {'셋': 4}]\n"
                "- {'a': ['b']}\n"
                "- [1]: https://example.org/not-a-definition\n"
                "- [ ] task\n");
  EXPECT_THAT(texts_of(paper),
              ElementsAre("['하나.', \"둘\", {'셋': 4}]", "{'a': ['b']}",
                          "[1]: https://example.org/not-a-definition",
                          "[ ] task"));
}

TEST(ReaderMarkdown, WrappedLinesJoinWithOneSpace) {
  const paper::Paper paper = read_body("\n- first line \n"
                                       "  second line\n"
                                       "lazy line\n"
                                       "\n"
                                       "  second paragraph  with  two blanks\n"
                                       "\n"
                                       "- next\t\n");
  EXPECT_THAT(
      texts_of(paper),
      ElementsAre(
          "first line second line lazy line second paragraph  with  two blanks",
          "next"));
}

TEST(ReaderMarkdown, NestedBulletsAreSectionsOfTheirOwnersKind) {
  const paper::Paper paper = read_body("\n- **Technical Details**: 세 부분:\n"
                                       "  - 선체\n"
                                       "    * 더 깊이\n"
                                       "  - **Mast**: 돛대\n"
                                       "- **Limitations**:\n"
                                       "  - 바람\n"
                                       "- plain\n"
                                       "  1) 하나\n");
  EXPECT_THAT(
      paper.sections,
      ElementsAre(
          paper::Section{paper::SectionKind::technical, "", "세 부분:"},
          paper::Section{paper::SectionKind::technical, "", "선체"},
          paper::Section{paper::SectionKind::technical, "", "더 깊이"},
          paper::Section{paper::SectionKind::other, "Mast", "돛대"},
          paper::Section{paper::SectionKind::other, "Limitations", "바람"},
          body_section("plain"), body_section("하나")));
}

TEST(ReaderMarkdown, NumberedListBelongsToTheBulletAboveIt) {
  const paper::Paper paper =
      read_body("\n- **Technical Details**: as follows:\n"
                "1) hull\n"
                "2) sail\n"
                "- **Performance Highlights**: fast\n"
                "\n"
                "1. **Speed**: 3 knots\n"
                "2. drift\n");
  EXPECT_THAT(
      paper.sections,
      ElementsAre(
          paper::Section{paper::SectionKind::technical, "", "as follows:"},
          paper::Section{paper::SectionKind::technical, "", "hull"},
          paper::Section{paper::SectionKind::technical, "", "sail"},
          paper::Section{paper::SectionKind::performance, "", "fast"},
          paper::Section{paper::SectionKind::other, "Speed", "3 knots"},
          paper::Section{paper::SectionKind::performance, "", "drift"}));
  EXPECT_THAT(
      read_body("1. **What's New**: a\n2. b\n").sections,
      ElementsAre(paper::Section{paper::SectionKind::whats_new, "", "a"},
                  body_section("b")));
}

TEST(ReaderMarkdown, MarkersInTextStay) {
  const paper::Paper paper = read_body("\n- 2024. 5. 3. 공개\n"
                                       "- 1. 번호가 있는 글\n"
                                       "- - twice\n"
                                       "- -5도 > 0 # not a heading\n"
                                       "-no bullet\n"
                                       "\n"
                                       "2024. 새 해\n");
  EXPECT_THAT(texts_of(paper),
              ElementsAre("2024. 5. 3. 공개", "1. 번호가 있는 글", "- twice",
                          "-5도 > 0 # not a heading -no bullet",
                          "2024. 새 해"));
}

TEST(ReaderMarkdown, OtherBlocksKeepTheirText) {
  const paper::Paper paper = read_body("\nA paragraph of prose\non two lines.\n"
                                       "\n"
                                       "> quoted\n"
                                       "> twice\n"
                                       "\n"
                                       "#### A small heading\n"
                                       "text\n"
                                       "---\n"
                                       "\n"
                                       "    indented\n"
                                       "    code\n"
                                       "\n"
                                       "```markdown\n"
                                       "- **What's New**: in a fence\n"
                                       "```\n"
                                       "* star\n"
                                       "+ plus\n");
  EXPECT_THAT(texts_of(paper),
              ElementsAre("A paragraph of prose on two lines.", "quoted twice",
                          "A small heading", "text", "indented code",
                          "in a fence", "star", "plus"));
}

TEST(ReaderMarkdown, CodeIsNoHeading) {
  const paper::Paper paper =
      read_body("- before\n\n"
                "```sh\n# install first\n## then\nmake\n```\n\n"
                "- after\n");
  std::string all;
  for (const std::string &text : texts_of(paper))
    all += text + "|";
  EXPECT_THAT(all, HasSubstr("before"));
  EXPECT_THAT(all, HasSubstr("install first"));
  EXPECT_THAT(all, HasSubstr("after"));
  // A block that is never closed ends with its entry.
  const Contribution c =
      read(in_day("### [A](https://arxiv.org/abs/2501.00001)\n```\ncode\n"
                  "### [B](https://arxiv.org/abs/2501.00002)\n- b\n```\n"));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001", "2501.00002"));
}

TEST(ReaderMarkdown, HeadingsOfPartsBelongToThePaper) {
  for (const std::string marks : {"#", "##", "###"}) {
    const paper::Paper paper =
        read_body("Vote: 1\n\n" + marks + " 초록\n돛의 글\n\n" + marks +
                  " 2. Technical Details:\n- 노의 글\n" + marks +
                  " **Limitations**\n- 물\n");
    EXPECT_THAT(
        paper.sections,
        ElementsAre(
            paper::Section{paper::SectionKind::other, "초록", "돛의 글"},
            paper::Section{paper::SectionKind::technical, "", "노의 글"},
            paper::Section{paper::SectionKind::other, "Limitations", "물"}));
  }
  // A few Korean words are a part as well, but that is a guess, and said.
  const Contribution c =
      read(in_day("### [A](https://arxiv.org/abs/2501.00001)\n- a\n"
                  "### 왜 중요한가\n- b\n"
                  "### 새로운 돛의 설계\nVote: 3\n- c\n"));
  EXPECT_THAT(texts_of(c.entries.at(0).paper), ElementsAre("a", "b"));
  EXPECT_THAT(warnings_of(c),
              ElementsAre(HasSubstr(":5: the heading \"왜 중요한가\"")));
  EXPECT_THAT(rejects_of(c),
              ElementsAre("7: no link to an arXiv paper in the heading"));
}

TEST(ReaderMarkdown, EntriesOfEveryLevel) {
  for (const std::string marks : {"#", "##", "####", "######"}) {
    const Contribution c =
        read(in_day(marks + " [A](https://arxiv.org/abs/2501.00001)\n- a\n" +
                    marks + " [B](https://arxiv.org/abs/2501.00002)\n- b\n"));
    EXPECT_THAT(ids_of(c), ElementsAre("2501.00001", "2501.00002")) << marks;
  }
  const Contribution c =
      read(in_day("### [A](https://arxiv.org/abs/2501.00001)\n"
                  "#### [PDF](https://arxiv.org/pdf/2501.00001)\n- a\n"));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001"));
}

TEST(ReaderMarkdown, BlanksOfEveryKind) {
  for (const std::string day :
       {"##\xC2\xA0"
        "Daily Papers (2025-01-02)",
        "\xE2\x80\x8B## Daily Papers (2025-01-02)",
        "## Daily Papers\xC2\xA0(2025-01-02)\xC2\xA0",
        "##\xE3\x80\x80"
        "Daily Papers (2025-01-02)",
        "Notes\n\xEF\xBB\xBF## Daily Papers (2025-01-02)"}) {
    const Contribution c = read(
        day +
        "\n\n###\xC2\xA0[T](https://arxiv.org/abs/2501.00001\xE2\x80\x8B)\n\n"
        "\xC2\xA0Vote:\xC2\xA0"
        "3\n\n- x\n");
    ASSERT_THAT(ids_of(c), ElementsAre("2501.00001")) << day;
    EXPECT_EQ(c.entries[0].paper.votes, 3) << day;
  }
}

TEST(ReaderMarkdown, FilesPutTogetherWithTheirMarks) {
  const std::string mark = "\xEF\xBB\xBF";
  const Contribution c = read(
      mark + in_day("### [A](https://arxiv.org/abs/2501.00001)\n- a\n") + mark +
      "## Daily Papers (2025-01-03)\n### "
      "[B](https://arxiv.org/abs/2501.00002)\n- b\n");
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001", "2501.00002"));
  EXPECT_THAT(c.entries.at(1).paper.listed, ElementsAre("2025-01-03"));
  EXPECT_THAT(texts_of(c.entries.at(0).paper), ElementsAre("a"));
}

TEST(ReaderMarkdown, CommentedOutPaperIsNotRead) {
  const Contribution c =
      read(in_day("### [A](https://arxiv.org/abs/2501.00001)\n- a\n<!--\n"
                  "### [B](https://arxiv.org/abs/2501.00002)\n- b\n-->\n- more "
                  "of a <!-- 숨김 --> 글\n"));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001"));
  EXPECT_THAT(texts_of(c.entries.at(0).paper),
              ElementsAre("a", "more of a  글"));
  EXPECT_THAT(warnings_of(c), SizeIs(2));
}

TEST(ReaderMarkdown, MergeConflictIsSaid) {
  const Contribution c =
      read(in_day("### [A](https://arxiv.org/abs/2501.00001)\n\n<<<<<<< "
                  "HEAD\n- 배\n=======\n- 돛\n"
                  ">>>>>>> topic/x\n"));
  EXPECT_THAT(texts_of(c.entries.at(0).paper), ElementsAre("배", "돛"));
  EXPECT_THAT(warnings_of(c), ElementsAre(HasSubstr(":5: a merge conflict")));
}

TEST(ReaderMarkdown, ImagesInTheFileAreMedia) {
  const std::string data(100'000, 'A');
  for (const std::string &image :
       {"![fig](data:image/png;base64," + data + ")",
        "<img src=\"data:image/png;base64," + data + "\">"}) {
    const paper::Paper paper =
        read_body("- before\n\n" + image + "\n\n" + image + "\n\n" + image +
                  "\n- after\n");
    EXPECT_THAT(texts_of(paper), ElementsAre("before", "after"));
  }
}

TEST(ReaderMarkdown, LinesOutsideOfPapersAreSaid) {
  const Contribution c =
      read(in_day("오늘의 머리말\n둘째 줄\n\n"
                  "### [A](https://arxiv.org/abs/2501.00001)\n- a\n"
                  "## Notes of the editor\nbye\n"));
  EXPECT_THAT(texts_of(c.entries.at(0).paper), ElementsAre("a"));
  EXPECT_THAT(
      warnings_of(c),
      ElementsAre("/d/day.md:3: 2 lines that belong to no paper are not read",
                  "/d/day.md:9: a line that belongs to no paper is not read"));
}

TEST(ReaderMarkdown, PaperWithoutBulletsIsKept) {
  const Contribution c =
      read(in_day("### [Only a Title](https://arxiv.org/abs/2501.00001)\n"
                  "### [Next](https://arxiv.org/abs/2501.00002)\n- x"));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001", "2501.00002"));
  EXPECT_THAT(c.entries.at(0).paper.sections, IsEmpty());
  EXPECT_THAT(texts_of(c.entries.at(1).paper), ElementsAre("x"));
}

// Days.

TEST(ReaderMarkdown, SeveralDaysAndRepeatedIds) {
  const Contribution c =
      read("## Daily Papers (2025-01-02)\n"
           "### [A](https://arxiv.org/abs/2501.00001)\n- a\n"
           "## Notes of the editor\n"
           "### [B](https://arxiv.org/abs/2501.00002)\n- b\n"
           "## Daily Papers (2025-01-03)\n"
           "### [A](https://arxiv.org/abs/2501.00001)\nVote: 9\n- a again\n");
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001", "2501.00002", "2501.00001"));
  EXPECT_THAT(c.entries.at(0).paper.listed, ElementsAre("2025-01-02"));
  EXPECT_THAT(c.entries.at(1).paper.listed, ElementsAre("2025-01-02"));
  EXPECT_THAT(c.entries.at(2).paper.listed, ElementsAre("2025-01-03"));
  EXPECT_EQ(c.entries.at(2).line, 8U);
}

TEST(ReaderMarkdown, DayHeadings) {
  for (const std::string heading :
       {"## Daily Papers (2025-1-2)", "## Daily Papers 2025-01-02",
        "## Daily Papers (2025. 01. 02.)", "## Daily Papers (2025년 1월 2일)",
        "## Daily Papers （2025-01-02）", "## Daily Papers (2025–01–02)",
        "# Daily Papers (2025-01-02)", "##Daily Papers (2025-01-02)",
        "## 🔥 Daily Papers (2025-01-02)", "## **Daily Papers (2025/01/02)**",
        "# Hugging Face Daily Papers – 2025-01-02", "### Daily Papers 20250102",
        "## Daily Paper (Jan 2, 2025)", "## Daily Papers: 2nd January 2025",
        "Daily Papers (2025-01-02)\n-----",
        "## daily papers ( 2025-01-02 ) ##"}) {
    const Contribution c =
        read(heading + "\n\n### [T](https://arxiv.org/abs/2501.00001)\n- x\n");
    EXPECT_THAT(rejects_of(c), IsEmpty()) << heading;
    ASSERT_THAT(c.entries, SizeIs(1)) << heading;
    EXPECT_THAT(c.entries[0].paper.listed, ElementsAre("2025-01-02"))
        << heading;
  }
  for (const std::string heading :
       {"## Daily Papers (02/01/2025)", "## Daily Papers (2025-02-30)",
        "## Daily Papers", "## Daily Papers (2025-01-02 ~ 2025-01-05)"}) {
    const Contribution c =
        read(heading + "\n\n### [T](https://arxiv.org/abs/2501.00001)\n- x\n"
                       "### [U](https://arxiv.org/abs/2501.00002)\n- x\n");
    EXPECT_THAT(rejects_of(c),
                ElementsAre(HasSubstr("the papers below it (2) are not read")));
  }
}

TEST(ReaderMarkdown, SkippedFileWithPapersIsSaid) {
  const Contribution c =
      read("# Licence\n\n### [T](https://arxiv.org/abs/2501.00001)\n");
  EXPECT_FALSE(c.is_digest);
  EXPECT_THAT(c.not_digest, HasSubstr("Daily Papers"));
  EXPECT_THAT(warnings_of(c),
              ElementsAre(HasSubstr(":1: not read: no \"## Daily Papers")));
}

TEST(ReaderMarkdown, NoDayHeadingIsNoDigest) {
  for (const std::string text :
       {"# Licence\n", "", "  \n\n", "plain",
        "## Daily Paperwork (2025-01-02)\n", "> ## Daily Papers (2025-01-02)\n",
        "[link](https://example.org)\n", "[![badge](a)](b)\n", "{% raw %}\n",
        "\xFF\xFE garbage"}) {
    const Contribution c = read(text);
    EXPECT_FALSE(c.is_digest) << text;
    EXPECT_THAT(c.entries, IsEmpty());
    EXPECT_THAT(c.rejects, IsEmpty());
    EXPECT_THAT(warnings_of(c), IsEmpty());
  }
}

TEST(ReaderMarkdown, ByteOrderMarkAndCrlf) {
  const std::string unix_text =
      in_day("### [T](https://arxiv.org/abs/2501.00001)\n\nVote: 3\n\nAuthors: "
             "A, B\n\n- one\n  more\n- "
             "two\n");
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : unix_text)
    windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const Contribution a = read(unix_text);
  const Contribution b = read(windows);
  ASSERT_THAT(b.entries, SizeIs(1));
  EXPECT_EQ(a.entries.at(0).paper, b.entries.at(0).paper);
  EXPECT_EQ(a.entries.at(0).line, b.entries.at(0).line);
  EXPECT_THAT(b.rejects, IsEmpty());
}

TEST(ReaderMarkdown, CarriageReturnsEndLines) {
  const std::string unix_text =
      in_day("### [T](https://arxiv.org/abs/2501.00001)\n\nVote: 3\n\nAuthors: "
             "A, B\n\n- one\n  more\n- "
             "two\n");
  std::string mac = unix_text;
  std::replace(mac.begin(), mac.end(), '\n', '\r');
  EXPECT_EQ(read(mac).entries.at(0).paper, read(unix_text).entries.at(0).paper);
  // A few among newlines: each still ends a line, and no index leaves its
  // lines.
  for (std::size_t at = unix_text.find("- one"); at < unix_text.size(); ++at) {
    for (const std::string returns : {"\r", "\r\r", "\r\n\r", "\r- three\r"}) {
      const Contribution c = read(std::string(unix_text).insert(at, returns));
      EXPECT_THAT(c.entries, SizeIs(1));
    }
  }
  EXPECT_THAT(texts_of(read_body("\n- one\r- two\r\n- three\r")),
              ElementsAre("one", "two", "three"));
}

TEST(ReaderMarkdown, Utf16WithMark) {
  const std::string text = in_day(
      "### [T](https://arxiv.org/abs/2501.00001)\n- 돛 \xF0\x9F\x9A\xA2\n");
  for (const bool little : {true, false}) {
    std::string bytes;
    const auto put = [&](unsigned unit) {
      const auto low = static_cast<char>(unit & 0xFF);
      const auto high = static_cast<char>(unit >> 8);
      bytes += little ? low : high;
      bytes += little ? high : low;
    };
    put(0xFEFF);
    for (std::size_t at = 0; at < text.size();) {
      const text::CodePoint c = text::code_point_at(text, at);
      at += c.length;
      if (c.value < 0x10000) {
        put(static_cast<unsigned>(c.value));
      } else {
        put(0xD800 + static_cast<unsigned>((c.value - 0x10000) >> 10));
        put(0xDC00 + static_cast<unsigned>((c.value - 0x10000) & 0x3FF));
      }
    }
    EXPECT_THAT(texts_of(read(bytes).entries.at(0).paper),
                ElementsAre("돛 \xF0\x9F\x9A\xA2"));
    EXPECT_THAT(rejects_of(read(bytes.substr(2))),
                ElementsAre(HasSubstr("binary data")));
  }
}

TEST(ReaderMarkdown, Cp949IsNamedOnce) {
  // "돛과 노" in CP949.
  const std::string korean = "\xB5\xC4\xB0\xFA \xB3\xEB";
  const Contribution c = read(
      in_day("### [T](https://arxiv.org/abs/2501.00001)\n- " + korean + "\n" +
             "### [U](https://arxiv.org/abs/2501.00002)\n- " + korean + "\n"));
  EXPECT_THAT(
      rejects_of(c),
      ElementsAre("4: not UTF-8; it looks like CP949: convert it with iconv -f "
                  "CP949 -t UTF-8"));
}

TEST(ReaderMarkdown, IdsThatCannotBe) {
  const Contribution c =
      read(in_day("### [A](https://arxiv.org/abs/2501.0001)\n- a\n"
                  "### [B](https://arxiv.org/abs/2513.00001)\n- a\n"
                  "### [C](https://arxiv.org/abs/2503.00001)\n- a\n"
                  "### [D](https://arxiv.org/abs/nope/9901001)\n- a\n"
                  "### [E](https://arxiv.org/abs/2502.00001)\n- a\n"));
  EXPECT_THAT(ids_of(c), ElementsAre("2502.00001"));
  EXPECT_THAT(
      rejects_of(c),
      ElementsAre(
          "3: no such arXiv id: 2501.0001: 4 digits after the point, not 5 (a "
          "zero "
          "lost at the end?)",
          "5: no such arXiv id: 2513.00001: there is no month 13",
          "7: no such arXiv id: 2503.00001: its month comes after the day "
          "listed",
          "9: no such arXiv id: nope/9901001: arXiv has no archive \"nope\""));
}

TEST(ReaderMarkdown, OneCauseIsOneReject) {
  std::string text = "### [T](https://arxiv.org/abs/2501.00001)\n- x\n";
  for (int i = 0; i < 5000; ++i)
    text += "### a\n";
  const Contribution c = read(in_day(text));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001"));
  EXPECT_EQ(c.rejected, 5000U);
  EXPECT_EQ(c.unexplained, 0U);
  EXPECT_THAT(
      rejects_of(c),
      ElementsAre("5: no link to an arXiv paper in the heading (5000 times, "
                  "the first here)"));
  text.clear();
  for (int i = 0; i < 5000; ++i)
    text += "### [a](https://example.org/" + std::to_string(i) + ")\n";
  const Contribution many = read(in_day(text));
  EXPECT_EQ(many.rejected, 5000U);
  EXPECT_THAT(many.rejects, SizeIs(kMaxRejects));
  EXPECT_EQ(many.unexplained, 5000U - kMaxRejects);
}

TEST(ReaderMarkdown, MarkdownThatStartsWithBracket) {
  const Contribution c = read(
      "[TOC]\n\n" + in_day("### [T](https://arxiv.org/abs/2501.00001)\n- x\n"));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001"));
}

// Rejects.

TEST(ReaderMarkdown, RejectsNameTheLineAndKeepTheRest) {
  const Contribution c =
      read("### [Too early](https://arxiv.org/abs/2501.00001)\n" // 1
           "- x\n"                                               // 2
           "## Daily Papers (2025-01-02)\n"                      // 3
           "### No link at all\n"                                // 4
           "### [Elsewhere](https://example.org/2501.00001)\n"   // 5
           "### [](https://arxiv.org/abs/2501.00001)\n"          // 6
           "### [Good](https://arxiv.org/abs/2501.00002)\n"      // 7
           "- kept\n"                                            // 8
           "### [Bytes](https://arxiv.org/abs/2501.00003)\n"     // 9
           "- fine\n"                                            // 10
           "- not \xED\xA0\x80 fine\n"                           // 11
           "### [Nul](https://arxiv.org/abs/2501.00003)\n"       // 12
           "- a" +
           std::string(1, '\0') +
           "b\n"                                              // 13
           "## Daily Papers (2025-02-30)\n"                   // 14
           "### [No day](https://arxiv.org/abs/2501.00004)\n" // 15
           "## Daily Papers 2025-01-03\n"                     // 16
           "## Daily Papers ( 2025-01-03 ) ##\n"              // 17
           "### [Last](https://arxiv.org/abs/2501.00005)\n"); // 18
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00002", "2501.00005"));
  EXPECT_THAT(texts_of(c.entries.at(0).paper), ElementsAre("kept"));
  EXPECT_THAT(
      rejects_of(c),
      ElementsAre(
          "1: no \"## Daily Papers (YYYY-MM-DD)\" heading above this paper",
          "4: no link to an arXiv paper in the heading",
          "5: no link to an arXiv paper in the heading "
          "(https://example.org/2501.00001)",
          "6: empty title", "11: invalid UTF-8", "13: binary data (a NUL byte)",
          "14: the heading \"## Daily Papers (2025-02-30)\" has no date of the "
          "form "
          "(YYYY-MM-DD): the papers below it (1) are not read"));
  EXPECT_EQ(c.rejects.at(0).file, "/d/day.md");
}

TEST(ReaderMarkdown, BinaryFileIsOneReject) {
  const Contribution c =
      read("\x89PNG\r\n\x1A\n" + std::string(3, '\0') + "IHDR\n### [x](y)\n");
  EXPECT_THAT(rejects_of(c), ElementsAre("1: binary data"));
  EXPECT_THAT(c.entries, IsEmpty());
}

} // namespace
} // namespace nonmun::reader
