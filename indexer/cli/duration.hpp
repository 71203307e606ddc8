#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nonmun::cli {

/// The seconds of a duration such as "90s", "45m", "36h", "2d" or "1w": a whole number and a unit.
/// @param option what it is the value of, for the message
/// @throws Error(usage) for anything else
std::int64_t duration(const std::string& text, std::string_view option);

/// A time span in words, in the largest unit of which it has two or more: "90 seconds",
/// "36 hours", "2 days".
std::string duration_text(std::int64_t seconds);

}  // namespace nonmun::cli
