#pragma once

#include <xapian.h>

#include <nonmun/results.hpp>
#include <string_view>
#include <vector>

#include "indexer/index/derived.hpp"

namespace nonmun::result {

/// The other names of a phrase with the papers that give them.
std::vector<AliasEvidenceRow> aliases_of(std::string_view phrase,
                                         const index::DerivedTables& derived,
                                         const Xapian::Database& database);

}  // namespace nonmun::result
