#pragma once

#include <string>
#include <string_view>

namespace nonmun::cli {

/// A text as the content of an element or the value of an attribute, without the characters that
/// XML 1.0 does not have.
std::string xml_text(std::string_view text);

}  // namespace nonmun::cli
