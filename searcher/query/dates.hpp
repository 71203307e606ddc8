#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "indexer/paper/day.hpp"
#include "searcher/query/ast.hpp"

namespace nonmun::query {

/// Every day.
inline constexpr Range kAnyDay{0, 99991231};

/// The days that a text names, which may be
///  - a day, month, year, quarter or week: 2024-02-19, 2024-02, 2024, 2024-Q1, 2024-W08;
///  - the same in Korean: 2024년, 2024년 2월 19일, 2월 (the last one), 2024년 1분기;
///  - relative to `today`: today, yesterday, this week, last month, 오늘, 지난주, 올해, 작년, last
///    30 days, 최근 3개월; in any case, with spaces, dashes or nothing between the words.
/// The 31st closes every month, though it need not exist.
std::optional<Range> named_days(std::string_view text, paper::Day today);

/// The same, or a range of them: "x..y", "x..", "..y".
std::optional<Range> days_or_range(std::string_view text, paper::Day today);

/// The value of an option that takes a date or a range.
/// @throws Error(usage) when it is neither
Range parse_date_range(std::string_view value, paper::Day today);

/// Words that name a time.
struct TimeInWords {
  std::size_t count = 0;  ///< words
  Range range;
  bool year_alone = false;  ///< a bare "2024", which may as well be part of a name
};

/// The time that the first of these words name, most words first: what named_days() reads, with a
/// particle, and with since, 이후, until or 이전 for all days from or to it.
std::optional<TimeInWords> time_in_words(std::span<const std::string_view> words, paper::Day today);

}  // namespace nonmun::query
