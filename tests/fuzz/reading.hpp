#pragma once

#include <string>
#include <string_view>

namespace nonmun::fuzz {

/// Reads `content` as the file `name` and checks everything that a Contribution promises.
void read_and_check(const std::string& name, std::string_view content);

}  // namespace nonmun::fuzz
