#include "indexer/reader/fields.hpp"

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

// The line by itself.

TEST(FieldLineOf, NameValueAndForm) {
  const std::optional<FieldLine> votes = field_line("- **Votes**: 12 ");
  ASSERT_TRUE(votes.has_value());
  EXPECT_EQ(votes->name, FieldName::votes);
  EXPECT_EQ(votes->value, "12");
  EXPECT_TRUE(votes->in_list);
  EXPECT_TRUE(votes->bold);
  const std::optional<FieldLine> authors = field_line("저자： A, B");
  ASSERT_TRUE(authors.has_value());
  EXPECT_EQ(authors->name, FieldName::authors);
  EXPECT_EQ(authors->value, "A, B");
  EXPECT_FALSE(authors->in_list);
  EXPECT_FALSE(authors->bold);
  for (const char* line : {"", "Vote 12", "Voters: 12", "The vote: 12", "Authority: A"}) {
    EXPECT_FALSE(field_line(line).has_value()) << line;
  }
}

TEST(VoteCount, RangeGroupsAndUnits) {
  EXPECT_EQ(vote_count("12"), 12);
  EXPECT_EQ(vote_count("1,234"), 1234);
  EXPECT_EQ(vote_count("1.25k"), 1250);
  EXPECT_EQ(vote_count("2M"), 2'000'000);
  EXPECT_EQ(vote_count("3천"), 3000);
  EXPECT_EQ(vote_count("１２"), 12);
  EXPECT_EQ(vote_count("1000000000"), 1'000'000'000);
  for (const char* text : {"", "-1", "1000000001", "12 cats", "1,23", "1,2345", "1.5", "1.2345k",
                           "99999999999999999999", "9999999M"}) {
    EXPECT_EQ(vote_count(text), std::nullopt) << text;
  }
  for (const char* text : {"", " - ", "?", "N/A", "—"}) EXPECT_TRUE(is_unknown_count(text)) << text;
  EXPECT_FALSE(is_unknown_count("0"));
}

TEST(Names, SplitAtCommasOrSemicolons) {
  EXPECT_THAT(split_names("A B, C D"), ElementsAre("A B", "C D"));
  EXPECT_THAT(split_names("King, Ada; Li, Bo"), ElementsAre("King, Ada", "Li, Bo"));
  EXPECT_THAT(split_names("A B, and **C D**"), ElementsAre("A B", "C D"));
  EXPECT_THAT(split_names(" , "), IsEmpty());
  EXPECT_TRUE(is_list_literal("['A', 'B']"));
  EXPECT_FALSE(is_list_literal("A [1], B"));
  EXPECT_THAT(split_names("['A', \"B's\"]"), ElementsAre("A", "B's"));
}

TEST(Names, OfOnePerson) {
  for (const char* name : {"Ada Lovelace", "Ludwig van Beethoven", "김철수", "J. R. R. Tolkien"}) {
    EXPECT_TRUE(is_person_name(name)) << name;
  }
  for (const char* text : {"", "Ada", "ada lovelace", "In 2024 We Sail", "배가 물에서 뜬다",
                           "One Two Three Four Five Six"}) {
    EXPECT_FALSE(is_person_name(text)) << text;
  }
}

// Field lines in a digest.

TEST(ReaderFields, Votes) {
  EXPECT_EQ(read_body("Vote: 0\n- x\n").votes, 0);
  EXPECT_EQ(read_body("Vote: -\n- x\n").votes, std::nullopt);
  EXPECT_EQ(read_body("Vote:\n- x\n").votes, std::nullopt);
  EXPECT_EQ(read_body("vote:7  \n- x\n").votes, 7);
  for (const std::string line : {"votes : 12", "**Vote**: 12", "**Votes:** 12", "- Vote: 12",
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

TEST(ReaderFields, BadVotesKeepThePaper) {
  for (const std::string bad : {"-3", "many", "1000000001", "99999999999999999999999", "4.5", "+4",
                                "1,2", "9 to 5", "2.5M M"}) {
    const Contribution c =
        read(in_day("### [T](https://arxiv.org/abs/2501.00001)\n\nVote: " + bad + "\n\n- x\n"));
    ASSERT_THAT(c.entries, SizeIs(1));
    EXPECT_EQ(c.entries[0].paper.votes, std::nullopt);
    EXPECT_THAT(texts_of(c.entries[0].paper), ElementsAre("x"));
    EXPECT_THAT(c.rejects, IsEmpty());
    EXPECT_THAT(warnings_of(c),
                ElementsAre(testing::StartsWith("/d/day.md:5: votes \"" + bad + "\"")));
  }
}

TEST(ReaderFields, SecondVoteLineIsNamed) {
  const Contribution c =
      read(in_day("### [T](https://arxiv.org/abs/2501.00001)\nVote: 1\nVote: 2\n- x\n"));
  EXPECT_EQ(c.entries.at(0).paper.votes, 1);
  EXPECT_THAT(warnings_of(c), ElementsAre(HasSubstr(":5: second Vote line")));
}

TEST(ReaderFields, Authors) {
  EXPECT_THAT(read_body("Authors: A B,  C D , +, A B,, E\n- x\n").authors,
              ElementsAre("A B", "C D", "E"));
  EXPECT_THAT(read_body("Authors:\n- x\n").authors, IsEmpty());
  EXPECT_THAT(read_body("Authors: A,\n  B,\nC\n\n- x\n").authors, ElementsAre("A", "B", "C"));
  EXPECT_THAT(read_body("Authors: A,\n- x\n").authors, ElementsAre("A"));
  for (const std::string line :
       {"**Authors**: Ada King, Bo Li", "저자: Ada King; Bo Li", "- Author(s): Ada King, and Bo Li",
        "Authors: ['Ada King', \"Bo Li\"]", "**저자들:** Ada King, Bo Li",
        "Authors:\n- Ada King\n- Bo Li", "Authors: Ada King;\n  Bo Li"}) {
    const paper::Paper paper = read_body(line + "\n\n- x\n");
    EXPECT_THAT(paper.authors, ElementsAre("Ada King", "Bo Li")) << line;
    EXPECT_THAT(texts_of(paper), ElementsAre("x")) << line;
  }
  EXPECT_THAT(read_body("Authors: King, Ada; Li, Bo\n").authors,
              ElementsAre("King, Ada", "Li, Bo"));
}

TEST(ReaderFields, FieldNamesInBulletTextAreText) {
  const paper::Paper paper = read_body(
      "Vote: 3\nAuthors: A\n\n"
      "- 이 논문의\nAuthors: 라는 줄은 본문이다\n"
      "- second\nVote: 9\n");
  EXPECT_EQ(paper.votes, 3);
  EXPECT_THAT(paper.authors, ElementsAre("A"));
  EXPECT_THAT(texts_of(paper),
              ElementsAre("이 논문의 Authors: 라는 줄은 본문이다", "second Vote: 9"));
}

}  // namespace
}  // namespace nonmun::reader
