#include "indexer/paper/record.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nonmun/error.hpp>
#include <random>

#include "indexer/paper/day.hpp"

namespace nonmun::paper {
namespace {

Paper paper(std::vector<std::string> days, std::string title = "T") {
  Paper p;
  p.id = "2402.00001";
  p.title = std::move(title);
  p.listed = std::move(days);
  return p;
}

EncodedRecord encoded(const Record& record) {
  EncodedRecord result;
  for (const Listing& listing : record.listings) result.listings.push_back(encode(listing));
  return result;
}

std::string encode(const Record& record) {
  return encoded(record).bytes();
}

std::string content_key(const Record& record) {
  return encoded(record).content_key();
}

Paper full() {
  Paper p = paper({"2024-02-19", "2024-03-01"}, "A \"title\" 제목 \xf0\x9f\x98\x80");
  p.votes = 0;
  p.votes_at = 1'700'000'000;
  p.authors = {"Ada", "에이다", ""};
  p.sections = {{SectionKind::body, "", "본문"}, {SectionKind::other, "Label", "x"}};
  p.abstract = "An abstract";
  p.keywords = {"k1", "k2"};
  p.url = "https://example.org/";
  return p;
}

TEST(RecordCode, RoundTrip) {
  for (const Record& record :
       {Record{{{"/a", full()}}}, Record{{{"/a", paper({"2024-02-19"})}, {"stdin", full()}}}}) {
    const Record back = decode_record(encode(record));
    EXPECT_EQ(back.listings, record.listings);
    EXPECT_EQ(encode(back), encode(record));
    EXPECT_EQ(decode(encoded(record)).listings, record.listings);
  }
}

TEST(RecordCode, TheHeadAlone) {
  Record record{{{"/a", full()}, {"/b", paper({"2024-02-19"})}}};
  const Record back = decode_record(encode(record), RecordParts::head);
  for (Listing& listing : record.listings) {
    listing.paper.sections.clear();
    listing.paper.abstract.clear();
    listing.paper.keywords.clear();
  }
  EXPECT_EQ(back.listings, record.listings);
}

TEST(RecordCode, LinesAreKept) {
  const Record record{{{"/a", full(), 1}, {"/a", full(), 70'000}, {"weekly", full()}}};
  const Record back = decode_record(encode(record));
  EXPECT_EQ(back.listings, record.listings);
  EXPECT_EQ(back.listings[1].line, 70'000U);
  EXPECT_EQ(back.listings[2].line, 0U);
}

TEST(RecordCode, VersionOneIsReadWithoutLines) {
  using namespace std::string_literals;
  // One listing of "/a": id "i", title "t", listed, no votes, and nothing else.
  const std::string bytes =
      "\x01\x91\x92\xa2/a\x9a\xa1i\xa1t\x91\xaa\x32\x30\x32\x34-02-19\xc0\xc0\x90\x90\xa0\x90\xa0"s;
  const Record record = decode_record(bytes);
  Paper expected;
  expected.id = "i";
  expected.title = "t";
  expected.listed = {"2024-02-19"};
  EXPECT_EQ(record.listings, (std::vector<Listing>{{"/a", expected, 0}}));
  EXPECT_EQ(decode_record(encode(record)).listings, record.listings);
}

TEST(RecordCode, UnknownVotesAreNotZero) {
  Paper p = paper({"2024-02-19"});
  EXPECT_EQ(decode_record(encode({{{"/a", p}}})).listings[0].paper.votes, std::nullopt);
  p.votes = 0;
  EXPECT_EQ(decode_record(encode({{{"/a", p}}})).listings[0].paper.votes, 0);
}

TEST(RecordCode, AnyPathIsKept) {
  // File names are bytes; MessagePack strings take them as they are.
  const std::string path = "/dir/\xff\xfe";
  EXPECT_EQ(decode_record(encode({{{path, full()}}})).listings[0].source, path);
}

ErrorCode code_of(std::string_view bytes) {
  try {
    decode_record(bytes);
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

TEST(RecordCode, EveryTruncationIsDamage) {
  const std::string bytes = encode({{{"/a", full()}}});
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    EXPECT_EQ(code_of(std::string_view(bytes).substr(0, n)), ErrorCode::io) << n;
  }
  EXPECT_EQ(code_of(bytes + "x"), ErrorCode::io);
}

TEST(RecordCode, DepthAndCountsOfDamagedBytesAreBounded) {
  for (const std::string version : {"\x01", "\x02"}) {
    for (const char byte : {'\x91', '\x81', '\xdc', '\xdd', '\xc7'}) {
      EXPECT_EQ(code_of(version + std::string(5'000'000, byte)), ErrorCode::io);
    }
    EXPECT_EQ(code_of(version + "\xdd\x7f\xff\xff\xff"), ErrorCode::io);
  }
}

TEST(RecordCode, ANegativeLineIsDamage) {
  std::string bytes = encode({{{"/a", full(), 1}}});
  const std::size_t line = bytes.find("/a") + 2;
  ASSERT_EQ(bytes[line], '\x01');
  bytes[line] = '\xff';  // -1
  EXPECT_EQ(code_of(bytes), ErrorCode::io);
}

TEST(RecordCode, WithdrawnIsKeptAndCostsOthersNothing) {
  Paper withdrawn = full();
  withdrawn.withdrawn = "2024-05-06";
  const Record record = decode_record(encode({{{"/a", withdrawn}, {"/b", full()}}}));
  EXPECT_EQ(record.listings.at(0).paper, withdrawn);
  EXPECT_EQ(record.listings.at(1).paper, full());
  EXPECT_EQ(record.paper().withdrawn, "2024-05-06");
}

TEST(RecordCode, AnotherVersionIsSaid) {
  std::string bytes = encode({{{"/a", full()}}});
  bytes[0] = 99;
  EXPECT_EQ(code_of(bytes), ErrorCode::version);
}

TEST(RecordCode, DamagedBytesGiveAnErrorOrARecordThatCanBeUsed) {
  const std::string good = encode({{{"/a", full()}, {"/b", paper({"2024-02-20"})}}});
  std::mt19937 random(11);
  for (int i = 0; i < 50'000; ++i) {
    std::string bytes = good;
    for (auto n = random() % 4 + 1; n > 0; --n) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    try {
      const Record record = decode_record(bytes);
      ASSERT_FALSE(record.listings.empty());
      const Paper merged = record.paper();
      ASSERT_FALSE(merged.listed.empty());
      sort_key(merged);
      content_key(record);
    } catch (const Error& error) {
      ASSERT_TRUE(error.code() == ErrorCode::io || error.code() == ErrorCode::version);
    }
  }
}

TEST(Merge, LatestListingWinsAndDaysUnite) {
  Paper old = paper({"2024-02-19"}, "Old");
  old.sections = {{SectionKind::body, "", "old text"}};
  old.abstract = "old abstract";
  old.url = "https://old.example/";
  old.keywords = {"old"};
  Paper fresh = paper({"2024-03-01"}, "New");
  fresh.sections = {{SectionKind::body, "", "new text"}};
  // The order of the sources must not matter, that of the days does.
  for (const Record& record :
       {Record{{{"/a", old}, {"/b", fresh}}}, Record{{{"/a", fresh}, {"/b", old}}}}) {
    const Paper merged = record.paper();
    EXPECT_EQ(merged.title, "New");
    EXPECT_EQ(merged.listed, (std::vector<std::string>{"2024-02-19", "2024-03-01"}));
    EXPECT_EQ(merged.sections[0].text, "new text");
    // What the latest does not say, an earlier one may.
    EXPECT_EQ(merged.abstract, "old abstract");
    EXPECT_EQ(merged.url, "https://old.example/");
    EXPECT_EQ(merged.keywords, std::vector<std::string>{"old"});
  }
}

TEST(Merge, EmptySectionsDoNotHideText) {
  Paper old = paper({"2024-02-19"});
  old.sections = {{SectionKind::body, "", "text"}};
  const Record record{{{"/a", old}, {"/b", paper({"2024-03-01"})}}};
  ASSERT_EQ(record.paper().sections.size(), 1U);
}

TEST(Merge, SameDayTwice) {
  Paper a = paper({"2024-02-19"}, "First file");
  Paper b = paper({"2024-02-19"}, "Second file");
  EXPECT_EQ((Record{{{"/a", a}, {"/b", b}}}.paper().title), "Second file");
  EXPECT_EQ((Record{{{"/a", a}, {"/b", b}}}.paper().listed.size()), 1U);
}

std::optional<std::int64_t> votes_of(
    std::vector<std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>>> readings) {
  Record record;
  int day = 10;
  for (const auto& [votes, at] : readings) {
    Paper p = paper({"2024-02-" + std::to_string(day++)});
    p.votes = votes;
    p.votes_at = at;
    record.listings.push_back({"/" + std::to_string(day), p});
  }
  return record.paper().votes;
}

TEST(Merge, VotesWithTheNewestTimeElseTheGreatest) {
  EXPECT_EQ(votes_of({{3, {}}, {5, {}}}), 5);
  EXPECT_EQ(votes_of({{5, {}}, {3, {}}}), 5);
  EXPECT_EQ(votes_of({{5, 100}, {3, 200}}), 3);
  EXPECT_EQ(votes_of({{3, 200}, {5, 100}}), 3);
  EXPECT_EQ(votes_of({{9, {}}, {3, 100}}), 3);  // a known time beats none
  EXPECT_EQ(votes_of({{3, 100}, {9, {}}}), 3);
  EXPECT_EQ(votes_of({{3, 100}, {7, 100}}), 7);
  EXPECT_EQ(votes_of({{{}, {}}, {0, {}}}), 0);
  EXPECT_EQ(votes_of({{{}, 300}, {2, 100}}), 2);  // an unknown count has no say
  EXPECT_EQ(votes_of({{{}, {}}, {{}, {}}}), std::nullopt);
}

TEST(Merge, LongestAuthorListTheLaterOfEqualOnes) {
  Paper a = paper({"2024-02-19"});
  a.authors = {"A", "B", "C"};
  Paper b = paper({"2024-03-01"});
  b.authors = {"A"};
  EXPECT_EQ((Record{{{"/a", a}, {"/b", b}}}.paper().authors.size()), 3U);
}

TEST(ContentKey, TellsContentAndSourceApart) {
  const Record base{{{"/a", full()}}};
  EXPECT_EQ(content_key(base).size(), 16U);
  EXPECT_EQ(content_key(base), content_key({{{"/a", full()}}}));
  EXPECT_NE(content_key(base), content_key({{{"/b", full()}}}));
  const auto changes = [](auto change) {
    Paper p = full();
    change(p);
    return content_key({{{"/a", p}}});
  };
  EXPECT_NE(content_key(base), changes([](Paper& p) { p.title += " "; }));
  EXPECT_NE(content_key(base), changes([](Paper& p) { p.votes.reset(); }));
  EXPECT_NE(content_key(base), changes([](Paper& p) { p.votes = 1; }));
  EXPECT_NE(content_key(base), changes([](Paper& p) { p.votes_at.reset(); }));
  EXPECT_NE(content_key(base), changes([](Paper& p) { p.listed.pop_back(); }));
  EXPECT_NE(content_key(base), changes([](Paper& p) { p.sections[0].text += "."; }));
  EXPECT_NE(content_key(base), changes([](Paper& p) { p.sections[0].kind = SectionKind::other; }));
  EXPECT_NE(content_key(base), changes([](Paper& p) { p.sections[1].label = "L"; }));
  EXPECT_NE(content_key(base), changes([](Paper& p) { p.authors.pop_back(); }));
  EXPECT_NE(content_key(base), changes([](Paper& p) { p.abstract.clear(); }));
  EXPECT_NE(content_key(base), changes([](Paper& p) { p.keywords.clear(); }));
  EXPECT_NE(content_key(base), changes([](Paper& p) { p.url.clear(); }));
}

TEST(ContentKey, TellsLinesApart) {
  EXPECT_NE(content_key({{{"/a", full(), 1}}}), content_key({{{"/a", full(), 2}}}));
  EXPECT_EQ(content_key({{{"/a", full(), 2}}}).size(), 16U);
}

TEST(SameButForLines, OnlyLinesMayDiffer) {
  const Record record{{{"/a", full(), 1}, {"/b", paper({"2024-02-20"}), 2}}};
  Record other = record;
  EXPECT_TRUE(same_but_for_lines(record, other));
  other.listings[1].line = 9;
  EXPECT_TRUE(same_but_for_lines(record, other));
  other.listings[1].paper.title += ".";
  EXPECT_FALSE(same_but_for_lines(record, other));
  other = record;
  other.listings[1].source = "/c";
  EXPECT_FALSE(same_but_for_lines(record, other));
  other = record;
  other.listings.pop_back();
  EXPECT_FALSE(same_but_for_lines(record, other));
  EXPECT_FALSE(same_but_for_lines(other, record));
}

TEST(ContentKey, OrderOfSourcesDoesNotMatter) {
  const Paper other = paper({"2024-02-20"});
  EXPECT_EQ(content_key({{{"/a", full()}, {"/b", other}}}),
            content_key({{{"/b", other}, {"/a", full()}}}));
  EXPECT_EQ(content_key({{{"/a", full()}, {"/b", other}}}).size(), 32U);
  // Within a source the order is content.
  EXPECT_NE(content_key({{{"/a", full()}, {"/a", other}}}),
            content_key({{{"/a", other}, {"/a", full()}}}));
}

TEST(SortKey, NewestFirstThenId) {
  struct Row {
    std::string day, id;
  };
  const std::vector<Row> rows = {{"9999-12-31", "a"},          {"2024-03-01", "1000.00001"},
                                 {"2024-03-01", "1000.00002"}, {"2024-02-29", "0001.00001"},
                                 {"2023-12-31", "z"},          {"0001-01-01", ""}};
  std::vector<std::string> keys;
  for (const Row& row : rows) {
    Paper p = paper({"0001-01-01", row.day});
    p.id = row.id;
    keys.push_back(sort_key(p));
    EXPECT_EQ(id_of_sort_key(keys.back()), row.id);
    EXPECT_EQ(day_of_sort_key(keys.back()), Day::parse(row.day)->since_epoch());
  }
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_EQ(id_of_sort_key(""), "");
  EXPECT_EQ(id_of_sort_key("123"), "");
}

}  // namespace
}  // namespace nonmun::paper
