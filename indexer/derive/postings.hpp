#pragma once

#include <xapian.h>

#include <functional>
#include <string>

namespace nonmun::derive {

/// Writes the table of postings of a database.
/// @param check called now and then; ends the work by an exception
void write_postings(const Xapian::Database& database, const std::string& path,
                    const std::function<void()>& check);

/// Writes the forward index of a database.
void write_forward_index(const Xapian::Database& database, const std::string& path,
                         const std::function<void()>& check);

}  // namespace nonmun::derive
