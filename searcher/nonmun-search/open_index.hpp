#pragma once

#include <nonmun/search.hpp>
#include <string>

#include "indexer/cli/options.hpp"

namespace nonmun::program {

/// The index folders that the command line names, one per line; empty: the default one.
std::string index_names(const cli::Arguments& arguments);

/// Opens what index_names() gave, now or in an earlier run.
Index open_index(const std::string& names, const cli::Arguments& arguments);

/// Tells of indexes that were left out. @return the exit code: `code`, or the one for answers from
/// a part of the papers.
int finish(const Index& index, int code);

}  // namespace nonmun::program
