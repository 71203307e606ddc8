#include "indexer/cli/log.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "indexer/cli/display.hpp"

namespace nonmun::cli {

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

void log(Priority priority, std::string_view message, std::span<const std::string> details) {
  const bool journal = stderr_is_journal();
  std::string text = journal ? fmt::format("<{}>", static_cast<int>(priority)) : std::string();
  text += display(message);
  for (const std::string& detail : details) text += (journal ? "; " : "\n  ") + display(detail);
  text += "\n";
  // In one piece, so that the lines of several writers do not mix.
  std::fflush(stderr);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace nonmun::cli
