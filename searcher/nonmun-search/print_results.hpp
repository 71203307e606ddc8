#pragma once

#include <nonmun/results.hpp>
#include <optional>
#include <string>

#include "indexer/cli/options.hpp"
#include "indexer/cli/terminal.hpp"
#include "searcher/nonmun-search/text_output.hpp"

namespace nonmun::program {

/// How text is shown, as --color and the terminal say.
cli::Style style_of(const cli::Arguments& arguments);

/// Shows text through the pager on a terminal, unless --no-pager is given.
void show_text(const std::string& text, const cli::Arguments& arguments);

/// The columns of the terminal on standard output; nothing when that is none.
std::optional<std::size_t> terminal_columns();

/// Whether results are printed as text, and not for another program.
bool prints_text(const cli::Arguments& arguments);

/// @throws Error(usage) for --group-by with a format for other programs, and as chosen_format()
void require_text_to_group(const cli::Arguments& arguments);

/// Whether standard output is a terminal that can do more than print lines.
bool is_capable_terminal();

/// Prints results as the arguments ask, and what is to be noted on stderr.
/// @return the exit code
int print_results(const Results& results, const cli::Arguments& arguments,
                  const Layout& layout = {});

}  // namespace nonmun::program
