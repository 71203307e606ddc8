#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "indexer/cli/translation.hpp"

namespace nonmun::cli {

/// A message that comes with its values filled in, from code that knows no languages.
struct MessagePattern {
  std::string_view text;    ///< in English, with {} for each value
  std::uint32_t parts = 0;  ///< bit i: value i is a message itself
};

/// Translates a composed message: finds the pattern that it was made from, takes its values out,
/// and fills them into the pattern's translation. Of several patterns that fit, that with the
/// longest text of its own counts, then the first. A value is as short as the rest of the pattern
/// allows. A message without a pattern stays as it is.
/// @param translation of a pattern's text; may number its placeholders
std::string translate_composed(std::string_view message, std::span<const MessagePattern> patterns,
                               std::string (*translation)(std::string_view) = translate);

}  // namespace nonmun::cli
