#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/support/folder.hpp"

// What the fuzz targets share. Each target is one file that defines nonmun::fuzz::run().

namespace nonmun::fuzz {

/// Called for every input. Whatever leaves it but by return ends the run, and libFuzzer keeps the
/// input.
void run(std::string_view input);

/// Ends the run unless `holds`.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

/// Takes parts off the beginning of an input.
class Input {
 public:
  explicit Input(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t byte() {
    if (rest_.empty()) return 0;
    const auto value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  /// Up to the next NUL byte, which is left out.
  std::string_view text() {
    const std::string_view taken = rest_.substr(0, rest_.find('\0'));
    rest_.remove_prefix(taken.size() == rest_.size() ? taken.size() : taken.size() + 1);
    return taken;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

using testing_support::Folder;

}  // namespace nonmun::fuzz
