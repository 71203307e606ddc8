#pragma once

#include <span>
#include <string>
#include <string_view>

namespace nonmun::cli {

/// The candidate that a mistyped name was most likely meant to be: the one with the fewest
/// inserted, deleted, replaced or exchanged neighbouring bytes, at most one in three of the name. A
/// candidate that the name begins, with three bytes or more, counts as one edit away. Empty when
/// none is near.
std::string nearest(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace nonmun::cli
