#pragma once

#include <xapian.h>

#include <nonmun/error.hpp>
#include <string>
#include <utility>

namespace nonmun::index {

/// The nonmun error that a Xapian one means to the user. `what` says what was being done.
Error from_xapian(const Xapian::Error& error, const std::string& what);

/// Runs `function`, turning Xapian's exceptions (which are no std::exception) into nonmun's. The
/// only place where Xapian::Error is caught.
template <class Function>
auto with_xapian(const std::string& what, Function&& function)
    -> decltype(std::forward<Function>(function)()) {
  try {
    return std::forward<Function>(function)();
  } catch (const Xapian::Error& error) {
    throw from_xapian(error, what);
  }
}

/// Opens a database of ours for reading.
/// @throws Error(io) also when a table cannot be opened that Xapian would take for an empty one.
Xapian::Database open_database(const std::string& folder);

/// The same check for a database that is open: Xapian takes some tables for optional and goes on
/// without them whatever keeps it from opening them (no descriptor left, an input/output error).
void require_tables(const Xapian::Database& database, const std::string& folder);

}  // namespace nonmun::index
