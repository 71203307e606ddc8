#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nonmun::reader {

/// Largest file that is read unless told otherwise, in bytes: what is larger is no digest, and a
/// pipe that never ends must not fill the memory.
constexpr std::uint64_t kDefaultMaxFileSize = std::uint64_t{64} << 20;

/// One file of a SOURCE argument.
struct SourceFile {
  std::string path;     ///< absolute as given, links not resolved, or "-"; any bytes
  std::string problem;  ///< why it cannot be read, as far as listing showed; empty when nothing did
  bool folder = false;  ///< a folder that could not be listed: nobody knows what is below it
  bool given = false;   ///< named by the user, so that it may be a pipe
};

/// The files that SOURCE arguments name: a file is itself, a folder is walked recursively in
/// sorted order for *.md, *.markdown, *.json, *.jsonl, *.ndjson, and "-" is standard input. Each
/// file once, even when roots overlap. What is in `excluded`, files and folders, is left out. What
/// cannot be read below a folder is in the list with its problem, an unreadable folder included.
/// @throws Error(io) when an argument does not exist or cannot be listed, Error(interrupted).
std::vector<SourceFile> list_sources(const std::vector<std::string>& sources,
                                     const std::atomic<bool>* interrupted = nullptr,
                                     const std::vector<std::string>& excluded = {});

/// The bytes of a source file; "-" reads standard input to its end. A file that changes meanwhile
/// is read again. While it waits for a pipe or terminal, and between pieces, it looks at
/// `interrupted`.
/// @throws Error(io) naming the file when it cannot be read, is not a regular file (unless it was
///         given), is larger than `max_size` bytes or keeps changing; Error(interrupted).
std::string read_source(const SourceFile& source, const std::atomic<bool>* interrupted = nullptr,
                        std::uint64_t max_size = kDefaultMaxFileSize);

}  // namespace nonmun::reader
