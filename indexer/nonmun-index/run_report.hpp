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
  bool dry_run;
  const UpdateReport& update;
  std::exception_ptr error;  ///< what ended the run, if anything

  int exit_code() const;
  double seconds() const;  ///< of all phases

  /// One JSON object, with what only the end of the run knows: time, peak memory.
  std::string encode() const;
};

}  // namespace nonmun::program
