#include "searcher/query/dates.hpp"

#include <gtest/gtest.h>

#include <nonmun/error.hpp>

namespace nonmun::query {
namespace {

const paper::Day kToday = paper::Day::parse("2025-04-10").value();  // a Thursday

Range days(std::string_view text) {
  const auto found = named_days(text, kToday);
  EXPECT_TRUE(found) << text;
  return found.value_or(Range{});
}

TEST(Dates, Iso) {
  EXPECT_EQ(days("2024"), (Range{20240101, 20241231}));
  EXPECT_EQ(days("2024-02"), (Range{20240201, 20240231}));
  EXPECT_EQ(days("2024.02.29"), (Range{20240229, 20240229}));
  EXPECT_EQ(days("2024/02"), (Range{20240201, 20240231}));
  EXPECT_EQ(days("2024-Q3"), (Range{20240701, 20240931}));
  EXPECT_EQ(days("2024Q1"), (Range{20240101, 20240331}));
  EXPECT_EQ(days("2024-W01"), (Range{20240101, 20240107}));
  EXPECT_EQ(days("2020-W53"), (Range{20201228, 20210103}));
}

TEST(Dates, Korean) {
  EXPECT_EQ(days("2024년"), (Range{20240101, 20241231}));
  EXPECT_EQ(days("2024년 4월"), (Range{20240401, 20240431}));
  EXPECT_EQ(days("2024년4월3일"), (Range{20240403, 20240403}));
  EXPECT_EQ(days("2024년 2분기"), (Range{20240401, 20240631}));
  EXPECT_EQ(days("3월"), (Range{20250301, 20250331}));
  EXPECT_EQ(days("5월"), (Range{20240501, 20240531})) << "the last one";
}

TEST(Dates, RelativeToToday) {
  EXPECT_EQ(days("today"), (Range{20250410, 20250410}));
  EXPECT_EQ(days("어제"), (Range{20250409, 20250409}));
  EXPECT_EQ(days("this week"), (Range{20250407, 20250413}));
  EXPECT_EQ(days("지난주"), (Range{20250331, 20250406}));
  EXPECT_EQ(days("Last-Month"), (Range{20250301, 20250331}));
  EXPECT_EQ(days("지난 달"), (Range{20250301, 20250331}));
  EXPECT_EQ(days("last quarter"), (Range{20250101, 20250331}));
  EXPECT_EQ(days("올해"), (Range{20250101, 20251231}));
  EXPECT_EQ(days("작년"), (Range{20240101, 20241231}));
  EXPECT_EQ(days("재작년"), (Range{20230101, 20231231}));
  EXPECT_EQ(days("last 7 days"), (Range{20250404, 20250410}));
  EXPECT_EQ(days("최근 3개월"), (Range{20250111, 20250410}));
  EXPECT_EQ(days("past 1 year"), (Range{20240411, 20250410}));
}

TEST(Dates, EverythingElseIsNoTime) {
  for (const char* text :
       {"",     "202",     "20240101", "2024-13",     "2023-02-29",      "2024-02-",   "13월",
        "0월",  "2024-Q5", "2024-W60", "2024-W00",    "2021-W53",        "month",      "last",
        "최근", "3년",     "x2024",    "last 0 days", "last 99999 days", "2024년 13월"}) {
    EXPECT_FALSE(named_days(text, kToday)) << text;
  }
}

TEST(Dates, Ranges) {
  EXPECT_EQ(days_or_range("2024-02..2024-03-15", kToday), (Range{20240201, 20240315}));
  EXPECT_EQ(days_or_range("작년..", kToday), (Range{20240101, 99991231}));
  EXPECT_EQ(days_or_range("..last month", kToday), (Range{0, 20250331}));
  EXPECT_FALSE(days_or_range("..", kToday));
  EXPECT_FALSE(days_or_range("2024..2023", kToday));
  EXPECT_EQ(parse_date_range("2024-02", kToday).high, 20240231);
  EXPECT_THROW(parse_date_range("soon", kToday), Error);
}

std::optional<TimeInWords> in_words(std::vector<std::string_view> words) {
  return time_in_words(words, kToday);
}

TEST(Dates, InWords) {
  EXPECT_EQ(in_words({"2024년", "4월", "강화"})->count, 2U);
  EXPECT_EQ(in_words({"지난", "달의", "논문"})->range, (Range{20250301, 20250331}));
  EXPECT_EQ(in_words({"last", "month"})->count, 2U);
  EXPECT_EQ(in_words({"since", "2024"})->range, (Range{20240101, 99991231}));
  EXPECT_EQ(in_words({"2024년", "이후"})->range, (Range{20240101, 99991231}));
  EXPECT_EQ(in_words({"작년까지의"})->range, (Range{0, 20241231}));
  EXPECT_TRUE(in_words({"2024"})->year_alone);
  EXPECT_FALSE(in_words({"2024년에"})->year_alone);
  for (const char* word : {"1024", "2048", "1900", "모델", "3월드"}) {
    EXPECT_FALSE(in_words({word})) << word;
  }
}

}  // namespace
}  // namespace nonmun::query
