#pragma once

#include <xapian.h>

#include <string>
#include <string_view>

#include "indexer/paper/record_compression.hpp"

namespace nonmun::index {

/// Where a database keeps the dictionary of its stored papers: in Xapian's metadata, so that
/// whoever has the database has it, a copy or a reader over the network. Absent when there were too
/// few papers to make one of.
inline constexpr std::string_view kDictionaryKey = "papers/dictionary";

/// @throws Xapian::Error
std::string record_dictionary(const Xapian::Database& database);

/// What the stored papers of a database are read with. @throws Xapian::Error, Error(io)
paper::RecordDecoder record_decoder(const Xapian::Database& database);

}  // namespace nonmun::index
