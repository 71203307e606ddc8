#pragma once

#include <cstdint>
#include <string>

namespace nonmun::system {

/// Now, as "20251109T180000Z" and "2025-11-09T18:00:00Z".
std::string compact_time();
std::string iso_time();

/// A time in Unix seconds, as "2025-11-09T18:00:00Z".
std::string iso_time(std::int64_t seconds);

}  // namespace nonmun::system
