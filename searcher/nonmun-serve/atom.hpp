#pragma once

#include <nonmun/results.hpp>
#include <string>

namespace nonmun::program {

/// Results as a feed (RFC 4287).
/// @param base address of the server, without a slash at its end
/// @param self address of the feed
std::string atom_feed(const Results& results, const std::string& base, const std::string& self);

}  // namespace nonmun::program
