#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "indexer/cli/options.hpp"
#include "searcher/nonmun-search/citation.hpp"

/// Papers as text for other programs. What comes from papers goes through cli::display(), so that
/// none of it can act on a terminal.
namespace nonmun::program {

/// A line for each paper: id, date, votes ("-" when unknown), title, in columns. The first three
/// have no spaces. At most `width` columns wide, when that is given.
std::string oneline(std::span<const Citation> papers, std::optional<std::size_t> width);

/// RFC 4180: a header line, lines that end in CRLF, quotes where needed. Authors are separated by
/// "; ".
std::string csv(std::span<const Citation> papers);

/// A list: title as a link, authors, date, votes, and a passage.
std::string markdown(std::span<const Citation> papers);

/// A @misc entry for each paper, its keys distinct within the text. The year is the one of the
/// arXiv id, else of the day listed.
std::string bibtex(std::span<const Citation> papers);

/// The key of a BibTeX entry: family name of the first author, year, first word of the title that
/// is not an article or preposition; "dao2024transformers". What is not a Latin letter or a digit
/// is left out, accents too.
std::string bibtex_key(const Citation& paper);

/// Text that TeX typesets as it is. Formulas between dollars, as arXiv titles have them, stay.
std::string tex_escaped(std::string_view text);

/// Text with what Markdown reads as markup escaped.
std::string markdown_escaped(std::string_view text);

/// The papers in the format that the arguments ask for; nothing when they ask for none.
/// @param width columns of the terminal that it is printed on, if it is one
/// @throws Error(usage) for several formats, or a template that cannot be read
std::optional<std::string> formatted(std::span<const Citation> papers,
                                     const cli::Arguments& arguments,
                                     std::optional<std::size_t> width);

/// The one option for a format that the arguments have, --json and --jsonl included; nothing for
/// text. To be called before a search, so that a mistake costs nothing.
/// @throws Error(usage) for several formats, or a template that cannot be read
std::optional<std::string> chosen_format(const cli::Arguments& arguments);

}  // namespace nonmun::program
