#include "indexer/reader/heading.hpp"

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

// The heading by itself.

TEST(HeadingOf, LevelAndText) {
  const auto level = [](std::string_view line) { return heading_of(line).level; };
  EXPECT_EQ(heading_of("## Daily Papers").level, 2);
  EXPECT_EQ(heading_of("## Daily Papers").text, "Daily Papers");
  EXPECT_EQ(heading_of("   ### \xC2\xA0Title ").text, "Title");
  EXPECT_EQ(level("######"), 6);
  EXPECT_EQ(level("#hashtag"), 0);
  EXPECT_EQ(level("###[T](x)"), 3);
  EXPECT_EQ(level("##daily papers"), 2);
  EXPECT_EQ(level("####### seven"), 0);
  EXPECT_EQ(level("    # code"), 0);
  EXPECT_EQ(level(""), 0);
}

TEST(DayIn, OneDateAlone) {
  const auto day = [](std::string_view text) {
    const std::optional<paper::Day> found = day_in(text);
    return found ? found->iso() : std::string();
  };
  for (const char* text : {"2024-02-09", "2024. 2. 9.", "20240209", "2024년 2월 9일", "Feb 9, 2024",
                           "9th February 2024", "2024_02_09.md", "2024-02-09 and 2024/2/9"}) {
    EXPECT_EQ(day(text), "2024-02-09") << text;
  }
  for (const char* text : {"", "2024", "2024-13-01", "2023-02-29", "09/02/2024",
                           "2024-02-09 to 2024-02-10", "12024-02-09", "Smarch 9, 2024"}) {
    EXPECT_EQ(day(text), "") << text;
  }
}

TEST(PaperLinkOf, TitleIdAndProblem) {
  const std::optional<PaperLink> link =
      paper_link("1. **[A ](b) C](https://arxiv.org/abs/2501.00001v2)** [code](https://x.org)");
  ASSERT_TRUE(link.has_value());
  EXPECT_EQ(link->title, "A ](b) C");
  EXPECT_EQ(link->id, "2501.00001");
  EXPECT_EQ(link->problem, "");
  EXPECT_NE(paper_link("[T](https://arxiv.org/abs/2513.00001)")->problem, "");
  EXPECT_FALSE(paper_link("[T](https://example.org)").has_value());
  EXPECT_FALSE(paper_link("").has_value());
}

TEST(PartKindOf, KnownLikelyAndNone) {
  EXPECT_EQ(part_kind("초록"), PartKind::known);
  EXPECT_EQ(part_kind("Abstract"), PartKind::known);
  EXPECT_EQ(part_kind("2. Method:"), PartKind::known);
  EXPECT_EQ(part_kind("왜 중요한가"), PartKind::likely);
  EXPECT_EQ(part_kind("Sails and Oars"), PartKind::none);
  EXPECT_EQ(part_kind("[돛](https://example.org)"), PartKind::none);
}

// Headings in a digest.

TEST(ReaderHeading, TitleIsSourceText) {
  const auto title = [](const std::string& written) {
    return read_one("### [" + written + "](https://arxiv.org/abs/2501.00001)\n- x\n").title;
  };
  for (const std::string written :
       {"Ship$\\times$Shore: $O(n^2)$ *and* `more`", "Array[int] of [Boats]", "Half [0, 1) Open",
        "Sails & Oars <fast>", "A ](b) C", "See [here](https://example.org) too",
        "Unclosed [ bracket", "돛 (Sail)과 노", "$\\{a\\_b\\}$ kept",
        "Beyond A*: **Bold** Plans"}) {
    EXPECT_EQ(title(written), written);
  }
}

TEST(ReaderHeading, TitleWithoutDecoration) {
  const auto title = [](const std::string& heading) {
    return read_one("### " + heading + "\n- x\n").title;
  };
  const std::string link = "(https://arxiv.org/abs/2501.00001)";
  for (const std::string& heading :
       {"3. [Small Sails]" + link, "12) [Small Sails]" + link, "#4 [Small Sails]" + link,
        "**[Small Sails]" + link + "**", "[**Small Sails**]" + link,
        "~~[Small Sails]" + link + "~~", "🚢 [Small Sails]" + link,
        "1\xEF\xB8\x8F\xE2\x83\xA3 [Small Sails]" + link, "<b>[Small Sails]" + link + "</b>",
        "[Small&nbsp;Sails]" + link, "5. Small Sails " + link, "[1. Small Sails]" + link,
        "- [Small Sails]" + link}) {
    EXPECT_EQ(title(heading), "Small Sails") << heading;
  }
  EXPECT_EQ(title("[Sails &amp; Oars &#40;Old&#x29; &lt;S&gt; A\\_B]" + link),
            "Sails & Oars (Old) <S> A_B");
}

TEST(ReaderHeading, LinkForms) {
  for (const std::string link :
       {"[T](https://arxiv.org/abs/2501.00001)", "[T](http://arxiv.org/abs/2501.00001v3)",
        "[T](https://huggingface.co/papers/2501.00001)", "[T](https://arxiv.org/pdf/2501.00001v1)",
        "[T](<https://arxiv.org/abs/2501.00001>)", "[T](https://arxiv.org/abs/2501.00001 \"tip\")",
        "[T](https://arxiv.org/abs/2501.00001) ###", "T (https://arxiv.org/abs/2501.00001)",
        "[T](https://arxiv.org/abs/2501.00001) [code](https://example.org/code)",
        "[T] (https://arxiv.org/abs/2501.00001v2)", "T (https://arxiv.org/abs/2501.00001) (ACL)"}) {
    const paper::Paper paper = read_one("### " + link + "\n- x\n");
    EXPECT_EQ(paper.id, "2501.00001") << link;
    EXPECT_EQ(paper.title, "T") << link;
  }
  EXPECT_EQ(read_one("### [T](https://arxiv.org/abs/math.GT/0309136)\n- x\n").id, "math/0309136");
  EXPECT_EQ(read_one("### Boats (and Ships) (https://arxiv.org/abs/2501.00001)\n").title,
            "Boats (and Ships)");
}

TEST(ReaderHeading, HeadingsOfPartsBelongToThePaper) {
  for (const std::string marks : {"#", "##", "###"}) {
    const paper::Paper paper =
        read_body("Vote: 1\n\n" + marks + " 초록\n돛의 글\n\n" + marks +
                  " 2. Technical Details:\n- 노의 글\n" + marks + " **Limitations**\n- 물\n");
    EXPECT_THAT(paper.sections,
                ElementsAre(paper::Section{paper::SectionKind::other, "초록", "돛의 글"},
                            paper::Section{paper::SectionKind::technical, "", "노의 글"},
                            paper::Section{paper::SectionKind::other, "Limitations", "물"}));
  }
  // A few Korean words are a part as well, but that is a guess, and said.
  const Contribution c =
      read(in_day("### [A](https://arxiv.org/abs/2501.00001)\n- a\n"
                  "### 왜 중요한가\n- b\n"
                  "### 새로운 돛의 설계\nVote: 3\n- c\n"));
  EXPECT_THAT(texts_of(c.entries.at(0).paper), ElementsAre("a", "b"));
  EXPECT_THAT(warnings_of(c), ElementsAre(HasSubstr(":5: the heading \"왜 중요한가\"")));
  EXPECT_THAT(rejects_of(c), ElementsAre("7: no link to an arXiv paper in the heading"));
}

TEST(ReaderHeading, EntriesOfEveryLevel) {
  for (const std::string marks : {"#", "##", "####", "######"}) {
    const Contribution c = read(in_day(marks + " [A](https://arxiv.org/abs/2501.00001)\n- a\n" +
                                       marks + " [B](https://arxiv.org/abs/2501.00002)\n- b\n"));
    EXPECT_THAT(ids_of(c), ElementsAre("2501.00001", "2501.00002")) << marks;
  }
  const Contribution c =
      read(in_day("### [A](https://arxiv.org/abs/2501.00001)\n"
                  "#### [PDF](https://arxiv.org/pdf/2501.00001)\n- a\n"));
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001"));
}

TEST(ReaderHeading, BlanksOfEveryKind) {
  for (const std::string day :
       {"##\xC2\xA0"
        "Daily Papers (2025-01-02)",
        "\xE2\x80\x8B## Daily Papers (2025-01-02)", "## Daily Papers\xC2\xA0(2025-01-02)\xC2\xA0",
        "##\xE3\x80\x80"
        "Daily Papers (2025-01-02)",
        "Notes\n\xEF\xBB\xBF## Daily Papers (2025-01-02)"}) {
    const Contribution c =
        read(day +
             "\n\n###\xC2\xA0[T](https://arxiv.org/abs/2501.00001\xE2\x80\x8B)\n\n"
             "\xC2\xA0Vote:\xC2\xA0"
             "3\n\n- x\n");
    ASSERT_THAT(ids_of(c), ElementsAre("2501.00001")) << day;
    EXPECT_EQ(c.entries[0].paper.votes, 3) << day;
  }
}

TEST(ReaderHeading, DayHeadings) {
  for (const std::string heading :
       {"## Daily Papers (2025-1-2)", "## Daily Papers 2025-01-02",
        "## Daily Papers (2025. 01. 02.)", "## Daily Papers (2025년 1월 2일)",
        "## Daily Papers （2025-01-02）", "## Daily Papers (2025–01–02)",
        "# Daily Papers (2025-01-02)", "##Daily Papers (2025-01-02)",
        "## 🔥 Daily Papers (2025-01-02)", "## **Daily Papers (2025/01/02)**",
        "# Hugging Face Daily Papers – 2025-01-02", "### Daily Papers 20250102",
        "## Daily Paper (Jan 2, 2025)", "## Daily Papers: 2nd January 2025",
        "Daily Papers (2025-01-02)\n-----", "## daily papers ( 2025-01-02 ) ##"}) {
    const Contribution c = read(heading + "\n\n### [T](https://arxiv.org/abs/2501.00001)\n- x\n");
    EXPECT_THAT(rejects_of(c), IsEmpty()) << heading;
    ASSERT_THAT(c.entries, SizeIs(1)) << heading;
    EXPECT_THAT(c.entries[0].paper.listed, ElementsAre("2025-01-02")) << heading;
  }
  for (const std::string heading :
       {"## Daily Papers (02/01/2025)", "## Daily Papers (2025-02-30)", "## Daily Papers",
        "## Daily Papers (2025-01-02 ~ 2025-01-05)"}) {
    const Contribution c = read(heading +
                                "\n\n### [T](https://arxiv.org/abs/2501.00001)\n- x\n"
                                "### [U](https://arxiv.org/abs/2501.00002)\n- x\n");
    EXPECT_THAT(rejects_of(c), ElementsAre(HasSubstr("the papers below it (2) are not read")));
  }
}

}  // namespace
}  // namespace nonmun::reader
