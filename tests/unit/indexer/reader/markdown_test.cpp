#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/reader_testing.hpp"

namespace nonmun {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Contribution read(const std::string& content) {
  return read_digest("/d/day.md", content);
}

/// The one paper of an entry that must be read without complaint.
Paper read_one(const std::string& entry) {
  const Contribution c = read(in_day(entry));
  EXPECT_THAT(rejects_of(c), IsEmpty());
  EXPECT_THAT(c.warnings, IsEmpty());
  EXPECT_THAT(c.entries, SizeIs(1));
  return c.entries.empty() ? Paper{} : c.entries[0].paper;
}

Paper read_body(const std::string& body) {
  return read_one("### [A Title](https://arxiv.org/abs/2501.00001)\n" + body);
}

Section body_section(std::string text) {
  return {SectionKind::body, "", std::move(text)};
}

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
  const Paper& paper = c.entries[0].paper;
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
    const Paper paper = read_body("\nVote: 12\n\nAuthors: A\n\n- " + stars + "What's New" + stars +
                                  ": 새로운 돛.\n- " + stars + "Technical Details" + stars +
                                  ": 돛의 *재료*와 `mast` 설계.\n- " + stars +
                                  "Performance Highlights" + stars + ": 2배 빠름.\n");
    EXPECT_EQ(paper.votes, 12);
    EXPECT_THAT(paper.sections,
                ElementsAre(Section{SectionKind::whats_new, "", "새로운 돛."},
                            Section{SectionKind::technical, "", "돛의 *재료*와 `mast` 설계."},
                            Section{SectionKind::performance, "", "2배 빠름."}));
  }
}

TEST(ReaderMarkdown, LabelSpellings) {
  const Paper paper = read_body(
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
  EXPECT_THAT(paper.sections,
              ElementsAre(Section{SectionKind::whats_new, "", "curly"},
                          Section{SectionKind::whats_new, "", "colon inside"},
                          Section{SectionKind::whats_new, "", "capitals"},
                          Section{SectionKind::whats_new, "", "one asterisk"},
                          Section{SectionKind::other, "Limitations", "물이 없으면 못 간다."},
                          Section{SectionKind::other, "한계점", "wide colon"},
                          body_section("**Bold** start without colon"),
                          body_section("**Note** : blank before the colon"),
                          body_section("*emphasis*: of an unknown word"),
                          Section{SectionKind::other, "Two", "parts: **second**: stays"}));
}

// Titles and links.

TEST(ReaderMarkdown, TitleIsSourceText) {
  const auto title = [](const std::string& written) {
    return read_one("### [" + written + "](https://arxiv.org/abs/2501.00001)\n- x\n").title;
  };
  for (const std::string written :
       {"Ship$\\times$Shore: $O(n^2)$ *and* `more`", "Array[int] of [Boats]", "Half [0, 1) Open",
        "Sails & Oars <fast>", "A ](b) C", "See [here](https://example.org) too",
        "Unclosed [ bracket", "C\\_escaped \\[x\\]", "돛 (Sail)과 노",
        "Beyond A*: **Bold** Plans"}) {
    EXPECT_EQ(title(written), written);
  }
}

TEST(ReaderMarkdown, LinkForms) {
  for (const std::string link :
       {"[T](https://arxiv.org/abs/2501.00001)", "[T](http://arxiv.org/abs/2501.00001v3)",
        "[T](https://huggingface.co/papers/2501.00001)", "[T](https://arxiv.org/pdf/2501.00001v1)",
        "[T](<https://arxiv.org/abs/2501.00001>)", "[T](https://arxiv.org/abs/2501.00001 \"tip\")",
        "[T](https://arxiv.org/abs/2501.00001) ###", "T (https://arxiv.org/abs/2501.00001)",
        "[T](https://arxiv.org/abs/2501.00001) [code](https://example.org/code)",
        "[T] (https://arxiv.org/abs/2501.00001v2)", "T (https://arxiv.org/abs/2501.00001) (ACL)"}) {
    const Paper paper = read_one("### " + link + "\n- x\n");
    EXPECT_EQ(paper.id, "2501.00001") << link;
    EXPECT_EQ(paper.title, "T") << link;
  }
  EXPECT_EQ(read_one("### [T](https://arxiv.org/abs/math.GT/0309136)\n- x\n").id,
            "math.GT/0309136");
  EXPECT_EQ(read_one("### Boats (and Ships) (https://arxiv.org/abs/2501.00001)\n").title,
            "Boats (and Ships)");
}

// Field lines.

TEST(ReaderMarkdown, Votes) {
  EXPECT_EQ(read_body("Vote: 0\n- x\n").votes, 0);
  EXPECT_EQ(read_body("Vote: -\n- x\n").votes, std::nullopt);
  EXPECT_EQ(read_body("Vote:\n- x\n").votes, std::nullopt);
  EXPECT_EQ(read_body("vote:7  \n- x\n").votes, 7);
  EXPECT_EQ(read_body("Vote: 1000000000\n- x\n").votes, 1'000'000'000);
  EXPECT_EQ(read_body("- x\n\nVote: 5\n").votes, 5);
}

TEST(ReaderMarkdown, BadVotesKeepThePaper) {
  for (const std::string bad :
       {"-3", "many", "1000000001", "99999999999999999999999", "4.5", "+4"}) {
    const Contribution c =
        read(in_day("### [T](https://arxiv.org/abs/2501.00001)\n\nVote: " + bad + "\n\n- x\n"));
    ASSERT_THAT(c.entries, SizeIs(1));
    EXPECT_EQ(c.entries[0].paper.votes, std::nullopt);
    EXPECT_THAT(texts_of(c.entries[0].paper), ElementsAre("x"));
    EXPECT_THAT(c.rejects, IsEmpty());
    EXPECT_THAT(c.warnings, ElementsAre(testing::StartsWith("/d/day.md:5: votes \"" + bad + "\"")));
  }
}

TEST(ReaderMarkdown, SecondVoteLineIsNamed) {
  const Contribution c =
      read(in_day("### [T](https://arxiv.org/abs/2501.00001)\nVote: 1\nVote: 2\n- x\n"));
  EXPECT_EQ(c.entries.at(0).paper.votes, 1);
  EXPECT_THAT(c.warnings, ElementsAre(HasSubstr(":5: second Vote line")));
}

TEST(ReaderMarkdown, Authors) {
  EXPECT_THAT(read_body("Authors: A B,  C D , +, A B,, E\n- x\n").authors,
              ElementsAre("A B", "C D", "E"));
  EXPECT_THAT(read_body("Authors:\n- x\n").authors, IsEmpty());
  EXPECT_THAT(read_body("Authors: A,\n  B,\nC\n\n- x\n").authors, ElementsAre("A", "B", "C"));
  EXPECT_THAT(read_body("Authors: A,\n- x\n").authors, ElementsAre("A"));
}

TEST(ReaderMarkdown, FieldNamesInBulletTextAreText) {
  const Paper paper = read_body(
      "Vote: 3\nAuthors: A\n\n"
      "- 이 논문의\nAuthors: 라는 줄은 본문이다\n"
      "- second\nVote: 9\n");
  EXPECT_EQ(paper.votes, 3);
  EXPECT_THAT(paper.authors, ElementsAre("A"));
  EXPECT_THAT(texts_of(paper),
              ElementsAre("이 논문의 Authors: 라는 줄은 본문이다", "second Vote: 9"));
}

// What is content and what is not.

TEST(ReaderMarkdown, MediaIsNoContent) {
  const Paper paper = read_body(
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

TEST(ReaderMarkdown, HtmlDoesNotSwallowBullets) {
  const Paper paper = read_body(
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
      "<think> is a word here\n");
  EXPECT_THAT(texts_of(paper),
              ElementsAre("first", "second", "third", "fourth", "<think> is a word here"));
}

TEST(ReaderMarkdown, ListLiteralsAreText) {
  const Paper paper = read_body(
      "\n- **Performance Highlights**: ['하나.', \"둘\", {'셋': 4}]\n"
      "- {'a': ['b']}\n"
      "- [1]: https://example.org/not-a-definition\n"
      "- [ ] task\n");
  EXPECT_THAT(texts_of(paper),
              ElementsAre("['하나.', \"둘\", {'셋': 4}]", "{'a': ['b']}",
                          "[1]: https://example.org/not-a-definition", "[ ] task"));
}

TEST(ReaderMarkdown, WrappedLinesJoinWithOneSpace) {
  const Paper paper = read_body(
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
  const Paper paper = read_body(
      "\n- **Technical Details**: 세 부분:\n"
      "  - 선체\n"
      "    * 더 깊이\n"
      "  - **Mast**: 돛대\n"
      "- **Limitations**:\n"
      "  - 바람\n"
      "- plain\n"
      "  1) 하나\n");
  EXPECT_THAT(paper.sections, ElementsAre(Section{SectionKind::technical, "", "세 부분:"},
                                          Section{SectionKind::technical, "", "선체"},
                                          Section{SectionKind::technical, "", "더 깊이"},
                                          Section{SectionKind::other, "Mast", "돛대"},
                                          Section{SectionKind::other, "Limitations", "바람"},
                                          body_section("plain"), body_section("하나")));
}

TEST(ReaderMarkdown, NumberedListBelongsToTheBulletAboveIt) {
  const Paper paper = read_body(
      "\n- **Technical Details**: as follows:\n"
      "1) hull\n"
      "2) sail\n"
      "- **Performance Highlights**: fast\n"
      "\n"
      "1. **Speed**: 3 knots\n"
      "2. drift\n");
  EXPECT_THAT(paper.sections, ElementsAre(Section{SectionKind::technical, "", "as follows:"},
                                          Section{SectionKind::technical, "", "hull"},
                                          Section{SectionKind::technical, "", "sail"},
                                          Section{SectionKind::performance, "", "fast"},
                                          Section{SectionKind::other, "Speed", "3 knots"},
                                          Section{SectionKind::performance, "", "drift"}));
  EXPECT_THAT(read_body("1. **What's New**: a\n2. b\n").sections,
              ElementsAre(Section{SectionKind::whats_new, "", "a"}, body_section("b")));
}

TEST(ReaderMarkdown, MarkersInTextStay) {
  const Paper paper = read_body(
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
  const Paper paper = read_body(
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

TEST(ReaderMarkdown, NoDayHeadingIsNoDigest) {
  for (const std::string text :
       {"# Licence\n\n### [T](https://arxiv.org/abs/2501.00001)\n", "", "  \n\n", "plain",
        "## Daily Paperwork (2025-01-02)\n", "> ## Daily Papers (2025-01-02)\n",
        "[link](https://example.org)\n", "[![badge](a)](b)\n", "{% raw %}\n", "\xFF\xFE garbage"}) {
    const Contribution c = read(text);
    EXPECT_FALSE(c.is_digest) << text;
    EXPECT_THAT(c.entries, IsEmpty());
    EXPECT_THAT(c.rejects, IsEmpty());
    EXPECT_THAT(c.warnings, IsEmpty());
  }
}

TEST(ReaderMarkdown, ByteOrderMarkAndCrlf) {
  const std::string unix_text = in_day(
      "### [T](https://arxiv.org/abs/2501.00001)\n\nVote: 3\n\nAuthors: A, B\n\n- one\n  more\n- "
      "two\n");
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : unix_text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const Contribution a = read(unix_text);
  const Contribution b = read(windows);
  ASSERT_THAT(b.entries, SizeIs(1));
  EXPECT_EQ(a.entries.at(0).paper, b.entries.at(0).paper);
  EXPECT_EQ(a.entries.at(0).line, b.entries.at(0).line);
  EXPECT_THAT(b.rejects, IsEmpty());
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
                  "5: no link to an arXiv paper in the heading", "6: empty title",
                  "11: invalid UTF-8", "13: binary data (a NUL byte)",
                  "14: the heading \"## Daily Papers (2025-02-30)\" has no date of the form "
                  "(YYYY-MM-DD)",
                  "15: no date: the day heading above this paper is malformed",
                  "16: the heading \"## Daily Papers 2025-01-03\" has no date of the form "
                  "(YYYY-MM-DD)"));
  EXPECT_EQ(c.rejects.at(0).file, "/d/day.md");
}

TEST(ReaderMarkdown, BinaryFileIsOneReject) {
  const Contribution c = read("\x89PNG\r\n\x1A\n" + std::string(3, '\0') + "IHDR\n### [x](y)\n");
  EXPECT_THAT(rejects_of(c), ElementsAre("1: binary data"));
  EXPECT_THAT(c.entries, IsEmpty());
}

}  // namespace
}  // namespace nonmun
