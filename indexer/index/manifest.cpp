#include "indexer/index/manifest.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "analyzers/analyzer.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

Error other_version(const std::string& what) {
  return {Cause::other_version, what, "rebuild the index"};
}

Manifest parse_manifest(const json& j) {
  Manifest m;
  m.generation = j.at("generation");
  m.sequence = j.at("sequence");
  m.built_at = j.at("built_at");
  m.database = j.at("database");
  m.documents = j.at("documents");
  m.rejected = j.at("rejected");
  for (const json& s : j.at("sources")) {
    SourceState source{s.at("path"), s.at("hash"), s.at("papers"), {}};
    if (s.contains("rejects")) {
      for (const json& r : s.at("rejects"))
        source.rejects.push_back({source.path, r.at(0), r.at(1)});
    }
    m.sources.push_back(std::move(source));
  }
  for (const auto& [name, file] : j.at("files").items()) {
    m.files[name] = {file.at("size"), file.at("xxh3")};
  }
  return m;
}

}  // namespace

std::string Manifest::encode() const {
  json list = json::array();
  for (const SourceState& s : sources) {
    json source = {{"path", s.path}, {"hash", s.hash}, {"papers", s.papers}};
    for (const Reject& r : s.rejects) source["rejects"].push_back({r.line, r.reason});
    list.push_back(std::move(source));
  }
  json contents = json::object();
  for (const auto& [name, file] : files) {
    contents[name] = {{"size", file.size}, {"xxh3", file.hash}};
  }
  const json j = {{"format", kIndexFormat},     {"analyzer", Analyzer::fingerprint()},
                  {"generation", generation},   {"sequence", sequence},
                  {"built_at", built_at},       {"database", database},
                  {"documents", documents},     {"rejected", rejected},
                  {"sources", std::move(list)}, {"files", std::move(contents)}};
  // File names may be any bytes; the manifest stays readable JSON all the same.
  return j.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::uint64_t Manifest::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& [name, file] : files) sum += file.size;
  return sum;
}

Manifest read_manifest(const IndexPaths& index, const Pointer& pointer) {
  const std::string path = index.generation(pointer.generation) + "/" + kManifestFile;
  std::string bytes;
  try {
    bytes = read_file(path);
  } catch (const Error& error) {
    throw damaged_index(error.what());
  }
  if (xxh3_hex(bytes) != pointer.manifest_hash) throw damaged_index(path + " has changed");
  try {
    const json j = json::parse(bytes);
    const int format = j.at("format");
    if (format != kIndexFormat) {
      throw other_version("the index " + index.root + " has format " + std::to_string(format) +
                          ", this program reads " + std::to_string(kIndexFormat));
    }
    const std::string analyzer = j.at("analyzer");
    if (analyzer != Analyzer::fingerprint()) {
      throw other_version("the index " + index.root + " was made with the analyzer \"" + analyzer +
                          "\", this program has \"" + Analyzer::fingerprint() + "\"");
    }
    return parse_manifest(j);
  } catch (const json::exception& error) {
    throw damaged_index(path + " is not a manifest: " + error.what());
  }
}

std::vector<std::string> damage(const std::string& folder, const Manifest& manifest,
                                Verify verify) {
  std::vector<std::string> found;
  const bool all = verify == Verify::full || manifest.bytes() < kVerifyAllBelow;
  for (const auto& [name, expected] : manifest.files) {
    const std::string path = folder + "/" + name;
    try {
      const std::uint64_t size = File::open_for_reading(path).size();
      if (size != expected.size) {
        found.push_back(path + " has " + std::to_string(size) + " bytes instead of " +
                        std::to_string(expected.size));
      } else if ((all || name == kVotesFile) && xxh3_hex_of_file(path) != expected.hash) {
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
    files[name] = {entry.file_size(), xxh3_hex_of_file(entry.path().string())};
  }
  return files;
}

}  // namespace nonmun
