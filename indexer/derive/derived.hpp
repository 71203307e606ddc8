#pragma once

#include <xapian.h>

#include <functional>
#include <string>

namespace nonmun::derive {

/// Computes the query-side tables from the terms of the whole database and writes them to
/// `folder`. They depend on the database's content alone, so an update gives the same tables as a
/// rebuild.
/// @param check called now and then; may throw
void write_derived_tables(const Xapian::Database& database, const std::string& folder,
                          const std::function<void()>& check);

}  // namespace nonmun::derive
