#pragma once

#pragma GCC visibility push(default)  // the public names of a shared library

// The version of these headers, and the one place where it is kept: CMake reads it from here.
#define NONMUN_VERSION_MAJOR 0
#define NONMUN_VERSION_MINOR 1
#define NONMUN_VERSION_PATCH 0
#define NONMUN_VERSION "0.1.0"

namespace nonmun {

/// The version of the library that the program runs with. It differs from NONMUN_VERSION when a
/// shared library was replaced since the program was compiled.
const char* version() noexcept;

}  // namespace nonmun

#pragma GCC visibility pop
