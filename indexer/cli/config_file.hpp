#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::cli {

/// A line "NAME = VALUE" of a configuration file.
struct Setting {
  std::string name, value;
  std::size_t line = 0;  ///< 1-based
};

/// The lines below "[NAME]". Those before the first such line are in a section without a name.
struct Section {
  std::string name;
  std::size_t line = 0;
  std::vector<Setting> settings;
};

/// Reads configuration text: a setting or a "[SECTION]" on each line; "#" begins a comment
/// anywhere. Values are taken as they are, quotes included, without the spaces around them.
/// @param file what messages call it
/// @return the nameless section, then the others in their order
/// @throws Error(usage) "FILE:LINE: ..." for any other line, one that is not UTF-8, and a name or
///         section given twice
std::vector<Section> parse_config(std::string_view text, const std::string& file);

/// @throws Error(usage) "FILE:LINE: MESSAGE"
[[noreturn]] void refuse_line(const std::string& file, std::size_t line, const std::string& message,
                              const std::string& hint = {});

}  // namespace nonmun::cli
