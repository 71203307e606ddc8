#include "indexer/paper/day.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace nonmun::paper {
namespace {

TEST(Day, Calendar) {
  for (const char* good : {"2024-02-29", "2000-02-29", "2023-12-31", "0001-01-01", "9999-12-31"}) {
    EXPECT_TRUE(Day::parse(good)) << good;
  }
  for (const char* bad : {"",           "2023-02-29",       "1900-02-29",  "2024-04-31",
                          "2024-00-10", "2024-13-01",       "2024-01-00",  "2024-01-32",
                          "0000-01-01", "2024-1-01",        "2024-01-1",   "2024/01/01",
                          "20240101",   "2024-01-01T00:00", " 2024-01-01", "2024-01-01 ",
                          "-024-01-01", "+024-01-01",       "２024-01-01", "2024-0a-01",
                          "2024--1-01"}) {
    EXPECT_FALSE(Day::parse(bad)) << bad;
  }
  EXPECT_FALSE(Day::parse(std::string_view("2024-01-\0001", 10)));
}

TEST(Day, EveryDayOf400YearsHasItsNumber) {
  std::int64_t expected = Day::parse("1600-01-01")->since_epoch();
  int days = 0;
  for (int year = 1600; year < 2000; ++year) {
    for (int month = 1; month <= 13; ++month) {
      for (int day = 0; day <= 32; ++day) {
        const std::string text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
        const std::optional<Day> parsed = Day::parse(text);
        EXPECT_EQ(parsed, Day::of(year, month, day)) << text;
        if (!parsed) continue;
        EXPECT_EQ(parsed->since_epoch(), expected++) << text;
        EXPECT_EQ(parsed->iso(), text);
        EXPECT_EQ(Day::from_number(parsed->number()), parsed);
        ++days;
      }
    }
  }
  EXPECT_EQ(days, 146'097);
  EXPECT_EQ(Day::parse("1970-01-01")->since_epoch(), 0);
  EXPECT_EQ(Day::of(2024, 2, 19)->number(), 20240219);
  EXPECT_LT(*Day::of(2024, 2, 19), *Day::of(2024, 3, 1));
}

}  // namespace
}  // namespace nonmun::paper
