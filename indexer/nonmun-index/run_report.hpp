#pragma once

#include <ctime>
#include <exception>
#include <nonmun/update.hpp>
#include <string>
#include <vector>

namespace nonmun::program {

/// What `update --report FILE` says of a run, for a program that watches it.
struct RunReport {
  std::string index;
  std::vector<std::string> sources;
  std::time_t started_at;
  const UpdateReport& update;
  std::exception_ptr error;  ///< what ended the run, if anything

  /// One JSON object, with what only the end of the run knows: time, peak memory.
  std::string encode() const;
};

/// Replaces a file so that a reader sees the old or the new content, never a part. What is not a
/// regular file (a pipe, /dev/stdout) is written to.
/// @throws Error(io)
void replace_file(const std::string& path, const std::string& content);

}  // namespace nonmun::program
