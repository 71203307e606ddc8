#pragma once

#include <xapian.h>

#include <functional>
#include <string>

#include "indexer/index/facets.hpp"

namespace nonmun::derive {

/// Gathers the lists of all papers. Spellings that people take for the same become one value, shown
/// as most papers write it.
/// @param check called now and then; may throw
index::FacetTable::Contents gather_facets(const Xapian::Database& database,
                                          const std::function<void()>& check);

}  // namespace nonmun::derive
