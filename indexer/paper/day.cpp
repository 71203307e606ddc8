#include "indexer/paper/day.hpp"

#include <fmt/format.h>

namespace nonmun::paper {
namespace {

/// The value of a text of digits alone.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Day> Day::parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const std::optional<int> year = digits(iso.substr(0, 4));
  const std::optional<int> month = digits(iso.substr(5, 2));
  const std::optional<int> day = digits(iso.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return of(*year, *month, *day);
}

std::optional<Day> Day::of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return Day(std::chrono::sys_days{date});
}

std::optional<Day> Day::from_number(int number) {
  return of(number / 10000, number / 100 % 100, number % 100);
}

std::optional<Day> Day::from_epoch(std::int64_t days) {
  // Beyond these no year has four digits.
  constexpr std::int64_t kMin = -719'162;   // 0001-01-01
  constexpr std::int64_t kMax = 2'932'896;  // 9999-12-31
  if (days < kMin || days > kMax) return std::nullopt;
  return Day(std::chrono::sys_days{std::chrono::days{days}});
}

Day Day::today() {
  return Day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
}

std::string Day::iso() const {
  const int day = number();
  return fmt::format("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100);
}

int Day::number() const {
  const std::chrono::year_month_day date = civil();
  return (static_cast<int>(date.year()) * 100 +
          static_cast<int>(static_cast<unsigned>(date.month()))) *
             100 +
         static_cast<int>(static_cast<unsigned>(date.day()));
}

}  // namespace nonmun::paper
