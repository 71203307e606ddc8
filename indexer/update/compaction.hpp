#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>

#include "indexer/update/run.hpp"

namespace nonmun::update {

/// Writes one compact database of all that `from` consists of; document numbers stay, so those of
/// its parts must not overlap. @throws Xapian::Error, Error(interrupted)
void compact(const Run& run, Xapian::Database& from, const std::string& to);

/// Bytes of the files in the folder of a database.
std::uint64_t bytes_of(const std::string& folder);

}  // namespace nonmun::update
