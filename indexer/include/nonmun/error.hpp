#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#pragma GCC visibility push(default)  // the public names of a shared library

namespace nonmun {

/// What ended an operation. The values are the exit codes of every nonmun program (the others are
/// 0, done or hits, and 1, no hits).
enum class ErrorCode : int {
  usage = 2,          ///< bad option or query syntax
  bad_input = 65,     ///< input data refused; nothing was published
  no_index = 66,      ///< no index there, or no previous generation to go back to
  internal = 70,      ///< a bug in nonmun
  io = 74,            ///< input/output error, disk full, damaged index
  locked = 75,        ///< another run holds the index
  version = 76,       ///< the index was made by another version or analyzer
  interrupted = 130,  ///< SIGINT or SIGTERM; nothing was published
};

/// The one exception that leaves a nonmun library.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message, std::string hint = {})
      : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}

  ErrorCode code() const noexcept { return code_; }
  int exit_code() const noexcept { return static_cast<int>(code_); }
  /// What the user can do next; may be empty.
  const std::string& hint() const noexcept { return hint_; }

 private:
  ErrorCode code_;
  std::string hint_;
};

}  // namespace nonmun

#pragma GCC visibility pop
