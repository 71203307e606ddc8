#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#pragma GCC visibility push(default)  // the public names of a shared library

namespace nonmun {

/// The kind of failure, coarse. The values are the exit codes of every nonmun program (the others
/// are 0, done or hits, and 1, no hits or nothing new).
enum class ErrorCode : int {
  usage = 2,          ///< bad option or query syntax
  bad_input = 65,     ///< input data refused; nothing was published
  no_index = 66,      ///< no index there, or no previous generation to go back to
  internal = 70,      ///< a bug in nonmun
  io = 74,            ///< input/output error, disk full, damaged index
  locked = 75,        ///< another run holds the index
  version = 76,       ///< the index was made by another version or analyzer
  timeout = 124,      ///< a deadline has passed
  interrupted = 130,  ///< SIGINT or SIGTERM; nothing was published
};

/// What ended an operation, for a front end that wants to say in its own words what to do next.
/// Each cause belongs to one ErrorCode; the first of each group is its general one.
enum class Cause : std::uint8_t {
  // ErrorCode::usage
  usage,         ///< an argument of a call is not valid
  query_syntax,  ///< the query is malformed; Error::column() tells where
  // ErrorCode::bad_input
  bad_input,  ///< the input was refused
  no_papers,  ///< no paper, or no vote count, can be read from the sources
  rejects,    ///< entries were rejected, and UpdateOptions::strict is set
  drop,       ///< more papers would go than UpdateOptions::max_drop_percent allows
  pipe,       ///< papers would go because one unnamed pipe replaces another
  gate,       ///< UpdateOptions::gate had complaints
  // ErrorCode::no_index
  no_index,     ///< nothing is published in the folder
  no_previous,  ///< there is no previous generation to go back to
  // ErrorCode::internal
  internal,
  // ErrorCode::io
  io,         ///< a file cannot be read or written
  too_large,  ///< a file is larger than UpdateOptions::max_file_size
  disk_full,  ///< no space is left, or no quota
  damaged,    ///< the index is not as it was written
  database,   ///< Xapian cannot read or write the index; it may be damaged
  remote,     ///< the server of a remote index does not answer, or has another generation
  // ErrorCode::locked
  locked,
  // ErrorCode::version
  other_version,  ///< the index was made by another version of nonmun or of its analyzer
  mixed_shards,   ///< the shards are of different generations, or one of them is given twice
  // ErrorCode::timeout
  deadline,  ///< SearchOptions::deadline has passed
  // ErrorCode::interrupted
  interrupted,
};

/// The code that a cause belongs to.
constexpr ErrorCode code_of(Cause cause) noexcept {
  if (cause <= Cause::query_syntax) return ErrorCode::usage;
  if (cause <= Cause::gate) return ErrorCode::bad_input;
  if (cause <= Cause::no_previous) return ErrorCode::no_index;
  if (cause <= Cause::internal) return ErrorCode::internal;
  if (cause <= Cause::remote) return ErrorCode::io;
  if (cause == Cause::locked) return ErrorCode::locked;
  if (cause <= Cause::mixed_shards) return ErrorCode::version;
  if (cause == Cause::deadline) return ErrorCode::timeout;
  return ErrorCode::interrupted;
}

/// The name of a cause, as programs in other languages and clients of the server see it.
constexpr std::string_view name_of(Cause cause) noexcept {
  switch (cause) {
    case Cause::usage:
      return "usage";
    case Cause::query_syntax:
      return "query_syntax";
    case Cause::bad_input:
      return "bad_input";
    case Cause::no_papers:
      return "no_papers";
    case Cause::rejects:
      return "rejects";
    case Cause::drop:
      return "drop";
    case Cause::pipe:
      return "pipe";
    case Cause::gate:
      return "gate";
    case Cause::no_index:
      return "no_index";
    case Cause::no_previous:
      return "no_previous";
    case Cause::internal:
      return "internal";
    case Cause::io:
      return "io";
    case Cause::too_large:
      return "too_large";
    case Cause::disk_full:
      return "disk_full";
    case Cause::damaged:
      return "damaged";
    case Cause::database:
      return "database";
    case Cause::remote:
      return "remote";
    case Cause::locked:
      return "locked";
    case Cause::other_version:
      return "other_version";
    case Cause::mixed_shards:
      return "mixed_shards";
    case Cause::deadline:
      return "deadline";
    case Cause::interrupted:
      return "interrupted";
  }
  return "internal";
}

/// The general cause of a code.
constexpr Cause cause_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::usage:
      return Cause::usage;
    case ErrorCode::bad_input:
      return Cause::bad_input;
    case ErrorCode::no_index:
      return Cause::no_index;
    case ErrorCode::internal:
      break;
    case ErrorCode::io:
      return Cause::io;
    case ErrorCode::locked:
      return Cause::locked;
    case ErrorCode::version:
      return Cause::other_version;
    case ErrorCode::timeout:
      return Cause::deadline;
    case ErrorCode::interrupted:
      return Cause::interrupted;
  }
  return Cause::internal;
}

/// The one exception that leaves a nonmun library. What it says is in terms of the library: it
/// names no program and no option. Names of files are in it as they are, whatever bytes they have.
class Error : public std::runtime_error {
 public:
  Error(Cause cause, const std::string& message, std::string hint = {}, std::size_t column = 0)
      : std::runtime_error(message), cause_(cause), column_(column), hint_(std::move(hint)) {}
  Error(Cause cause, const std::string& message, std::vector<std::string> details,
        std::string hint = {})
      : std::runtime_error(message),
        cause_(cause),
        hint_(std::move(hint)),
        details_(std::move(details)) {}
  Error(ErrorCode code, const std::string& message, std::string hint = {})
      : Error(cause_of(code), message, std::move(hint)) {}

  Cause cause() const noexcept { return cause_; }
  ErrorCode code() const noexcept { return code_of(cause_); }
  int exit_code() const noexcept { return static_cast<int>(code()); }
  /// What in particular, such as each damaged file; often empty.
  const std::vector<std::string>& details() const noexcept { return details_; }
  /// What can be done about it; may be empty.
  const std::string& hint() const noexcept { return hint_; }
  /// Of Cause::query_syntax, the place in the query in code points, from 1; otherwise 0.
  std::size_t column() const noexcept { return column_; }

 private:
  Cause cause_;
  std::size_t column_ = 0;
  std::string hint_;
  std::vector<std::string> details_;
};

}  // namespace nonmun

#pragma GCC visibility pop
