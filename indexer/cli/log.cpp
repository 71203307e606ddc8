#include "indexer/cli/log.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace nonmun::program {
namespace {

/// A message of several lines as one event.
std::string one_line(std::string_view message) {
  std::string line;
  for (const char c : message) {
    if (c == '\n') {
      line += "; ";
    } else if (c != ' ' || !line.ends_with("; ")) {
      line += c;
    }
  }
  return line;
}

}  // namespace

bool stderr_is_journal() {
  // A program that redirects stderr inherits the variable, so its value must be compared
  // (systemd.exec(5), "$JOURNAL_STREAM").
  static const bool is_journal = [] {
    const char* stream = std::getenv("JOURNAL_STREAM");
    struct stat status {};
    return stream != nullptr && ::fstat(STDERR_FILENO, &status) == 0 &&
           stream == fmt::format("{}:{}", status.st_dev, status.st_ino);
  }();
  return is_journal;
}

bool stdout_is_stderr() {
  struct stat out {};
  struct stat err {};
  return ::fstat(STDOUT_FILENO, &out) == 0 && ::fstat(STDERR_FILENO, &err) == 0 &&
         out.st_dev == err.st_dev && out.st_ino == err.st_ino;
}

void log(Priority priority, std::string_view message) {
  while (message.ends_with('\n')) message.remove_suffix(1);
  const std::string text =
      stderr_is_journal() ? fmt::format("<{}>{}\n", static_cast<int>(priority), one_line(message))
                          : fmt::format("{}\n", message);
  // In one piece, so that the lines of several writers do not mix.
  std::fflush(stderr);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace nonmun::program
