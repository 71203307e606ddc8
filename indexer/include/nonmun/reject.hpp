#pragma once

#include <cstdint>
#include <string>

#pragma GCC visibility push(default)  // the public names of a shared library

namespace nonmun {

/// An entry of a source that could not be used. Its text form is "file:line: reason".
struct Reject {
  std::string file;
  std::uint64_t line = 0;  ///< 1-based
  std::string reason;

  bool operator==(const Reject&) const = default;
};

}  // namespace nonmun

#pragma GCC visibility pop
