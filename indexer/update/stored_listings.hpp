#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "indexer/paper/record.hpp"
#include "indexer/update/base.hpp"
#include "indexer/update/run.hpp"

namespace nonmun::update {

/// Calls visit(listing) for all that a source says of papers in a generation of any version, in
/// order of document numbers.
/// @throws Error(io), Error(interrupted)
void for_listings(const Run& run, const Base& base, const std::string& source,
                  const std::function<void(const paper::Listing&)>& visit);

/// Whether a source lists a paper in the published generation; no when there is none.
/// @throws Error(io), Error(version)
bool is_listed(const index::IndexPaths& index, const std::string& source, std::string_view id);

}  // namespace nonmun::update
