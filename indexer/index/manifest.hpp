#pragma once

#include <cstdint>
#include <map>
#include <nonmun/reject.hpp>
#include <string>
#include <vector>

#include "indexer/index/generation.hpp"

namespace nonmun {

/// Raised with every change of terms, slots, files or their meaning; an index of another number
/// must be rebuilt (exit 76).
inline constexpr int kIndexFormat = 2;

/// What one source contributed when it was last read.
struct SourceState {
  std::string path;  ///< canonical absolute path, or "stdin"
  std::string hash;  ///< xxh3-128 of its bytes
  std::uint64_t papers = 0;
  std::vector<Reject> rejects;

  bool operator==(const SourceState&) const = default;
};

using Sources = std::vector<SourceState>;  ///< ordered by path

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
  std::uint64_t rejected = 0;  ///< entries of the sources that could not be used
  Sources sources;
  std::map<std::string, FileState> files;  ///< every other file, by path relative to the generation

  std::string encode() const;
  std::uint64_t bytes() const;  ///< of all files together
};

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

/// The manifest entries of all files below `folder` (a generation's), except the manifest.
std::map<std::string, FileState> hash_files(const std::string& folder);

}  // namespace nonmun
