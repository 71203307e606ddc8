#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/generation.hpp"

namespace nonmun::index {

/// Raised with every change of terms, slots, files or their meaning. An update reads the stored
/// papers of the formats from kOldestFormat on; all else refuses any but this one (exit 76).
inline constexpr int kIndexFormat = 10;
inline constexpr int kOldestFormat = 2;
/// From this format on sources and rejects have files of their own; before, the manifest had them.
inline constexpr int kFormatWithSourceFiles = 3;

struct FileState {
  std::uint64_t size = 0;
  std::string hash;  ///< xxh3-128, hexadecimal

  bool operator==(const FileState&) const = default;
};

/// What a generation is a part of that is a shard.
struct ShardOf {
  std::string generation;      ///< of the whole index, from whose papers all tables were derived
  std::uint64_t sequence = 0;  ///< of that generation
  std::string database;        ///< Manifest::database of that generation
  std::uint32_t number = 0;    ///< from 1
  std::uint32_t total = 0;     ///< shards of the whole

  bool operator==(const ShardOf&) const = default;
};

/// The table of contents of a generation; its own hash is in `current`. Every search reads it, so
/// its size must not depend on how many papers or sources there are.
struct Manifest {
  std::string generation;
  std::uint64_t sequence = 0;  ///< greater than that of every earlier generation
  std::string built_at;        ///< ISO 8601, UTC
  std::string database;        ///< name of the generation that built the database (others share
                               ///< their predecessor's)
  std::uint64_t compacted_bytes = 0;  ///< size of the database when it was last compacted
  std::uint64_t documents = 0;
  std::uint64_t sources = 0;
  std::uint64_t rejected = 0;              ///< entries of the sources that could not be used
  std::map<std::string, FileState> files;  ///< every other file, by path relative to the generation
  std::optional<ShardOf> shard;            ///< of a shard of an index
  /// Of a mirror, whose database is on a server: the UUID of that database.
  std::string remote_uuid{};

  std::string encode() const;
  std::uint64_t bytes() const;           ///< of all files together
  std::uint64_t database_bytes() const;  ///< of those of the database
};

/// Reads and verifies the manifest that `pointer` names.
/// @throws Error(version) for another format or analyzer, Error(io) when missing or damaged.
Manifest read_manifest(const IndexPaths& index, const Pointer& pointer);

/// The manifest of a generation that an update can read its stored papers from, though its format
/// or its analyzer is another.
struct OldManifest {
  int format = 0;
  std::string analyzer;
  Manifest manifest;

  bool is_current() const;
};

/// @throws Error(version) for a format that this program has never known, Error(io) as above.
OldManifest read_any_manifest(const IndexPaths& index, const Pointer& pointer);

/// Whether a folder below `generations` holds a generation of this name, of whatever version.
bool is_generation(const IndexPaths& index, const std::string& name);

/// How much of a generation's content is read before it is trusted.
enum class Verify : std::uint8_t {
  quick,  ///< sizes of all files and the vote table's hash; all hashes below kVerifyAllBelow
  full,   ///< every hash
};
/// Up to this size reading everything costs milliseconds.
inline constexpr std::uint64_t kVerifyAllBelow = 64ULL << 20;

/// What is wrong with the files of the generation in `folder`, one item per line; empty when
/// nothing is.
std::vector<std::string> damage(const std::string& folder, const Manifest& manifest, Verify verify);

/// @throws Error(io) naming the first damaged file.
void verify_generation(const std::string& folder, const Manifest& manifest, Verify verify);

/// The manifest entries of all files below `folder` (a generation's), except the manifest.
std::map<std::string, FileState> hash_files(const std::string& folder);

}  // namespace nonmun::index
