#pragma once

#include <xapian.h>

#include <cerrno>
#include <nonmun/error.hpp>
#include <string>
#include <utility>

#include "indexer/system/files.hpp"

namespace nonmun::index {

/// The nonmun error that a Xapian one means to the user. `what` says what was being done.
Error from_xapian(const Xapian::Error& error, const std::string& what);

/// Runs `function`, turning Xapian's exceptions (which are no std::exception) into nonmun's. This
/// and write_in_place() are the only places where Xapian::Error is caught.
template <class Function>
auto with_xapian(const std::string& what, Function&& function)
    -> decltype(std::forward<Function>(function)()) {
  try {
    return std::forward<Function>(function)();
  } catch (const Xapian::Error& error) {
    throw from_xapian(error, what);
  }
}

/// Runs `function`, which writes to a database in `folder` that is open with Xapian::DB_DANGEROUS.
/// When that fails, Xapian tries to take back what it has written, which it cannot do in place, and
/// throws an error that says only so. Of the cause errno is left.
/// @throws Error(io) with that cause
template <class Function>
void write_in_place(const std::string& folder, Function&& function) {
  errno = 0;
  try {
    std::forward<Function>(function)();
  } catch (const Xapian::InvalidOperationError&) {
    if (errno == 0) throw;
    throw system::io_error("write", folder);
  }
}

/// Opens a database of ours for reading.
/// @throws Error(io) also when a table cannot be opened that Xapian would take for an empty one.
Xapian::Database open_database(const std::string& folder);

/// The same check for a database that is open: Xapian takes some tables for optional and goes on
/// without them whatever keeps it from opening them (no descriptor left, an input/output error).
void require_tables(const Xapian::Database& database, const std::string& folder);

}  // namespace nonmun::index
