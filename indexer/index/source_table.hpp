#pragma once

#include <cstdint>
#include <nonmun/reject.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::index {

/// What one source contributed when it was last read.
struct SourceState {
  std::string name;  ///< the absolute path as given, any bytes; or the name of a pipe, without '/'
  std::string hash;  ///< xxh3-128 of its bytes; empty: not known
  std::uint64_t papers = 0;
  std::uint64_t rejected = 0;   ///< entries that could not be used
  std::vector<Reject> rejects;  ///< the first of them
  bool gone = false;            ///< it was told that the file has vanished
  /// Why it could not be read the last time, as was told then; empty when it was read. What it
  /// contributed before stays. A folder that cannot be listed is such a source, too.
  std::string unreadable{};
  /// A program writes its papers one by one, so the index alone has them. It has no hash.
  bool written = false;

  /// Entries that could not be used; all of an unreadable file are one.
  std::uint64_t all_rejected() const { return rejected + (unreadable.empty() ? 0 : 1); }

  bool is_pipe() const { return !name.starts_with('/'); }
  bool operator==(const SourceState&) const = default;
};

using Sources = std::vector<SourceState>;  ///< ordered by name

/// Files of a generation that the indexer alone reads. Each line is a JSON object.
inline constexpr const char* kSourcesFile = "sources.jsonl";
inline constexpr const char* kRejectsFile = "rejects.jsonl";

/// Of the rejects of one file so many are kept; the others are counted.
inline constexpr std::size_t kMaxStoredRejects = 100;

/// @throws Error(io) when a file cannot be written.
void write_sources(const std::string& folder, const Sources& sources);

/// The sources of a generation.
/// @throws Error(io) when a file is missing or damaged.
Sources read_sources_of(const std::string& folder);

/// The sources of a generation of format 2, which are in its manifest.
Sources read_sources_of_format_2(const std::string& folder);

/// A name of any bytes as UTF-8: '%' and bytes that are not UTF-8 as "%XX". And back.
std::string escape_name(std::string_view name);
std::string unescape_name(std::string_view text);

}  // namespace nonmun::index
