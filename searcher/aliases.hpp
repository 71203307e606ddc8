#pragma once

#include <xapian.h>

#include <string_view>
#include <vector>

#include "indexer/format/learnt.hpp"
#include "searcher/nonmun/search.hpp"

namespace nonmun {

/// The other names of a phrase with the papers that give them.
std::vector<AliasEvidenceRow> aliases_of(std::string_view phrase, const LearntTables& learnt,
                                         const Xapian::Database& database);

}  // namespace nonmun
