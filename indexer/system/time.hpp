#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace nonmun::system {

/// Now, as "20251109T180000Z" and "2025-11-09T18:00:00Z".
std::string compact_time();
std::string iso_time();

/// A time in Unix seconds, as "2025-11-09T18:00:00Z".
std::string iso_time(std::int64_t seconds);

/// A time such as "2025-11-09T18:00:00Z" in Unix seconds; nothing when it is no such time.
std::optional<std::int64_t> seconds_of(const std::string& iso_time);

/// How long ago that was, in seconds; negative for a time to come.
std::optional<std::int64_t> age_of(const std::string& iso_time);

/// Today in UTC, as "2025-11-09".
std::string today();

}  // namespace nonmun::system
