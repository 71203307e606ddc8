#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <nonmun/reject.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/paper/paper.hpp"

namespace nonmun {

/// A paper together with the place it was read from.
struct Entry {
  Paper paper;
  std::size_t line;  ///< 1-based line of the entry in its file
};

/// New vote count of one paper, from a votes-only line or the public API.
struct VoteUpdate {
  std::string id;
  std::int64_t votes;
  std::optional<std::int64_t> votes_at;  ///< Unix seconds
  std::size_t line;
};

/// Everything that one file (or standard input) contributes.
struct Contribution {
  std::string file;               ///< canonical absolute path, or "stdin"
  bool is_digest = true;          ///< false: Markdown without a "## Daily Papers" heading, skipped
  std::vector<Entry> entries;     ///< in order of the file; an id may occur more than once
  std::vector<VoteUpdate> votes;  ///< votes-only lines
  std::vector<Reject> rejects;
  std::vector<std::string> warnings;  ///< "file:line: …", e.g. one per unknown JSON key
};

/// Reads one digest from memory. The kind is told from the content: '{' starts JSONL, '[' a JSON
/// array of the daily-papers API, anything else is Markdown, unless the name of the file ends in
/// .json, .jsonl or .ndjson. A byte order mark and CRLF line ends are accepted. Never throws for
/// bad content: what is unreadable becomes a reject, and the rest is kept. Markdown lines over
/// 64 KiB and entries of any kind over 256 KiB are rejected unparsed. An empty file is no digest
/// when its name is a Markdown name, and contributes nothing otherwise.
Contribution read_digest(std::string file, std::string_view content);

/// Every vote count that a contribution holds: those of its entries that have one, then the
/// votes-only lines. An id may occur more than once.
std::vector<VoteUpdate> vote_updates(const Contribution& contribution);

/// One file of a SOURCE argument.
struct SourceFile {
  std::string path;  ///< canonical absolute, or "-"
};

/// The files that SOURCE arguments name: a file is itself, a folder is walked recursively in
/// sorted order for *.md, *.markdown, *.json, *.jsonl, *.ndjson, and "-" is standard input. Each
/// file once, even when named twice.
/// @throws Error(io) when an argument does not exist or a folder cannot be read.
std::vector<SourceFile> list_sources(const std::vector<std::string>& sources);

/// The bytes of a source file; "-" reads standard input to its end. While it waits for a pipe or
/// terminal, it looks at `interrupted`.
/// @throws Error(io) naming the file when it cannot be read, Error(interrupted).
std::string read_source(const SourceFile& source, const std::atomic<bool>* interrupted = nullptr);

}  // namespace nonmun
