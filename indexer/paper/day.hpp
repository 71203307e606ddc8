#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nonmun::paper {

/// A day of the Gregorian calendar in the years 1 to 9999.
class Day {
 public:
  /// Reads "YYYY-MM-DD" and nothing else.
  static std::optional<Day> parse(std::string_view iso);
  static std::optional<Day> of(int year, int month, int day);
  /// Reads YYYYMMDD, as number() writes it.
  static std::optional<Day> from_number(int number);

  /// Reads days since 1970-01-01.
  static std::optional<Day> from_epoch(std::int64_t days);

  /// The present day in UTC.
  static Day today();

  std::string iso() const;            ///< "2024-02-19"
  int number() const;                 ///< 20240219
  std::int64_t since_epoch() const {  ///< days since 1970-01-01
    return day_.time_since_epoch().count();
  }
  int year() const { return static_cast<int>(civil().year()); }
  int month() const { return static_cast<int>(static_cast<unsigned>(civil().month())); }

  auto operator<=>(const Day&) const = default;

 private:
  explicit Day(std::chrono::sys_days day) : day_(day) {}
  std::chrono::year_month_day civil() const { return std::chrono::year_month_day{day_}; }

  std::chrono::sys_days day_;
};

}  // namespace nonmun::paper
