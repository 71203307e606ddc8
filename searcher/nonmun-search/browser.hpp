#pragma once

#include <string>

namespace nonmun::program {

/// Opens a page with xdg-open, and says so on stderr.
/// @throws Error(usage) for anything but an https address: others could start any program;
/// Error(io)
///         when it cannot be opened
void open_in_browser(const std::string& url);

}  // namespace nonmun::program
