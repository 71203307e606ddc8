#pragma once

#include <cstdint>
#include <string_view>

namespace nonmun::program {

/// The priorities of syslog that nonmun uses.
enum class Priority : std::uint8_t { error = 3, warning = 4, info = 6 };

/// Whether stderr is a stream to the systemd journal: $JOURNAL_STREAM names its device and inode.
bool stderr_is_journal();

/// Whether stdout and stderr are the same file, so that what goes to both would be there twice.
bool stdout_is_stderr();

/// Writes a message to stderr. In the journal it is one line with a priority, "<4>…", which
/// journald takes off; elsewhere it is written as it is.
void log(Priority priority, std::string_view message);

}  // namespace nonmun::program
