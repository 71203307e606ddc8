#pragma once

#include <cstddef>
#include <nonmun/search.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/cli/terminal.hpp"

namespace nonmun::program {

/// What is to be shown around the papers.
struct Layout {
  std::string header;  ///< instead of how many papers were found, and how the query was read
  bool histogram =
      false;              ///< a line of blocks from the facet "month", which is not shown otherwise
  bool by_month = false;  ///< papers below headings of months, the newest first
};

/// Results as a person reads them in a terminal of `width` columns.
std::string text_of(const Results& results, std::size_t width, const cli::Style& style,
                    const Layout& layout = {});

/// The notes that text_of() does not show.
std::vector<std::string> other_notes(const Results& results);

/// The query with a caret below the column, as two lines.
std::vector<std::string> caret(std::string_view query, std::size_t column);

/// Completions, a whole query on each line: what a shell completes with.
std::string text_of(const std::vector<Completion>& completions);

/// Tokens as a table.
std::string text_of(const std::vector<AnalyzedToken>& tokens);

}  // namespace nonmun::program
