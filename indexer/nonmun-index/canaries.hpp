#pragma once

#include <functional>
#include <string>
#include <vector>

namespace nonmun::program {

/// A publishing gate from a file of canary queries, "query TAB id" a line: each must find its paper
/// first. Empty lines and lines that begin with # are skipped.
/// @throws Error(usage) for a malformed line, Error(io) when the file cannot be read.
std::function<std::vector<std::string>(const std::string& folder)> canary_gate(
    const std::string& file);

}  // namespace nonmun::program
