#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "searcher/nonmun-search/citation.hpp"

namespace nonmun::program {

/// An Atom feed (RFC 4287) of papers, each with the name of what found it as its category.
/// @param updated when the index was built, ISO 8601
std::string atom(std::span<const std::pair<std::string, std::vector<Citation>>> found,
                 const std::string& updated);

}  // namespace nonmun::program
