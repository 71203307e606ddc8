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
#include "indexer/reader/messages.hpp"
#include "indexer/reader/sources.hpp"

namespace nonmun::reader {

/// A paper together with the place it was read from.
struct Entry {
  paper::Paper paper;
  std::size_t line;  ///< 1-based line of the entry in its file
};

/// New vote count of one paper, from a votes-only line or the public API.
struct VoteUpdate {
  std::string id;
  std::int64_t votes;
  std::optional<std::int64_t> votes_at;  ///< Unix seconds
  std::size_t line;
};

/// Something in a file that its author may want to know of, though nothing of it was rejected.
struct Warning {
  WarningKind kind;
  std::size_t line;  ///< 1-based
  std::string message;
};

/// Everything that one file (or standard input) contributes.
struct Contribution {
  std::string file;               ///< canonical absolute path, or "stdin"
  bool is_digest = true;          ///< false: not a digest, skipped
  std::string not_digest;         ///< why it was skipped
  std::vector<Entry> entries;     ///< in order of the file; an id may occur more than once
  std::vector<VoteUpdate> votes;  ///< votes-only lines
  std::uint64_t rejected = 0;     ///< entries that could not be used
  std::vector<Reject> rejects;    ///< why, at most kMaxRejects: one line for one cause
  std::uint64_t unexplained = 0;  ///< of the rejected, those that `rejects` does not cover
  std::vector<Warning> warnings;  ///< by line, e.g. one per unknown JSON key
};

/// Most rejects, and most warnings, that are kept of a file; the rest is counted.
constexpr std::size_t kMaxRejects = 100;

/// Reads one digest from memory. The kind is told from the content: '{' starts JSONL, '[' a JSON
/// array of the daily-papers API, anything else is Markdown, unless the name of the file ends in
/// .json, .jsonl or .ndjson. UTF-8 with or without byte order mark, UTF-16 with one, and every kind
/// of line end are accepted. Never throws for bad content: what is unreadable becomes a reject, and
/// the rest is kept. Every line of Markdown that is not blank is used, or covered by a reject or a
/// warning. Markdown lines over 64 KiB and entries of any kind over 256 KiB are rejected unparsed.
/// An empty file is no digest when its name is a Markdown name, and contributes nothing otherwise.
/// @throws Error(interrupted)
Contribution read_digest(std::string file, std::string_view content,
                         const std::atomic<bool>* interrupted = nullptr);

/// Every vote count that a contribution holds: those of its entries that have one, then the
/// votes-only lines. An id may occur more than once.
std::vector<VoteUpdate> vote_updates(const Contribution& contribution);

}  // namespace nonmun::reader
