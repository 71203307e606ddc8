#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::cli {

/// The candidates that a mistyped name may have been meant to be, nearest first: those with at most
/// one inserted, deleted, replaced or exchanged neighbouring byte in three of the name. Letters of
/// either case are alike, and so are '_' and '-'. A candidate that the name begins, with three
/// bytes or more, counts as one edit away.
/// @param max how many to return at most
std::vector<std::string> nearest_names(std::string_view name,
                                       std::span<const std::string_view> candidates,
                                       std::size_t max);

/// The first of nearest_names(); empty when none is near.
std::string nearest(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace nonmun::cli
