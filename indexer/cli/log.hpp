#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace nonmun::cli {

/// The priorities of syslog that nonmun uses.
enum class Priority : std::uint8_t { error = 3, warning = 4, info = 6, debug = 7 };

/// Whether stderr is a stream to the systemd journal: $JOURNAL_STREAM names its device and inode.
bool stderr_is_journal();

/// Whether stdout and stderr are the same file, so that what goes to both would be there twice.
bool stdout_is_stderr();

/// Writes a message to stderr, and below it `details`, indented. In the journal it is all one line
/// with a priority, "<4>…", which journald takes off. Shown through display().
void log(Priority priority, std::string_view message, std::span<const std::string> details = {});

}  // namespace nonmun::cli
