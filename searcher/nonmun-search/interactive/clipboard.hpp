#pragma once

#include <string>
#include <string_view>

namespace nonmun::program::interactive {

/// What makes a terminal put a text into the clipboard (OSC 52, as xterm has it).
std::string clipboard_sequence(std::string_view text);

}  // namespace nonmun::program::interactive
