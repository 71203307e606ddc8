#pragma once

#include <cstdint>
#include <map>
#include <nonmun/error.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/votes.hpp"

namespace nonmun {

/// Raised with every change of terms, slots, files or their meaning; an index of another number
/// must be made anew (exit 76).
inline constexpr int kIndexFormat = 2;

/// An index folder:
///   DIR/current                    the published generation and the one that rollback restores,
///                                  a line each: name, hash of the manifest
///   DIR/generations/NAME/          one sealed generation (see Manifest)
///   DIR/lock                       held by a writing run
/// A generation never changes after publishing; readers follow `current`.
struct IndexPaths {
  explicit IndexPaths(std::string directory) : root(std::move(directory)) {}
  std::string root;
  std::string current() const { return root + "/current"; }
  std::string lock() const { return root + "/lock"; }
  std::string generations() const { return root + "/generations"; }
  std::string generation(const std::string& name) const { return generations() + "/" + name; }
};

/// Files of a generation, relative to its folder.
inline constexpr const char* kDatabaseFolder = "db";  ///< Xapian glass, compacted
inline constexpr const char* kVotesFile = "votes";
inline constexpr const char* kLearntFolder = "learnt";  ///< query-side tables, from all papers
inline constexpr const char* kManifestFile = "manifest.json";

/// $NONMUN_INDEX, else $XDG_DATA_HOME/nonmun/index, else ~/.local/share/nonmun/index.
std::string default_index_directory();

/// A generation, by its name and its manifest's content.
struct Pointer {
  std::string generation;
  std::string manifest_hash;  ///< xxh3-128, hexadecimal

  bool operator==(const Pointer&) const = default;
  std::string encode() const { return generation + " " + manifest_hash + "\n"; }
};

/// What `current` holds. All other generations are leftovers: a run that was killed may have made
/// a complete one and not published it.
struct Published {
  Pointer now;
  std::optional<Pointer> previous;  ///< with another database than the present one's

  bool operator==(const Published&) const = default;
  std::string encode() const { return now.encode() + (previous ? previous->encode() : ""); }
  /// Nothing when the content is not in good order.
  static std::optional<Published> decode(std::string_view content);
};

/// An entry of a source that could not be used, as last reported.
struct RejectedEntry {
  std::uint64_t line = 0;
  std::string reason;

  bool operator==(const RejectedEntry&) const = default;
};

/// What one source contributed when it was last read.
struct SourceState {
  std::string path;  ///< canonical absolute path, or "stdin"
  std::string hash;  ///< xxh3-128 of its bytes
  std::uint64_t papers = 0;
  std::vector<RejectedEntry> rejects;

  bool operator==(const SourceState&) const = default;
};

struct FileState {
  std::uint64_t size = 0;
  std::string hash;  ///< xxh3-128, hexadecimal

  bool operator==(const FileState&) const = default;
};

/// The table of contents of a generation; its own hash stands in `current`.
struct Manifest {
  std::string generation;
  std::uint64_t sequence = 0;  ///< greater than that of every earlier generation
  std::string built_at;        ///< ISO 8601, UTC
  std::string database;        ///< name of the generation that built the database (votes-only
                               ///< generations share their predecessor's)
  std::uint64_t documents = 0;
  std::uint64_t rejected = 0;              ///< entries of the sources that could not be used
  std::vector<SourceState> sources;        ///< ordered by path
  std::map<std::string, FileState> files;  ///< every other file, by path relative to the generation

  std::string encode() const;
  std::uint64_t bytes() const;  ///< of all files together
};

/// What is published, or nothing when there is no index.
/// @throws Error(io) when `current` is there but unreadable or damaged.
std::optional<Published> read_published(const IndexPaths& index);
/// The published generation alone.
std::optional<Pointer> read_pointer(const IndexPaths& index);

/// Reads and verifies the manifest that `pointer` names.
/// @throws Error(version) for another format or analyzer, Error(io) when missing or damaged.
Manifest read_manifest(const IndexPaths& index, const Pointer& pointer);

/// How much of a generation's content is read before it is trusted.
enum class Verify : std::uint8_t {
  quick,  ///< sizes of all files and the vote table's hash; all hashes below kVerifyAllBelow
  full,   ///< every hash
};
/// Up to this size reading everything costs milliseconds.
inline constexpr std::uint64_t kVerifyAllBelow = 64ULL << 20;

/// What is wrong with the files of the generation in `folder`, a line each; empty when all is well.
std::vector<std::string> damage(const std::string& folder, const Manifest& manifest, Verify verify);

/// @throws Error(io) naming the first damaged file.
void verify_generation(const std::string& folder, const Manifest& manifest, Verify verify);

/// The error for damage, with its remedies.
Error damaged_index(const std::string& what);

/// The manifest entries of all files below `folder` (a generation's), except the manifest.
std::map<std::string, FileState> hash_files(const std::string& folder);

/// The error for an index folder without an index.
Error no_index(const IndexPaths& index);

/// Calls ask(what is published). A generation may be replaced and removed while it is being read;
/// that is no damage, so then it asks again.
/// @throws Error(no_index) when nothing is published, and whatever `ask` throws.
template <class Ask>
auto with_published(const IndexPaths& index, Ask ask) {
  // A generation vanishes only when two newer ones were published meanwhile: more attempts than
  // these mean that something else is wrong.
  constexpr int kRetries = 20;
  for (int attempt = 0;; ++attempt) {
    const std::optional<Published> published = read_published(index);
    if (!published) throw no_index(index);
    try {
      return ask(*published);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::io || attempt == kRetries) throw;
      if (read_published(index) == published) throw;
    }
  }
}

}  // namespace nonmun
