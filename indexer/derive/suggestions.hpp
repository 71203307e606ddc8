#pragma once

#include <xapian.h>

#include <string>

#include "indexer/index/facets.hpp"

namespace nonmun::derive {

/// What queries may go on with: the words of all papers, and the names of methods and authors.
/// Words of a single paper, and of one letter or syllable, are left out: there are too many of them
/// for a list.
/// @return the bytes of an index::SuggestionTable
std::string suggestions(const Xapian::Database& database,
                        const index::FacetTable::Contents& facets);

}  // namespace nonmun::derive
