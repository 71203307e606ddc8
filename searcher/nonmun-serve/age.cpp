#include "searcher/nonmun-serve/age.hpp"

#include <time.h>

#include "indexer/system/time.hpp"

namespace nonmun::program {

std::optional<std::int64_t> seconds_of(const std::string& iso_time) {
  ::tm parts{};
  const char* end = ::strptime(iso_time.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return ::timegm(&parts);
}

std::optional<std::int64_t> age_of(const std::string& iso_time) {
  const std::optional<std::int64_t> then = seconds_of(iso_time);
  if (!then) return std::nullopt;
  return ::time(nullptr) - *then;
}

std::string today() {
  return system::iso_time().substr(0, std::string("YYYY-MM-DD").size());
}

}  // namespace nonmun::program
