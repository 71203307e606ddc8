#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nonmun::system {

/// xxh3-128 as 32 lower-case hexadecimal digits. Finds corruption; no protection against attack.
std::string xxh3_hex(std::string_view bytes);

/// xxh3-128 of a whole file.
/// @throws Error(io) when it cannot be read.
std::string xxh3_hex_of_file(const std::string& path);

/// xxh3-64.
std::uint64_t xxh3_64(std::string_view bytes);

}  // namespace nonmun::system
