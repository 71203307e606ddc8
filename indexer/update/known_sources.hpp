#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/index/source_table.hpp"
#include "indexer/update/run.hpp"

// What became of the sources that an index knows: which of them are still there.

namespace nonmun::update {

using KnownSources = std::map<std::string, index::SourceState>;  ///< by name

KnownSources by_name(index::Sources sources);
/// The inverse of by_name(): ordered by name.
index::Sources in_order(KnownSources known);

/// Whether `name` is `folder` or below it. A sibling with a longer name is not.
bool is_below(const std::string& name, const std::string& folder);

/// The known sources at or below a path.
std::vector<std::string> names_below(const KnownSources& known, const std::string& root);

/// The given root is taken for a missing mount when none of the files known below it is left:
/// `present` has none of them, and, unless files are pruned, no other file either.
bool is_missing_root(const KnownSources& known, const std::string& root,
                     const std::set<std::string>& present, bool prune);

/// Names, once, the known sources below none of the roots whose files have vanished.
void report_gone(const Run& run, KnownSources& known, const std::vector<std::string>& roots);

}  // namespace nonmun::update
