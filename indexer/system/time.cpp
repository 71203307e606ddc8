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

std::optional<std::int64_t> seconds_of(const std::string& iso_time) {
  std::tm parts{};
  const char* end = ::strptime(iso_time.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return ::timegm(&parts);
}

std::optional<std::int64_t> age_of(const std::string& iso_time) {
  const std::optional<std::int64_t> then = seconds_of(iso_time);
  if (!then) return std::nullopt;
  return std::time(nullptr) - *then;
}

std::string today() {
  return iso_time().substr(0, std::string("YYYY-MM-DD").size());
}

}  // namespace nonmun::system
