#pragma once

#include <sys/types.h>

#include <string>

namespace nonmun::program {

/// Opens a page with xdg-open, and says so on stderr.
/// @throws Error(usage) for anything but an https address: others could start any program;
/// Error(io)
///         when it cannot be opened
void open_in_browser(const std::string& url);

/// Starts xdg-open with a page, for a program that has the whole terminal: it says nothing and does
/// not wait.
/// @param terminal descriptor of the terminal that it reads and writes; -1: none, and no output
/// @return its process
/// @throws Error as open_in_browser(), but for what becomes known later
pid_t start_browser(const std::string& url, int terminal);

}  // namespace nonmun::program
