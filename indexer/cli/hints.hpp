#pragma once

#include <nonmun/error.hpp>
#include <string>

namespace nonmun::cli {

/// What a user of the programs can do about an error: commands and options by their names, where
/// the library's own hint can only speak of its calls. Empty when there is nothing to suggest.
std::string hint(const Error& error);

}  // namespace nonmun::cli
