#pragma once

#include <xapian.h>

#include <functional>
#include <string>

#include "indexer/derive/predecessor.hpp"

namespace nonmun::derive {

/// Papers that may differ from those of a predecessor for update_postings(): their terms are held
/// in memory, about 20 KB per paper of 200 words.
inline constexpr std::size_t kMaxUpdatedPapers = 4096;

/// Writes the table of postings of a database.
/// @param check called now and then; ends the work by an exception
void write_postings(const Xapian::Database& database, const std::string& path,
                    const std::function<void()>& check);

/// The same from the table before, and the terms of the papers that changed.
/// @param before at most kMaxUpdatedPapers of it changed
void update_postings(const Xapian::Database& database, const Predecessor& before,
                     const std::string& path, const std::function<void()>& check);

/// Writes the forward index of a database and the filter of neighbours, which comes from it.
void write_forward_index(const Xapian::Database& database, const std::string& folder,
                         const std::function<void()>& check);

}  // namespace nonmun::derive
