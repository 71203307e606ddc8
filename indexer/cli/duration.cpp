#include "indexer/cli/duration.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <nonmun/error.hpp>

#include "indexer/cli/words.hpp"

namespace nonmun::cli {
namespace {

struct Unit {
  char letter;
  std::int64_t seconds;
  std::string_view name;
};

constexpr std::array kUnits = {Unit{'w', 7 * 86400, "week"}, Unit{'d', 86400, "day"},
                               Unit{'h', 3600, "hour"}, Unit{'m', 60, "minute"},
                               Unit{'s', 1, "second"}};
constexpr std::int64_t kMax = std::int64_t{100} * 366 * 86400;

}  // namespace

std::int64_t duration(const std::string& text, std::string_view option) {
  std::int64_t number = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  if (error == std::errc() && last - end == 1 && number >= 0) {
    for (const Unit& unit : kUnits) {
      if (*end == unit.letter && number <= kMax / unit.seconds) return number * unit.seconds;
    }
  }
  throw Error(
      Cause::usage,
      fmt::format("invalid value \"{}\" for --{} (expected a duration, e.g. 90m, 36h or 2d)", text,
                  option));
}

std::string duration_text(std::int64_t seconds) {
  if (seconds < 0) return "-" + duration_text(-seconds);
  for (const Unit& unit : kUnits) {
    // Weeks are given, but not told: "9 days" says more than "1 week".
    if (unit.letter == 'w' || seconds < 2 * unit.seconds) continue;
    return count(static_cast<std::uint64_t>(seconds / unit.seconds), unit.name);
  }
  return count(static_cast<std::uint64_t>(seconds), "second");
}

}  // namespace nonmun::cli
