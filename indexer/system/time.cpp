#include "indexer/system/time.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

namespace nonmun::system {

std::string compact_time() {
  return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(std::time(nullptr)));
}

std::string iso_time() {
  return iso_time(std::time(nullptr));
}

std::string iso_time(std::int64_t seconds) {
  return fmt::format("{:%FT%TZ}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

}  // namespace nonmun::system
