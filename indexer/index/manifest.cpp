#include "indexer/index/manifest.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "analyzers/analyzer.hpp"
#include "indexer/index/source_table.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun::index {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

Error other_version(const std::string& what) {
  return {Cause::other_version, what, "update the index, which upgrades it, or rebuild it"};
}

/// Names become paths, so they must stay inside their folder.
bool is_inner_path(const std::string& name) {
  const fs::path path(name);
  if (name.empty() || path.is_absolute() || path.lexically_normal() != path) return false;
  return *path.begin() != "..";
}

Manifest parse_manifest(const json& j, int format) {
  Manifest m;
  m.generation = j.at("generation");
  m.sequence = j.at("sequence");
  m.built_at = j.at("built_at");
  m.database = j.at("database");
  m.documents = j.at("documents");
  m.rejected = j.at("rejected");
  // Format 2 has the sources themselves here.
  const json& sources = j.at("sources");
  m.sources = format == 2 ? sources.size() : sources.get<std::uint64_t>();
  for (const auto& [name, file] : j.at("files").items()) {
    m.files[name] = {file.at("size"), file.at("xxh3")};
  }
  if (const auto shard = j.find("shard"); shard != j.end()) {
    m.shard = ShardOf{shard->at("generation"), shard->at("sequence"), shard->at("database"),
                      shard->at("number"), shard->at("total")};
  }
  m.remote_uuid = j.value("remote_uuid", "");
  // Those that do not say it are of a program that compacted every database.
  m.compacted_bytes = j.value("compacted_bytes", m.database_bytes());
  return m;
}

/// What every generation must have; a manifest without it would vouch for nothing.
std::string missing_part(const OldManifest& m) {
  const bool is_mirror = !m.manifest.remote_uuid.empty();
  std::vector<std::string> needed = {
      kVotesFile, is_mirror ? kDatabaseFolder : std::string(kDatabaseFolder) + "/iamglass"};
  if (is_mirror) needed.emplace_back(kSortKeysFile);
  if (m.manifest.documents > 0 && !is_mirror) {
    for (const char* table : {"postlist", "docdata", "termlist"}) {
      needed.push_back(std::string(kDatabaseFolder) + "/" + table + ".glass");
    }
  }
  if (m.format >= kFormatWithSourceFiles && !is_mirror) {
    needed.insert(needed.end(), {kSourcesFile, kRejectsFile});
  }
  for (const std::string& name : needed) {
    if (!m.manifest.files.contains(name)) return name;
  }
  return {};
}

std::string read_verified(const std::string& path, const Pointer& pointer) {
  std::string bytes;
  try {
    bytes = system::read_file(path);
  } catch (const Error& error) {
    throw damaged_index(error.what());
  }
  if (system::xxh3_hex(bytes) != pointer.manifest_hash) throw damaged_index(path + " has changed");
  return bytes;
}

}  // namespace

std::string Manifest::encode() const {
  json contents = json::object();
  for (const auto& [name, file] : files) {
    contents[name] = {{"size", file.size}, {"xxh3", file.hash}};
  }
  json j = {{"format", kIndexFormat},
            {"analyzer", Analyzer::fingerprint()},
            {"generation", generation},
            {"sequence", sequence},
            {"built_at", built_at},
            {"database", database},
            {"compacted_bytes", compacted_bytes},
            {"documents", documents},
            {"sources", sources},
            {"rejected", rejected},
            {"files", std::move(contents)}};
  if (shard) {
    j["shard"] = {{"generation", shard->generation},
                  {"sequence", shard->sequence},
                  {"database", shard->database},
                  {"number", shard->number},
                  {"total", shard->total}};
  }
  if (!remote_uuid.empty()) j["remote_uuid"] = remote_uuid;
  return j.dump(1) + "\n";
}

std::uint64_t Manifest::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& [name, file] : files) sum += file.size;
  return sum;
}

std::uint64_t Manifest::database_bytes() const {
  const std::string prefix = std::string(kDatabaseFolder) + "/";
  std::uint64_t sum = 0;
  for (const auto& [name, file] : files) sum += name.starts_with(prefix) ? file.size : 0;
  return sum;
}

bool OldManifest::is_current() const {
  return format == kIndexFormat && analyzer == Analyzer::fingerprint();
}

OldManifest read_any_manifest(const IndexPaths& index, const Pointer& pointer) {
  const std::string path = index.generation(pointer.generation) + "/" + kManifestFile;
  const std::string bytes = read_verified(path, pointer);
  try {
    const json j = json::parse(bytes);
    OldManifest old;
    old.format = j.at("format");
    if (old.format < kOldestFormat || old.format > kIndexFormat) {
      throw other_version("the index " + index.root + " has format " + std::to_string(old.format) +
                          ", this program reads " + std::to_string(kIndexFormat));
    }
    old.analyzer = j.at("analyzer");
    old.manifest = parse_manifest(j, old.format);
    // A generation that is being checked before it is published is in a folder of another name.
    if (is_generation_name(pointer.generation) && old.manifest.generation != pointer.generation) {
      throw damaged_index(path + " is of another generation");
    }
    for (const auto& [name, file] : old.manifest.files) {
      if (!is_inner_path(name)) throw damaged_index(path + " names a file outside the generation");
    }
    if (const std::string missing = missing_part(old); !missing.empty()) {
      throw damaged_index(path + " does not list " + missing);
    }
    return old;
  } catch (const json::exception& error) {
    throw damaged_index(path + " is not a manifest: " + error.what());
  }
}

Manifest read_manifest(const IndexPaths& index, const Pointer& pointer) {
  OldManifest m = read_any_manifest(index, pointer);
  if (m.format != kIndexFormat) {
    throw other_version("the index " + index.root + " has format " + std::to_string(m.format) +
                        ", this program reads " + std::to_string(kIndexFormat));
  }
  if (m.analyzer != Analyzer::fingerprint()) {
    throw other_version("the index " + index.root + " was made with the analyzer \"" + m.analyzer +
                        "\", this program has \"" + Analyzer::fingerprint() + "\"");
  }
  return std::move(m.manifest);
}

bool is_generation(const IndexPaths& index, const std::string& name) {
  if (!is_generation_name(name)) return false;
  try {
    const json j = json::parse(system::read_file(index.generation(name) + "/" + kManifestFile));
    return j.at("generation") == name && j.contains("files");
  } catch (const Error&) {
    return false;
  } catch (const json::exception&) {
    return false;
  }
}

std::vector<std::string> damage(const std::string& folder, const Manifest& manifest,
                                Verify verify) {
  std::vector<std::string> found;
  const bool all = verify == Verify::full || manifest.bytes() < kVerifyAllBelow;
  for (const auto& [name, expected] : manifest.files) {
    const std::string path = folder + "/" + name;
    try {
      const std::uint64_t size = system::File::open_for_reading(path).size();
      if (size != expected.size) {
        found.push_back(path + " has " + std::to_string(size) + " bytes instead of " +
                        std::to_string(expected.size));
      } else if ((all || name == kVotesFile) && system::xxh3_hex_of_file(path) != expected.hash) {
        found.push_back(path + " has changed");
      }
    } catch (const Error& error) {
      found.emplace_back(error.what());
    }
  }
  return found;
}

void verify_generation(const std::string& folder, const Manifest& manifest, Verify verify) {
  const std::vector<std::string> found = damage(folder, manifest, verify);
  if (!found.empty()) throw damaged_index(found.front());
}

std::map<std::string, FileState> hash_files(const std::string& folder) {
  std::map<std::string, FileState> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = fs::relative(entry.path(), folder).string();
    if (name == kManifestFile) continue;
    files[name] = {entry.file_size(), system::xxh3_hex_of_file(entry.path().string())};
  }
  return files;
}

}  // namespace nonmun::index
