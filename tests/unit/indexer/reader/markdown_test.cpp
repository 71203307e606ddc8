#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/markdown_testing.hpp"

namespace nonmun::reader {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// The three eras.

TEST(ReaderMarkdown, FirstEraHasPlainBullets) {
  const Contribution c = read(
      "## Daily Papers (2023-11-30)\n"
      "\n"
      "### [Tiny Boats: Sailing on Little Water](https://arxiv.org/abs/2311.00007)\n"
      "![](https://example.org/boat.png)\n"
      "Authors: Min Kim, Ada Lovelace\n"
      "\n"
      "- 작은 배가 얕은 물에서도 뜨는 까닭을 다룬다.\n"
      "- 배 길이 30% 감소.\n");
  EXPECT_TRUE(c.is_digest);
  EXPECT_EQ(c.file, "/d/day.md");
  ASSERT_THAT(c.entries, SizeIs(1));
  EXPECT_EQ(c.entries[0].line, 3U);
  const paper::Paper& paper = c.entries[0].paper;
  EXPECT_EQ(paper.id, "2311.00007");
  EXPECT_EQ(paper.title, "Tiny Boats: Sailing on Little Water");
  EXPECT_THAT(paper.listed, ElementsAre("2023-11-30"));
  EXPECT_EQ(paper.votes, std::nullopt);
  EXPECT_EQ(paper.votes_at, std::nullopt);
  EXPECT_THAT(paper.authors, ElementsAre("Min Kim", "Ada Lovelace"));
  EXPECT_THAT(paper.sections,
              ElementsAre(body_section("작은 배가 얕은 물에서도 뜨는 까닭을 다룬다."),
                          body_section("배 길이 30% 감소.")));
  EXPECT_EQ(paper.url, "");
  EXPECT_EQ(paper.abstract, "");
}

TEST(ReaderMarkdown, LaterErasHaveLabels) {
  for (const std::string stars : {"**", "***"}) {
    const paper::Paper paper = read_body("\nVote: 12\n\nAuthors: A\n\n- " + stars + "What's New" +
                                         stars + ": 새로운 돛.\n- " + stars + "Technical Details" +
                                         stars + ": 돛의 *재료*와 `mast` 설계.\n- " + stars +
                                         "Performance Highlights" + stars + ": 2배 빠름.\n");
    EXPECT_EQ(paper.votes, 12);
    EXPECT_THAT(
        paper.sections,
        ElementsAre(paper::Section{paper::SectionKind::whats_new, "", "새로운 돛."},
                    paper::Section{paper::SectionKind::technical, "", "돛의 *재료*와 `mast` 설계."},
                    paper::Section{paper::SectionKind::performance, "", "2배 빠름."}));
  }
}

TEST(ReaderMarkdown, LabelSpellings) {
  const paper::Paper paper = read_body(
      "\n- **What’s New**: curly\n"
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
      ElementsAre(paper::Section{paper::SectionKind::whats_new, "", "curly"},
                  paper::Section{paper::SectionKind::whats_new, "", "colon inside"},
                  paper::Section{paper::SectionKind::whats_new, "", "capitals"},
                  paper::Section{paper::SectionKind::whats_new, "", "one asterisk"},
                  paper::Section{paper::SectionKind::other, "Limitations", "물이 없으면 못 간다."},
                  paper::Section{paper::SectionKind::other, "한계점", "wide colon"},
                  body_section("**Bold** start without colon"),
                  body_section("**Note** : blank before the colon"),
                  body_section("*emphasis*: of an unknown word"),
                  paper::Section{paper::SectionKind::other, "Two", "parts: **second**: stays"}));
}

// What is content and what is not.

TEST(ReaderMarkdown, MediaIsNoContent) {
  const paper::Paper paper = read_body(
      "![](https://example.org/a.png)\n"
      "[Watch Video](https://example.org/a.mp4)\n"
      "[Watch Video]https://example.org/a.mp4\n"
      "<div><video controls src=\"https://example.org/a.mp4\" muted=\"false\"></video></div>\n"
      "<video src='https://example.org/b.mp4'></video>\n"
      "[![thumb](https://example.org/t.png)](https://example.org)\n"
      "Vote: 4\n"
      "Authors: A\n"
      "- first\n"
      "- ![](https://example.org/c.png)\n"
      "- see ![](https://example.org/d.png) inside\n");
  EXPECT_EQ(paper.votes, 4);
  EXPECT_THAT(paper.authors, ElementsAre("A"));
  EXPECT_THAT(texts_of(paper), ElementsAre("first", "see ![](https://example.org/d.png) inside"));
}

TEST(ReaderMarkdown, ListLiteralsAreText) {
  const paper::Paper paper = read_body(
      "\n- **Performance Highlights**: ['하나.', \"둘\", {'셋': 4}]\n"
      "- {'a': ['b']}\n"
      "- [1]: https://example.org/not-a-definition\n"
      "- [ ] task\n");
  EXPECT_THAT(texts_of(paper),
              ElementsAre("['하나.', \"둘\", {'셋': 4}]", "{'a': ['b']}",
                          "[1]: https://example.org/not-a-definition", "[ ] task"));
}

TEST(ReaderMarkdown, WrappedLinesJoinWithOneSpace) {
  const paper::Paper paper = read_body(
      "\n- first line \n"
      "  second line\n"
      "lazy line\n"
      "\n"
      "  second paragraph  with  two blanks\n"
      "\n"
      "- next\t\n");
  EXPECT_THAT(
      texts_of(paper),
      ElementsAre("first line second line lazy line second paragraph  with  two blanks", "next"));
}

TEST(ReaderMarkdown, NestedBulletsAreSectionsOfTheirOwnersKind) {
  const paper::Paper paper = read_body(
      "\n- **Technical Details**: 세 부분:\n"
      "  - 선체\n"
      "    * 더 깊이\n"
      "  - **Mast**: 돛대\n"
      "- **Limitations**:\n"
      "  - 바람\n"
      "- plain\n"
      "  1) 하나\n");
  EXPECT_THAT(paper.sections,
              ElementsAre(paper::Section{paper::SectionKind::technical, "", "세 부분:"},
                          paper::Section{paper::SectionKind::technical, "", "선체"},
                          paper::Section{paper::SectionKind::technical, "", "더 깊이"},
                          paper::Section{paper::SectionKind::other, "Mast", "돛대"},
                          paper::Section{paper::SectionKind::other, "Limitations", "바람"},
                          body_section("plain"), body_section("하나")));
}

TEST(ReaderMarkdown, NumberedListBelongsToTheBulletAboveIt) {
  const paper::Paper paper = read_body(
      "\n- **Technical Details**: as follows:\n"
      "1) hull\n"
      "2) sail\n"
      "- **Performance Highlights**: fast\n"
      "\n"
      "1. **Speed**: 3 knots\n"
      "2. drift\n");
  EXPECT_THAT(paper.sections,
              ElementsAre(paper::Section{paper::SectionKind::technical, "", "as follows:"},
                          paper::Section{paper::SectionKind::technical, "", "hull"},
                          paper::Section{paper::SectionKind::technical, "", "sail"},
                          paper::Section{paper::SectionKind::performance, "", "fast"},
                          paper::Section{paper::SectionKind::other, "Speed", "3 knots"},
                          paper::Section{paper::SectionKind::performance, "", "drift"}));
  EXPECT_THAT(
      read_body("1. **What's New**: a\n2. b\n").sections,
      ElementsAre(paper::Section{paper::SectionKind::whats_new, "", "a"}, body_section("b")));
}

TEST(ReaderMarkdown, MarkersInTextStay) {
  const paper::Paper paper = read_body(
      "\n- 2024. 5. 3. 공개\n"
      "- 1. 번호가 있는 글\n"
      "- - twice\n"
      "- -5도 > 0 # not a heading\n"
      "-no bullet\n"
      "\n"
      "2024. 새 해\n");
  EXPECT_THAT(texts_of(paper), ElementsAre("2024. 5. 3. 공개", "1. 번호가 있는 글", "- twice",
                                           "-5도 > 0 # not a heading -no bullet", "2024. 새 해"));
}

TEST(ReaderMarkdown, OtherBlocksKeepTheirText) {
  const paper::Paper paper = read_body(
      "\nA paragraph of prose\non two lines.\n"
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
              ElementsAre("A paragraph of prose on two lines.", "quoted twice", "A small heading",
                          "text", "indented code", "in a fence", "star", "plus"));
}

TEST(ReaderMarkdown, CodeIsNoHeading) {
  const paper::Paper paper = read_body(
      "- before\n\n"
      "```sh\n# install first\n## then\nmake\n```\n\n"
      "- after\n");
  std::string all;
  for (const std::string& text : texts_of(paper)) all += text + "|";
  EXPECT_THAT(all, HasSubstr("before"));
  EXPECT_THAT(all, HasSubstr("install first"));
  EXPECT_THAT(all, HasSubstr("after"));
  // A block that is never closed ends with its entry.
  const Contribution c =
      read(in_day("### [A](https://arxiv.org/abs/2501.00001)\n```\ncode\n"
                  "### [B](https://arxiv.org/abs/2501.00002)\n- b\n```\n"));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001", "2501.00002"));
}

TEST(ReaderMarkdown, MergeConflictIsSaid) {
  const Contribution c =
      read(in_day("### [A](https://arxiv.org/abs/2501.00001)\n\n<<<<<<< HEAD\n- 배\n=======\n- 돛\n"
                  ">>>>>>> topic/x\n"));
  EXPECT_THAT(texts_of(c.entries.at(0).paper), ElementsAre("배", "돛"));
  EXPECT_THAT(warnings_of(c), ElementsAre(HasSubstr(":5: a merge conflict")));
}

TEST(ReaderMarkdown, ImagesInTheFileAreMedia) {
  const std::string data(100'000, 'A');
  for (const std::string& image : {"![fig](data:image/png;base64," + data + ")",
                                   "<img src=\"data:image/png;base64," + data + "\">"}) {
    const paper::Paper paper =
        read_body("- before\n\n" + image + "\n\n" + image + "\n\n" + image + "\n- after\n");
    EXPECT_THAT(texts_of(paper), ElementsAre("before", "after"));
  }
}

TEST(ReaderMarkdown, LinesOutsideOfPapersAreSaid) {
  const Contribution c =
      read(in_day("오늘의 머리말\n둘째 줄\n\n"
                  "### [A](https://arxiv.org/abs/2501.00001)\n- a\n"
                  "## Notes of the editor\nbye\n"));
  EXPECT_THAT(texts_of(c.entries.at(0).paper), ElementsAre("a"));
  EXPECT_THAT(warnings_of(c),
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
  const Contribution c = read(
      "## Daily Papers (2025-01-02)\n"
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

TEST(ReaderMarkdown, SkippedFileWithPapersIsSaid) {
  const Contribution c = read("# Licence\n\n### [T](https://arxiv.org/abs/2501.00001)\n");
  EXPECT_FALSE(c.is_digest);
  EXPECT_THAT(c.not_digest, HasSubstr("Daily Papers"));
  EXPECT_THAT(warnings_of(c), ElementsAre(HasSubstr(":1: not read: no \"## Daily Papers")));
}

TEST(ReaderMarkdown, NoDayHeadingIsNoDigest) {
  for (const std::string text :
       {"# Licence\n", "", "  \n\n", "plain", "## Daily Paperwork (2025-01-02)\n",
        "> ## Daily Papers (2025-01-02)\n", "[link](https://example.org)\n", "[![badge](a)](b)\n",
        "{% raw %}\n", "\xFF\xFE garbage"}) {
    const Contribution c = read(text);
    EXPECT_FALSE(c.is_digest) << text;
    EXPECT_THAT(c.entries, IsEmpty());
    EXPECT_THAT(c.rejects, IsEmpty());
    EXPECT_THAT(warnings_of(c), IsEmpty());
  }
}

TEST(ReaderMarkdown, IdsThatCannotBe) {
  const Contribution c =
      read(in_day("### [A](https://arxiv.org/abs/2501.0001)\n- a\n"
                  "### [B](https://arxiv.org/abs/2513.00001)\n- a\n"
                  "### [C](https://arxiv.org/abs/2503.00001)\n- a\n"
                  "### [D](https://arxiv.org/abs/nope/9901001)\n- a\n"
                  "### [E](https://arxiv.org/abs/2502.00001)\n- a\n"));
  EXPECT_THAT(ids_of(c), ElementsAre("2502.00001"));
  EXPECT_THAT(rejects_of(c),
              ElementsAre("3: no such arXiv id: 2501.0001: 4 digits after the point, not 5 (a zero "
                          "lost at the end?)",
                          "5: no such arXiv id: 2513.00001: there is no month 13",
                          "7: no such arXiv id: 2503.00001: its month comes after the day listed",
                          "9: no such arXiv id: nope/9901001: arXiv has no archive \"nope\""));
}

TEST(ReaderMarkdown, MarkdownThatStartsWithBracket) {
  const Contribution c =
      read("[TOC]\n\n" + in_day("### [T](https://arxiv.org/abs/2501.00001)\n- x\n"));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001"));
}

// Rejects.

TEST(ReaderMarkdown, RejectsNameTheLineAndKeepTheRest) {
  const Contribution c = read(
      "### [Too early](https://arxiv.org/abs/2501.00001)\n"  // 1
      "- x\n"                                                // 2
      "## Daily Papers (2025-01-02)\n"                       // 3
      "### No link at all\n"                                 // 4
      "### [Elsewhere](https://example.org/2501.00001)\n"    // 5
      "### [](https://arxiv.org/abs/2501.00001)\n"           // 6
      "### [Good](https://arxiv.org/abs/2501.00002)\n"       // 7
      "- kept\n"                                             // 8
      "### [Bytes](https://arxiv.org/abs/2501.00003)\n"      // 9
      "- fine\n"                                             // 10
      "- not \xED\xA0\x80 fine\n"                            // 11
      "### [Nul](https://arxiv.org/abs/2501.00003)\n"        // 12
      "- a" +
      std::string(1, '\0') +
      "b\n"                                               // 13
      "## Daily Papers (2025-02-30)\n"                    // 14
      "### [No day](https://arxiv.org/abs/2501.00004)\n"  // 15
      "## Daily Papers 2025-01-03\n"                      // 16
      "## Daily Papers ( 2025-01-03 ) ##\n"               // 17
      "### [Last](https://arxiv.org/abs/2501.00005)\n");  // 18
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00002", "2501.00005"));
  EXPECT_THAT(texts_of(c.entries.at(0).paper), ElementsAre("kept"));
  EXPECT_THAT(
      rejects_of(c),
      ElementsAre("1: no \"## Daily Papers (YYYY-MM-DD)\" heading above this paper",
                  "4: no link to an arXiv paper in the heading",
                  "5: no link to an arXiv paper in the heading (https://example.org/2501.00001)",
                  "6: empty title", "11: invalid UTF-8", "13: binary data (a NUL byte)",
                  "14: the heading \"## Daily Papers (2025-02-30)\" has no date of the form "
                  "(YYYY-MM-DD): the papers below it (1) are not read"));
  EXPECT_EQ(c.rejects.at(0).file, "/d/day.md");
}

TEST(ReaderMarkdown, BinaryFileIsOneReject) {
  const Contribution c = read("\x89PNG\r\n\x1A\n" + std::string(3, '\0') + "IHDR\n### [x](y)\n");
  EXPECT_THAT(rejects_of(c), ElementsAre("1: binary data"));
  EXPECT_THAT(c.entries, IsEmpty());
}

}  // namespace
}  // namespace nonmun::reader
