#pragma once

#include <cstdint>

namespace nonmun::program::interactive {

/// What the database of terminals says about the one that $TERM names.
enum class Capability : std::uint8_t {
  unknown,       ///< nothing
  line_by_line,  ///< it prints lines
  full_screen,   ///< it can move its cursor
};

Capability terminal_capability(int descriptor);

}  // namespace nonmun::program::interactive
