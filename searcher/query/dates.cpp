#include "searcher/query/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <nonmun/error.hpp>
#include <utility>

#include "analyzers/text/ascii.hpp"
#include "searcher/query/range.hpp"

namespace nonmun::query {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

/// Years that a bare number may mean: arXiv began in 1991.
constexpr int kFirstYear = 1991;
/// Words of the longest time: "2024년 2월 19일 이후".
constexpr std::size_t kMaxWords = 4;

sys_days to_days(paper::Day day) {
  return sys_days{days{day.since_epoch()}};
}

std::int64_t number(sys_days day) {
  const year_month_day date{day};
  return static_cast<int>(date.year()) * 10000 +
         static_cast<std::int64_t>(static_cast<unsigned>(date.month())) * 100 +
         static_cast<std::int64_t>(static_cast<unsigned>(date.day()));
}

Range of_days(sys_days first, sys_days last) {
  return {number(first), number(last)};
}
Range of_months(year_month first, year_month last) {
  const auto month = [](year_month m) {
    return static_cast<int>(m.year()) * 100 +
           static_cast<std::int64_t>(static_cast<unsigned>(m.month()));
  };
  return {month(first) * 100 + 1, month(last) * 100 + 31};
}
Range of_year(int year) {
  return {year * 10000 + 101, year * 10000 + 1231};
}

year_month month_of(sys_days day) {
  const year_month_day date{day};
  return date.year() / date.month();
}
sys_days monday_of(sys_days day) {
  return day - (std::chrono::weekday{day} - std::chrono::Monday);
}
year_month quarter_of(year_month month) {
  const unsigned first = (static_cast<unsigned>(month.month()) - 1) / 3 * 3 + 1;
  return month.year() / std::chrono::month{first};
}

/// Reads a text from the left.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }

  bool skip(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  bool skip_any(std::initializer_list<std::string_view> texts) {
    return std::any_of(texts.begin(), texts.end(), [&](std::string_view t) { return skip(t); });
  }
  /// A number of `min` to `max` digits, with no digit after it.
  std::optional<int> number(std::size_t min, std::size_t max) {
    std::size_t n = 0;
    while (n < rest_.size() && rest_[n] >= '0' && rest_[n] <= '9') ++n;
    if (n < min || n > max) return std::nullopt;
    int value = 0;
    std::from_chars(rest_.data(), rest_.data() + n, value);
    rest_.remove_prefix(n);
    return value;
  }

 private:
  std::string_view rest_;
};

std::optional<Range> whole_month(int year, int month) {
  if (!paper::Day::of(year, month, 1)) return std::nullopt;
  const year_month m = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)};
  return of_months(m, m);
}

std::optional<Range> whole_day(int year, int month, int day) {
  const auto found = paper::Day::of(year, month, day);
  if (!found) return std::nullopt;
  return Range{found->number(), found->number()};
}

std::optional<Range> whole_quarter(int year, int quarter) {
  if (quarter < 1 || quarter > 4) return std::nullopt;
  const auto first = static_cast<unsigned>(quarter * 3 - 2);
  const year_month m = std::chrono::year{year} / std::chrono::month{first};
  return of_months(m, m + months{2});
}

/// The ISO week, from Monday; the 4th of January is in week 1.
std::optional<Range> whole_week(int year, int week) {
  const auto monday = [](int of) {
    return monday_of(sys_days{std::chrono::year{of} / std::chrono::January / 4});
  };
  const sys_days first = monday(year) + days{7 * (week - 1)};
  if (week < 1 || first >= monday(year + 1)) return std::nullopt;
  return of_days(first, first + days{6});
}

/// YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Qn, YYYY-Wnn; also with "." or "/".
std::optional<Range> iso(std::string_view text) {
  Scanner scan(text);
  const std::optional<int> year = scan.number(4, 4);
  if (!year || *year < 1) return std::nullopt;
  if (scan.done()) return of_year(*year);
  const bool dashed = scan.skip("-");
  if (scan.skip("q")) {
    const auto quarter = scan.number(1, 1);
    return quarter && scan.done() ? whole_quarter(*year, *quarter) : std::nullopt;
  }
  if (scan.skip("w")) {
    const auto week = scan.number(1, 2);
    return week && scan.done() ? whole_week(*year, *week) : std::nullopt;
  }
  const std::string_view separator = dashed ? "-" : text[4] == '.' ? "." : "/";
  if (!dashed && !scan.skip(separator)) return std::nullopt;
  const auto month = scan.number(2, 2);
  if (!month) return std::nullopt;
  if (scan.done()) return whole_month(*year, *month);
  if (!scan.skip(separator)) return std::nullopt;
  const auto day = scan.number(2, 2);
  return day && scan.done() ? whole_day(*year, *month, *day) : std::nullopt;
}

/// 2024년, 2024년2월, 2024년2월19일, 2024년1분기, 2월, 2월19일.
std::optional<Range> korean(std::string_view text, sys_days today) {
  Scanner scan(text);
  const std::optional<int> first = scan.number(1, 4);
  if (!first) return std::nullopt;
  if (scan.skip("년")) {
    if (*first < 1000) return std::nullopt;
    scan.skip("도");
    if (scan.done()) return of_year(*first);
    const auto next = scan.number(1, 2);
    if (next && scan.skip("분기")) return scan.done() ? whole_quarter(*first, *next) : std::nullopt;
    if (!next || !scan.skip("월")) return std::nullopt;
    if (scan.done()) return whole_month(*first, *next);
    const auto day = scan.number(1, 2);
    if (!day || !scan.skip("일") || !scan.done()) return std::nullopt;
    return whole_day(*first, *next, *day);
  }
  if (!scan.skip("월")) return std::nullopt;
  const year_month_day now{today};
  // The last one: in March, 5월 is of the year before.
  const bool future = *first > static_cast<int>(static_cast<unsigned>(now.month()));
  const int year = static_cast<int>(now.year()) - (future ? 1 : 0);
  if (scan.done()) return whole_month(year, *first);
  const auto day = scan.number(1, 2);
  if (!day || !scan.skip("일") || !scan.done()) return std::nullopt;
  return whole_day(year, *first, *day);
}

using Relative = Range (*)(sys_days today);

struct RelativeName {
  std::string_view name;  ///< in small letters, without spaces and dashes
  Relative range;
};

Range today_only(sys_days t) {
  return of_days(t, t);
}
Range yesterday(sys_days t) {
  return of_days(t - days{1}, t - days{1});
}
Range this_week(sys_days t) {
  return of_days(monday_of(t), monday_of(t) + days{6});
}
Range last_week(sys_days t) {
  return this_week(t - days{7});
}
Range this_month(sys_days t) {
  return of_months(month_of(t), month_of(t));
}
Range last_month(sys_days t) {
  return of_months(month_of(t) - months{1}, month_of(t) - months{1});
}
Range this_quarter(sys_days t) {
  const year_month first = quarter_of(month_of(t));
  return of_months(first, first + months{2});
}
Range last_quarter(sys_days t) {
  const year_month first = quarter_of(month_of(t)) - months{3};
  return of_months(first, first + months{2});
}
Range this_year(sys_days t) {
  return of_year(static_cast<int>(year_month_day{t}.year()));
}
Range last_year(sys_days t) {
  return of_year(static_cast<int>(year_month_day{t}.year()) - 1);
}
Range year_before_last(sys_days t) {
  return of_year(static_cast<int>(year_month_day{t}.year()) - 2);
}

constexpr std::array<RelativeName, 30> kRelative = {{
    {"today", today_only},
    {"오늘", today_only},
    {"yesterday", yesterday},
    {"어제", yesterday},
    {"thisweek", this_week},
    {"이번주", this_week},
    {"금주", this_week},
    {"lastweek", last_week},
    {"지난주", last_week},
    {"저번주", last_week},
    {"thismonth", this_month},
    {"이번달", this_month},
    {"이달", this_month},
    {"lastmonth", last_month},
    {"지난달", last_month},
    {"저번달", last_month},
    {"thisquarter", this_quarter},
    {"이번분기", this_quarter},
    {"lastquarter", last_quarter},
    {"지난분기", last_quarter},
    {"thisyear", this_year},
    {"올해", this_year},
    {"금년", this_year},
    {"lastyear", last_year},
    {"작년", last_year},
    {"지난해", last_year},
    {"전년도", last_year},
    {"재작년", year_before_last},
    {"그저께", [](sys_days t) { return yesterday(t - days{1}); }},
    {"그제", [](sys_days t) { return yesterday(t - days{1}); }},
}};

/// last30days, 최근3개월: to today.
std::optional<Range> last_so_many(std::string_view text, sys_days today) {
  Scanner scan(text);
  if (!scan.skip_any({"last", "past", "최근", "지난"})) return std::nullopt;
  const auto count = scan.number(1, 4);
  if (!count || *count < 1) return std::nullopt;
  sys_days first = today;
  const auto back_by_months = [&](int n) {
    const year_month month = month_of(today) - months{n};
    const auto day = year_month_day{today}.day();
    const year_month_day same = month / day;
    first = (same.ok() ? sys_days{same} : sys_days{month / std::chrono::last}) + days{1};
  };
  if (scan.skip_any({"days", "day", "일간", "일"})) {
    first = today - days{*count - 1};
  } else if (scan.skip_any({"weeks", "week", "주일", "주간", "주"})) {
    first = today - days{7 * *count - 1};
  } else if (scan.skip_any({"months", "month", "개월간", "개월", "달"})) {
    back_by_months(*count);
  } else if (scan.skip_any({"years", "year", "년간", "년"})) {
    back_by_months(12 * *count);
  } else {
    return std::nullopt;
  }
  if (!scan.done() || first < sys_days{std::chrono::year{1} / 1 / 1}) return std::nullopt;
  return of_days(first, today);
}

/// In small letters, without spaces.
std::string squeezed(std::string_view text) {
  std::string out = text::ascii_lowered(text);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\t' || c == '_'; });
  return out;
}

std::string without_dashes(std::string text) {
  std::erase(text, '-');
  return text;
}

enum class Bound : std::uint8_t { both, from, to };

/// Removes the last word of these from a text.
bool strip_suffix(std::string& text, std::initializer_list<std::string_view> suffixes) {
  for (const std::string_view suffix : suffixes) {
    if (text.size() <= suffix.size() || !text.ends_with(suffix)) continue;
    text.erase(text.size() - suffix.size());
    return true;
  }
  return false;
}

bool strip_prefix(std::string& text, std::initializer_list<std::string_view> prefixes) {
  for (const std::string_view prefix : prefixes) {
    if (text.size() <= prefix.size() || !text.starts_with(prefix)) continue;
    text.erase(0, prefix.size());
    return true;
  }
  return false;
}

Bound take_bound(std::string& text) {
  if (strip_prefix(text, {"since", "after"})) return Bound::from;
  if (strip_prefix(text, {"until", "before"})) return Bound::to;
  if (strip_suffix(text, {"이후로", "이후의", "이후에", "이후", "부터"})) return Bound::from;
  if (strip_suffix(text, {"이전의", "이전에", "이전", "까지의", "까지"})) return Bound::to;
  return Bound::both;
}

bool is_bare_year(std::string_view text) {
  return text.size() == 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Range> named_days(std::string_view text, paper::Day today) {
  const std::string name = squeezed(text);
  if (const auto found = iso(name)) return found;
  const sys_days now = to_days(today);
  if (const auto found = korean(name, now)) return found;
  const std::string plain = without_dashes(name);
  for (const RelativeName& row : kRelative) {
    if (row.name == plain) return row.range(now);
  }
  return last_so_many(plain, now);
}

std::optional<Range> days_or_range(std::string_view text, paper::Day today) {
  return value_or_range(text, kAnyDay,
                        [&](std::string_view one) { return named_days(one, today); });
}

Range parse_date_range(std::string_view value, paper::Day today) {
  if (const auto parsed = days_or_range(value, today)) return *parsed;
  throw Error(ErrorCode::usage, fmt::format("\"{}\" is not a day, month or year", value),
              "write YYYY-MM-DD, YYYY-MM, YYYY, or a time as in \"last week\" or 지난달");
}

std::optional<TimeInWords> time_in_words(std::span<const std::string_view> words,
                                         paper::Day today) {
  const int this_year = today.year();
  for (std::size_t count = std::min(words.size(), kMaxWords); count > 0; --count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += squeezed(words[i]);
    const Bound bound = take_bound(text);
    std::optional<Range> range = named_days(text, today);
    if (!range && strip_suffix(text, {"에는", "에도", "에", "의", "도", "은", "는", "엔"})) {
      range = named_days(text, today);
    }
    if (!range) continue;
    const bool bare = is_bare_year(text);
    const std::int64_t year = range->low / 10000;
    if (year < kFirstYear || year > this_year + 1) continue;
    if (bound == Bound::from) range->high = kAnyDay.high;
    if (bound == Bound::to) range->low = kAnyDay.low;
    return TimeInWords{count, *range, bare && bound == Bound::both};
  }
  return std::nullopt;
}

}  // namespace nonmun::query
