#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "tests/support/reader_testing.hpp"

namespace nonmun::reader {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kGood =
    R"({"schema":1,"id":"2501.00001","title":"Boats","listed":"2025-01-02","abstract":"On boats."})";

Contribution read(const std::string& content) {
  return read_digest("/d/day.jsonl", content);
}

std::string line_with(const std::string& more) {
  return kGood.substr(0, kGood.size() - 1) + "," + more + "}";
}

std::string reason_of(const std::string& line) {
  const Contribution c = read(line + "\n" + kGood + "\n");
  EXPECT_THAT(c.entries, SizeIs(1)) << line;
  if (c.rejects.size() != 1 || c.rejects[0].line != 1) return "(no reject)";
  return c.rejects[0].reason;
}

TEST(ReaderJsonl, WholePaper) {
  const Contribution c = read(
      R"({"schema":1,"id":"2501.00001v2","title":"Boats:\n  and\r\nShips","listed":["2025-01-03","2025-01-02","2025-01-03"],"lang":"ko",)"
      R"("sections":[{"kind":"whats_new","text":"새 돛"},{"kind":"other","label":"Limitations","text":"바람\n필요"},{"text":"본문"},{"kind":"technical","text":" "}],)"
      R"("authors":["Min Kim","+","Ada Lovelace","Min Kim"],"votes":34,"votes_at":"2025-01-02T03:04:05Z",)"
      R"("published":"2025-01-01","abstract":"Lines\nfold.","keywords":["boat","sail"],)"
      R"("urls":{"abs":"https://arxiv.org/abs/2501.00001","code":"https://example.org"},"source":"a.md:3"})"
      "\n");
  EXPECT_THAT(rejects_of(c), IsEmpty());
  EXPECT_THAT(warnings_of(c), IsEmpty());
  EXPECT_TRUE(c.is_digest);
  ASSERT_THAT(c.entries, SizeIs(1));
  paper::Paper expected;
  expected.id = "2501.00001";
  expected.title = "Boats: and Ships";
  expected.listed = {"2025-01-02", "2025-01-03"};
  expected.votes = 34;
  expected.votes_at = 1735787045;
  expected.authors = {"Min Kim", "Ada Lovelace"};
  expected.sections = {{paper::SectionKind::whats_new, "", "새 돛"},
                       {paper::SectionKind::other, "Limitations", "바람 필요"},
                       {paper::SectionKind::body, "", "본문"}};
  expected.abstract = "Lines fold.";
  expected.keywords = {"boat", "sail"};
  EXPECT_EQ(c.entries[0].paper, expected);
}

TEST(ReaderJsonl, NullIsAbsent) {
  const Contribution c = read(line_with(
      R"("votes":null,"votes_at":null,"sections":null,"authors":null,"keywords":null,"urls":null)"));
  ASSERT_THAT(c.entries, SizeIs(1));
  EXPECT_EQ(c.entries[0].paper.votes, std::nullopt);
}

TEST(ReaderJsonl, ForeignIdsAndUrls) {
  const Contribution c = read(
      R"({"schema":1,"id":"x:acl/2024.long-1","title":"T","listed":"2025-01-02","abstract":"a","urls":{"abs":"https://example.org/1"}})");
  ASSERT_THAT(c.entries, SizeIs(1));
  EXPECT_EQ(c.entries[0].paper.id, "x:acl/2024.long-1");
  EXPECT_EQ(c.entries[0].paper.url, "https://example.org/1");
}

TEST(ReaderJsonl, VotesOnlyLines) {
  const Contribution c =
      read(R"({"schema":1,"id":"2501.00001","votes":57,"votes_at":"2025-05-09T23:00:00.250Z"})"
           "\n\n"
           R"({"schema":1,"id":"x:a","votes":0})"
           "\n"
           R"({"schema":1,"id":"x:a","votes":null})"
           "\n"
           R"({"schema":1,"id":"x:a","votes":3,"listed":"2025-01-02"})"
           "\n" +
           line_with(R"("votes":8,"votes_at":"2025-05-10T08:00:00+09:00")"));
  EXPECT_THAT(c.entries, SizeIs(1));
  ASSERT_THAT(c.votes, SizeIs(2));
  EXPECT_EQ(c.votes[0].id, "2501.00001");
  EXPECT_EQ(c.votes[0].votes, 57);
  EXPECT_EQ(c.votes[0].votes_at, 1746831600);
  EXPECT_EQ(c.votes[0].line, 1U);
  EXPECT_EQ(c.votes[1].id, "x:a");
  EXPECT_EQ(c.votes[1].votes, 0);
  EXPECT_EQ(c.votes[1].votes_at, std::nullopt);
  EXPECT_EQ(c.votes[1].line, 3U);
  EXPECT_THAT(rejects_of(c), ElementsAre("4: a line without title must hold a number of votes",
                                         "5: no \"title\""));

  const std::vector<VoteUpdate> updates = vote_updates(c);
  ASSERT_THAT(updates, SizeIs(3));
  EXPECT_EQ(updates[0].votes, 8);
  EXPECT_EQ(updates[0].votes_at, 1746831600);
  EXPECT_EQ(updates[0].line, 6U);
  EXPECT_EQ(updates[1].votes, 57);
}

TEST(ReaderJsonl, UnknownKeysWarnOnceEach) {
  const std::string line = line_with(R"("mood":"good","né\n":1)");
  const Contribution c = read(kGood + "\n" + line + "\n" + line + "\n");
  EXPECT_THAT(c.entries, SizeIs(3));
  EXPECT_THAT(warnings_of(c), ElementsAre("/d/day.jsonl:2: unknown key \"mood\" ignored",
                                          "/d/day.jsonl:2: unknown key \"n\\u00e9\\n\" ignored"));
}

TEST(ReaderJsonl, BadLines) {
  EXPECT_EQ(reason_of(kGood.substr(0, 40)), "JSON ends too early");
  EXPECT_THAT(reason_of("{nonsense}"), HasSubstr("not valid JSON at byte 3"));
  EXPECT_THAT(reason_of(kGood + kGood), HasSubstr("not valid JSON at byte"));
  EXPECT_EQ(reason_of("garbage").substr(0, 14), "not valid JSON");
  EXPECT_EQ(reason_of("12"), "not a JSON object");
  EXPECT_EQ(reason_of("{\"a\":\"\xFF\"}"), "invalid UTF-8");
  EXPECT_EQ(reason_of(std::string("{\0}", 3)), "binary data (a NUL byte)");
  EXPECT_EQ(reason_of(R"({"schema":1e999})"), "a number in the JSON is out of range");
  EXPECT_EQ(reason_of(R"({"error":"no such day"})"),
            "not papers but an error of the server: \"no such day\"");
  EXPECT_EQ(reason_of(R"({"id":"2501.00001"})"),
            "no \"schema\" number; this reader knows schema 1");
  EXPECT_THAT(reason_of(line_with(R"("votes":NaN)")), HasSubstr("NaN at byte"));
  EXPECT_THAT(reason_of(R"({"schema":1,"title":"\ud83d"})"), HasSubstr("surrogate pair"));
  EXPECT_EQ(reason_of(R"({"schema":2,"id":"2501.00001"})"),
            "schema 2 is not known; this reader knows schema 1");
  EXPECT_EQ(reason_of(R"({"schema":"1"})"),
            "schema \"1\" is not known; this reader knows schema 1");
}

TEST(ReaderJsonl, BadFields) {
  const auto paper = [](const std::string& id, const std::string& title, const std::string& listed,
                        const std::string& rest) {
    return R"({"schema":1,"id":)" + id + R"(,"title":)" + title + R"(,"listed":)" + listed + "," +
           rest + "}";
  };
  const std::string abstract = R"("abstract":"a")";
  const auto with_id = [&](const std::string& id) {
    return reason_of(paper(id, R"("T")", R"("2025-01-02")", abstract));
  };
  EXPECT_EQ(with_id("7"), "no \"id\" string");
  EXPECT_EQ(with_id(R"("foo")"), "the id \"foo\" is neither an arXiv id nor starts with \"x:\"");
  EXPECT_EQ(with_id(R"("x:")"), "the id \"x:\" has no key");
  EXPECT_THAT(with_id(R"("x:a b")"), HasSubstr("white space"));
  EXPECT_THAT(with_id(R"("x:a\u0007")"), HasSubstr("control"));
  EXPECT_THAT(with_id(R"("x:a\u00a0b")"), HasSubstr("white space"));
  EXPECT_THAT(with_id(R"("x:a\u3000b")"), HasSubstr("white space"));
  EXPECT_THAT(
      read(paper("\"x:" + std::string(98, 'k') + "\"", R"("T")", R"("2025-01-02")", abstract))
          .entries,
      SizeIs(1));
  EXPECT_EQ(with_id("\"x:" + std::string(99, 'k') + "\""), "id of 101 bytes, more than 100");
  const auto with_title = [&](const std::string& title) {
    return reason_of(paper(R"("x:1")", title, R"("2025-01-02")", abstract));
  };
  EXPECT_EQ(with_title("null"), "no \"title\"");
  EXPECT_EQ(with_title(R"(" \n ")"), "empty title");
  EXPECT_EQ(with_title("3"), "\"title\" is not a string");
  const auto with_listed = [&](const std::string& listed) {
    return reason_of(paper(R"("x:1")", R"("T")", listed, abstract));
  };
  EXPECT_EQ(with_listed("null"), "no \"listed\" date");
  EXPECT_EQ(with_listed("[]"), "\"listed\" is empty");
  EXPECT_EQ(with_listed(R"("2025-02-29")"), "\"listed\" \"2025-02-29\" is not a date YYYY-MM-DD");
  EXPECT_EQ(with_listed(R"(["2025-02-28", 3])"), "\"listed\" 3 is not a date YYYY-MM-DD");
  const auto with_rest = [&](const std::string& rest) {
    return reason_of(paper(R"("x:1")", R"("T")", R"("2025-01-02")", rest));
  };
  EXPECT_EQ(with_rest(R"("votes":1)"), "neither \"sections\" nor an \"abstract\" with text");
  EXPECT_EQ(with_rest(R"("sections":[])"), "neither \"sections\" nor an \"abstract\" with text");
  EXPECT_EQ(with_rest(R"("sections":{})"), "\"sections\" is not an array");
  EXPECT_EQ(with_rest(R"("sections":["a"])"), "a section is not an object");
  EXPECT_EQ(with_rest(R"("sections":[{"kind":"mood","text":"a"}])"),
            "section kind \"mood\" is not known");
  EXPECT_EQ(with_rest(abstract + R"(,"authors":"A")"), "\"authors\" is not an array");
  EXPECT_EQ(with_rest(abstract + R"(,"authors":[1])"),
            "\"authors\" holds something else than strings");
  for (const std::string votes :
       {"-1", "1000000001", "\"five\"", "2.5", "1e12", "99999999999999999999"}) {
    EXPECT_THAT(with_rest(abstract + ",\"votes\":" + votes), testing::StartsWith("votes "))
        << votes;
  }
  for (const std::string at :
       {"1", "\"2025-01-02\"", "\"2025-01-02T03:04:05\"", "\"2025-13-02T03:04:05Z\"",
        "\"2025-01-02T24:04:05Z\"", "\"2025-01-02T03:04:05+9:00\""}) {
    EXPECT_THAT(with_rest(abstract + ",\"votes_at\":" + at), testing::StartsWith("votes_at "))
        << at;
  }
  const auto votes_of = [&](const std::string& votes) {
    return read(paper(R"("x:1")", R"("T")", R"("2025-01-02")", abstract + ",\"votes\":" + votes))
        .entries.at(0)
        .paper.votes;
  };
  EXPECT_EQ(votes_of("12.0"), 12);
  EXPECT_EQ(votes_of("\"12\""), 12);
  EXPECT_EQ(read(paper(R"("x:1")", R"("T")", R"("2025-01-02T00:00:00.000")", abstract))
                .entries.at(0)
                .paper.listed.at(0),
            "2025-01-02");
  EXPECT_THAT(with_id(R"("2501.0001")"), HasSubstr("a zero lost"));
  EXPECT_THAT(with_id(R"("2503.00001")"), HasSubstr("after the day listed"));
  // A number that arXiv will not give in our time is the writer's own.
  const std::string own = paper(R"("9901.00001")", R"("T")", R"("2025-01-02")", abstract);
  EXPECT_EQ(read(own).entries.at(0).paper.id, "9901.00001");
  EXPECT_THAT(with_id(R"("x:a\u202e")"), HasSubstr("control"));
  for (const std::string address : {"https://a.org/\\\"x", "https://a.org/ x", "https://a.org/<x>",
                                    "http://a.org/'", "ftp://a"}) {
    EXPECT_THAT(with_rest(abstract + R"(,"urls":{"abs":")" + address + "\"}"), HasSubstr("plain"));
  }
  const std::string script = R"(,"urls":{"abs":"javascript:go"})";
  EXPECT_THAT(with_rest(abstract + script), HasSubstr("https://"));
}

TEST(ReaderJsonl, AddressOfAnArxivPaperIsArxivs) {
  const Contribution c = read(line_with(R"("urls":{"abs":"https://example.org/evil"})"));
  EXPECT_EQ(c.entries.at(0).paper.url, "");
  EXPECT_THAT(warnings_of(c), ElementsAre(HasSubstr("is not that of the arXiv paper")));
}

TEST(ReaderJsonl, CountsOfTheFutureAreOfNow) {
  const Contribution c = read(line_with(R"("votes":3,"votes_at":"2999-01-01T00:00:00Z")"));
  EXPECT_LE(c.entries.at(0).paper.votes_at.value(), std::time(nullptr));
  EXPECT_THAT(warnings_of(c), ElementsAre(HasSubstr("votes_at is later than now")));
}

TEST(ReaderJsonl, WithdrawnIsKept) {
  EXPECT_EQ(read(line_with(R"("withdrawn":"2025-03-01")")).entries.at(0).paper.withdrawn,
            "2025-03-01");
}

TEST(ReaderJsonl, ManyLinesOfAnotherFormatAreOneReject) {
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    text += R"({"id":"0704.)" + std::to_string(1000 + i) +
            R"(","title":"T","abstract":"a"})"
            "\n";
  }
  const Contribution c = read(text);
  EXPECT_EQ(c.rejected, 3000U);
  EXPECT_THAT(rejects_of(c),
              ElementsAre("1: no \"schema\" number; this reader knows schema 1 (3000 "
                          "times, the first here)"));
}

TEST(ReaderJsonl, LineEndsAndEmptyFiles) {
  const Contribution c = read("\xEF\xBB\xBF\r\n" + kGood + "\r\n  \r\n" + kGood);
  ASSERT_THAT(c.entries, SizeIs(2));
  EXPECT_EQ(c.entries[0].line, 2U);
  EXPECT_EQ(c.entries[1].line, 4U);
  for (const std::string empty : {"", " \n\r\n\t"}) {
    const Contribution none = read(empty);
    EXPECT_TRUE(none.is_digest);
    EXPECT_THAT(none.entries, IsEmpty());
    EXPECT_THAT(none.rejects, IsEmpty());
  }
}

TEST(ReaderJsonl, ToldFromContentOnStandardInput) {
  EXPECT_THAT(read_digest("stdin", "\n " + kGood).entries, SizeIs(1));
  EXPECT_THAT(read_digest("stdin", in_day("### [T](https://arxiv.org/abs/2501.00001)")).entries,
              SizeIs(1));
}

TEST(ReaderJsonl, BadFirstLineDoesNotHideTheRest) {
  const Contribution c = read("ed\":\"2025-01-01\"}\n" + kGood);
  EXPECT_THAT(c.entries, SizeIs(1));
  EXPECT_THAT(c.rejects, SizeIs(1));
}

// The daily-papers API.

const std::string kItem =
    R"({"paper":{"id":"2501.00001","title":"Boats\n  and Ships","summary":"On\nboats.","upvotes":7,)"
    R"("authors":[{"_id":"1","name":"Min Kim","hidden":false},{"name":"Secret","hidden":true},{"name":"Ada"}],)"
    R"("publishedAt":"2024-12-30T00:00:00.000Z","submittedOnDailyAt":"2025-01-02T01:02:03.000Z",)"
    R"("ai_summary":"Boats float.","ai_keywords":["boat","sail"],"discussionId":"x"},)"
    R"("publishedAt":"2025-01-05T00:00:00.000Z","title":"Boats","numComments":2})";

std::string item_with(const std::string& paper,
                      const std::string& rest = R"("publishedAt":"2025-01-05T00:00:00Z")") {
  return "{\"paper\":{" + paper + "}," + rest + "}";
}

TEST(ReaderApi, WholeItem) {
  const Contribution c = read_digest("stdin", "[" + kItem + "]");
  EXPECT_THAT(rejects_of(c), IsEmpty());
  EXPECT_THAT(warnings_of(c), IsEmpty());
  ASSERT_THAT(c.entries, SizeIs(1));
  paper::Paper expected;
  expected.id = "2501.00001";
  expected.title = "Boats and Ships";
  expected.listed = {"2025-01-02"};
  expected.votes = 7;
  expected.authors = {"Min Kim", "Ada"};
  expected.sections = {{paper::SectionKind::body, "", "Boats float."}};
  expected.abstract = "On boats.";
  expected.keywords = {"boat", "sail"};
  EXPECT_EQ(c.entries[0].paper, expected);
  ASSERT_THAT(vote_updates(c), SizeIs(1));
  EXPECT_EQ(vote_updates(c)[0].votes, 7);
}

TEST(ReaderApi, SparseItems) {
  const Contribution c = read_digest(
      "stdin",
      "[" + item_with(R"("id":"2501.00002","title":"T","upvotes":"many")") + ",\n" +
          item_with(R"("id":"2501.00003")",
                    R"("title":"Outer","summary":"S","publishedAt":"2025-01-06T00:00:00Z")") +
          "]");
  EXPECT_THAT(rejects_of(c), IsEmpty());
  ASSERT_THAT(c.entries, SizeIs(2));
  EXPECT_EQ(c.entries[0].paper.votes, std::nullopt);
  EXPECT_THAT(c.entries[0].paper.listed, ElementsAre("2025-01-05"));
  EXPECT_EQ(c.entries[1].paper.title, "Outer");
  EXPECT_EQ(c.entries[1].paper.abstract, "S");
  EXPECT_EQ(c.entries[1].line, 2U);
  EXPECT_THAT(warnings_of(c),
              ElementsAre(HasSubstr("stdin:1: item 1 (\"2501.00002\"): upvotes \"many\"")));
  EXPECT_THAT(vote_updates(c), IsEmpty());
}

TEST(ReaderApi, BadItemsKeepTheRest) {
  const Contribution c = read_digest(
      "stdin", "[\n1,\n{\"paper\":3},\n" + item_with(R"("id":"nope","title":"T")") + ",\n" +
                   item_with(R"("id":"2501.00002")") + ",\n" +
                   item_with(R"("id":"2501.00002","title":"T")", R"("publishedAt":"soon")") +
                   ",\n" + "{\"paper\":\n{\"id\" \"2501.00002\"}},\n" + kItem + "\n]\n");
  EXPECT_THAT(ids_of(c), ElementsAre("2501.00001"));
  EXPECT_EQ(c.entries.at(0).line, 9U);
  EXPECT_THAT(
      rejects_of(c),
      ElementsAre("2: item 1: not a JSON object", "3: item 2: no \"paper\" object in the item",
                  "4: item 3 (\"nope\"): no arXiv id in the item",
                  "5: item 4 (\"2501.00002\"): empty title",
                  "6: item 5 (\"2501.00002\"): no day in \"submittedOnDailyAt\" or "
                  "\"publishedAt\"",
                  HasSubstr("8: item 6: not valid JSON at byte")));
}

TEST(ReaderApi, OtherFormsOfTheSame) {
  const paper::Paper whole = read_digest("stdin", "[" + kItem + "]").entries.at(0).paper;
  std::string spread = kItem;
  for (std::size_t at = 0; (at = spread.find(',', at)) != std::string::npos; at += 2) {
    spread.insert(at + 1, "\n");
  }
  for (const std::string& text :
       {kItem + "\n" + kItem + "\n", "{\"papers\":[" + kItem + "," + kItem + "]}",
        "{\n  \"date\": \"2025-01-04\",\n  \"papers\": [\n" + spread + ",\n" + kItem + "\n]\n}\n",
        "[\n" + spread + ",\n" + kItem + "]",
        "{\"items\":[" + kItem + "]}\n{\"items\":[" + kItem + "]}\n", spread + "\n" + spread}) {
    const Contribution c = read_digest("/d/2025-01-04.json", text);
    EXPECT_THAT(rejects_of(c), IsEmpty()) << text;
    ASSERT_THAT(c.entries, SizeIs(2)) << text;
    EXPECT_EQ(c.entries[0].paper, whole);
    EXPECT_EQ(c.entries[1].paper, whole);
  }
  // JSONL in an array.
  EXPECT_THAT(read_digest("a.json", "[" + kGood + ",\n" + kGood + "]").entries, SizeIs(2));
}

TEST(ReaderApi, DayOfTheListBeforeThatOfArxiv) {
  const std::string item = item_with(R"("id":"2501.00001","title":"T")");
  const auto day = [](const std::string& file, const std::string& text) {
    return read_digest(file, text).entries.at(0).paper.listed.at(0);
  };
  EXPECT_EQ(day("/d/papers.json", "[" + item + "]"), "2025-01-05");
  EXPECT_EQ(day("/d/2025-01-07.json", "[" + item + "]"), "2025-01-07");
  EXPECT_EQ(day("/d/2025-01-07.json", R"({"date":"2025-01-08","papers":[)" + item + "]}"),
            "2025-01-08");
}

TEST(ReaderApi, TextsBesideThePaperAreSections) {
  const Contribution c = read_digest(
      "stdin",
      "[" +
          item_with(
              R"("id":"2501.00001","title":"T","summary":"S s s","withdrawnAt":"2025-02-03T00:00:00Z")",
              R"("publishedAt":"2025-01-05T00:00:00Z","title":"돛의 제목","purpose":"배의 목적",)"
              R"("method":["노 하나","노 둘"],"sections":[{"kind":"whats_new","text":"새 돛"}],)"
              R"("keywords":["wind"],"rank":3,"authors":["Ada King"])") +
          "]");
  ASSERT_THAT(c.entries, SizeIs(1));
  EXPECT_THAT(c.entries[0].paper.sections,
              testing::UnorderedElementsAre(
                  paper::Section{paper::SectionKind::body, "", "돛의 제목"},
                  paper::Section{paper::SectionKind::other, "purpose", "배의 목적"},
                  paper::Section{paper::SectionKind::other, "method", "노 하나"},
                  paper::Section{paper::SectionKind::other, "method", "노 둘"},
                  paper::Section{paper::SectionKind::whats_new, "", "새 돛"}));
  EXPECT_THAT(c.entries[0].paper.keywords, ElementsAre("wind"));
  EXPECT_THAT(c.entries[0].paper.authors, ElementsAre("Ada King"));
  EXPECT_EQ(c.entries[0].paper.withdrawn, "2025-02-03");
  EXPECT_THAT(warnings_of(c), ElementsAre("stdin:1: unknown key \"rank\" ignored"));
}

TEST(ReaderApi, AnErrorInPlaceOfPapersIsOneReject) {
  for (const std::string text :
       {"{\n  \"error\": \"no such day\"\n}\n", "{\"message\":\"no such day\"}"}) {
    EXPECT_THAT(rejects_of(read_digest("/d/a.json", text)),
                ElementsAre("1: not papers but an error of the server: \"no such day\""));
  }
  EXPECT_THAT(
      rejects_of(read_digest("/d/a.json", "{\n  \"compilerOptions\": {\n \"a\": [\n1]\n}\n}\n")),
      ElementsAre("1: no \"schema\" number; this reader knows schema 1"));
}

TEST(ReaderApi, TruncatedArrayKeepsWholeItems) {
  const std::string text = "[\n" + kItem + ",\n" + kItem + ",\n" + kItem + "\n]";
  const std::size_t second = text.find(kItem, 5);
  const Contribution inside = read_digest("stdin", text.substr(0, second + 50));
  EXPECT_THAT(ids_of(inside), ElementsAre("2501.00001"));
  EXPECT_THAT(
      rejects_of(inside),
      ElementsAre(
          "3: the array ends inside the item that starts at line 3: the file is truncated"));
  const Contribution between = read_digest("stdin", text.substr(0, second));
  EXPECT_THAT(ids_of(between), ElementsAre("2501.00001"));
  EXPECT_THAT(rejects_of(between),
              ElementsAre("3: the array ends too early: the file is truncated"));
  // Wherever it is cut: the items before the cut are kept, and the cut is reported.
  for (std::size_t cut = 2; cut < text.size() - 1; cut += 7) {
    const Contribution c = read_digest("stdin", text.substr(0, cut));
    std::size_t whole = 0;
    for (std::size_t at = text.find(kItem); at != std::string::npos && at + kItem.size() <= cut;
         at = text.find(kItem, at + 1)) {
      ++whole;
    }
    EXPECT_THAT(c.entries, SizeIs(whole)) << cut;
    EXPECT_THAT(c.rejects, SizeIs(1)) << cut;
  }
}

TEST(ReaderApi, EmptyAndSeveralArrays) {
  EXPECT_THAT(read_digest("stdin", "[]").rejects, IsEmpty());
  EXPECT_THAT(read_digest("a.json", "[ \n ]\n").rejects, IsEmpty());
  EXPECT_THAT(read_digest("stdin", "[" + kItem + "]\n[" + kItem + "," + kItem + "]").entries,
              SizeIs(3));
  const Contribution c = read_digest("stdin", "[" + kItem + "]\nerror: limit reached");
  EXPECT_THAT(c.entries, SizeIs(1));
  EXPECT_THAT(rejects_of(c), ElementsAre("2: data after the end of the array"));
}

TEST(ReaderApi, DamageStaysInItsItem) {
  for (const std::string gap : {",", ",\n"}) {
    for (std::size_t at = 1; at < kItem.size(); ++at) {
      std::string broken = kItem;
      broken.erase(at, 1);
      const Contribution c = read_digest("stdin", "[" + kItem + gap + broken + gap + kItem + "]");
      ASSERT_GE(c.entries.size(), 2U) << broken;
      EXPECT_EQ(c.entries.front().paper.title, "Boats and Ships");
      EXPECT_EQ(c.entries.back().paper, c.entries.front().paper) << broken;
      if (c.entries.size() == 2) {
        ASSERT_GE(c.rejects.size(), 1U) << broken;
        EXPECT_EQ(c.rejects.at(0).line, gap == "," ? 1U : 2U) << broken;
      }
    }
  }
}

}  // namespace
}  // namespace nonmun::reader
