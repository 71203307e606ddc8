#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/cli/terminal.hpp"

namespace nonmun::program {

inline constexpr std::size_t kIndent = 4;

/// The columns to use in a terminal of `columns`: long lines are hard to read.
std::size_t text_width(std::size_t columns);

/// Appends a text, wrapped and indented.
void add_lines(std::string& out, const cli::MarkedText& text, std::size_t width,
               const cli::Style& style, std::string_view base = {}, std::size_t indent = kIndent);

/// Appends an address as it is, on one line, so that it can be copied.
void add_address(std::string& out, const std::string& url, std::size_t width,
                 const cli::Style& style);

/// "1,234,567".
std::string thousands(std::uint64_t number);

/// "3 papers".
std::string papers_text(std::uint64_t number);

/// "3 votes", "votes unknown".
std::string votes_text(const std::optional<std::int64_t>& votes);

/// As much of a text as fits into so many columns.
std::string cut(std::string_view text, std::size_t columns);

}  // namespace nonmun::program
