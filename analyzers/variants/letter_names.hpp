#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nonmun::variants {

/// The acronym that a word spells by the names of its letters: 지피티 -> "gpt", 브이엘엠 -> "vlm".
/// Exact; lower case. A word of two letters needs one name that Korean words do not look like, so
/// that 이유 (reason) is not "eu".
/// @return every reading, in a fixed order (지 is g and z); empty if there is none
std::vector<std::string> spelled_acronyms(std::string_view hangul);

}  // namespace nonmun::variants
