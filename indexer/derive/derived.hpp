#pragma once

#include <xapian.h>

#include <string>

namespace nonmun::derive {

/// Computes the query-side tables from the terms of the whole database and writes them to
/// `folder`. They depend on the database's content alone, so an update gives the same tables as a
/// rebuild.
void write_derived_tables(const Xapian::Database& database, const std::string& folder);

}  // namespace nonmun::derive
