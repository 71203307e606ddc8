#pragma once

#include <xapian.h>

#include <functional>
#include <optional>
#include <string>

#include "indexer/derive/predecessor.hpp"

namespace nonmun::derive {

/// Computes the query-side tables, all but those of similarity, from the terms of the whole
/// database and writes them to `folder`. They depend on the database's content alone, so an update
/// gives the same tables as a rebuild.
/// @param before where there is a predecessor to take from what did not change
/// @param check called now and then; may throw
void write_derived_tables(const Xapian::Database& database, const std::string& folder,
                          const std::optional<Predecessor>& before,
                          const std::function<void()>& check);

/// Learns the tables of similarity, and writes them to the folder of the others.
/// @param check called now and then; may throw
void write_similarity_tables(const Xapian::Database& database, const std::string& folder,
                             const std::function<void()>& check);

}  // namespace nonmun::derive
