#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/reader/reader.hpp"

// What the formats of the reader share: one function each, and the limits.

namespace nonmun::reader {

/// Longest line of Markdown, and longest entry of any format, in bytes.
constexpr std::size_t kMaxLine = std::size_t{64} * 1024;
constexpr std::size_t kMaxEntry = std::size_t{256} * 1024;
/// Greatest vote count that can be true; more is damage.
constexpr std::int64_t kMaxVotes = 1'000'000'000;

/// Each reads a whole file in its format, without byte order mark, and appends to `out`.
void read_markdown(std::string_view content, Contribution& out);
void read_jsonl(std::string_view content, Contribution& out);
void read_daily_papers_api(std::string_view content, Contribution& out);

/// True when `content` has a "## Daily Papers" heading, well formed or not.
bool has_day_heading(std::string_view content);

void reject(Contribution& out, std::size_t line, std::string reason);
void warn(Contribution& out, std::size_t line, std::string_view message);

}  // namespace nonmun::reader
