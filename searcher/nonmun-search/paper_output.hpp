#pragma once

#include <cstddef>
#include <nonmun/results.hpp>
#include <string>

#include "indexer/cli/terminal.hpp"

namespace nonmun::program {

/// A paper as a person reads it in a terminal of `width` columns: all that its digests say.
std::string text_of(const PaperDetails& paper, std::size_t width, const cli::Style& style);

/// The same as Markdown, below a heading of the second level.
std::string markdown(const PaperDetails& paper);

}  // namespace nonmun::program
