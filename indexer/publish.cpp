#include "indexer/publish.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <vector>

#include "indexer/format/files.hpp"
#include "indexer/format/hash.hpp"

namespace nonmun {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStagingPrefix = ".new-";

void rename_path(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) throw io_error("rename " + from + " to", to);
}

void sync_tree(const std::string& folder) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    sync_path(entry.path().string());
  }
  sync_path(folder);
}

void remove_tree(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) {
    errno = error.value();
    throw io_error("remove", path);
  }
}

std::vector<std::string> generation_names(const IndexPaths& index) {
  std::vector<std::string> names;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(index.generations(), error)) {
    names.push_back(entry.path().filename().string());
  }
  return names;
}

struct Sealed {
  Pointer pointer;
  Manifest manifest;
};

/// Every generation whose manifest can be read, newest first.
std::vector<Sealed> sealed_generations(const IndexPaths& index) {
  std::vector<Sealed> found;
  for (const std::string& name : generation_names(index)) {
    if (name[0] == '.') continue;
    try {
      const Pointer pointer{name, xxh3_hex_of_file(index.generation(name) + "/" + kManifestFile)};
      found.push_back({pointer, read_manifest(index, pointer)});
    } catch (const Error&) {
      continue;  // incomplete, or of another version: nothing to go back to
    }
  }
  std::sort(found.begin(), found.end(), [](const Sealed& a, const Sealed& b) {
    return a.manifest.sequence > b.manifest.sequence;
  });
  return found;
}

}  // namespace

std::string compact_time() { return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(std::time(nullptr))); }

std::string iso_time() { return fmt::format("{:%FT%TZ}", fmt::gmtime(std::time(nullptr))); }

Staging::Staging(const IndexPaths& index)
    : index_(index),
      folder_(index.generations() + "/" + kStagingPrefix + std::to_string(::getpid())) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) {
    errno = error.value();
    throw io_error("create", folder_);
  }
}

Staging::~Staging() {
  std::error_code ignored;  // what stays behind is removed by the next run
  fs::remove_all(folder_, ignored);
  fs::remove_all(work(), ignored);
}

void Staging::seal(Manifest& manifest) {
  manifest.files = hash_files(folder_);
  manifest.built_at = iso_time();
  const std::vector<Sealed> others = sealed_generations(index_);
  manifest.sequence = others.empty() ? 1 : others.front().manifest.sequence + 1;
  // The name must be new even when the same content is published twice within a second.
  for (int attempt = 0;; ++attempt) {
    manifest.generation.clear();
    const std::uint64_t digest =
        xxh3_64(manifest.encode() + std::to_string(attempt) + std::to_string(::getpid()));
    manifest.generation = fmt::format("{}-{:04x}", compact_time(), digest & 0xffff);
    if (!fs::exists(index_.generation(manifest.generation))) break;
  }
  if (manifest.database.empty()) manifest.database = manifest.generation;
  manifest_bytes_ = manifest.encode();
  write_file(folder_ + "/" + kManifestFile, manifest_bytes_);
}

void Staging::publish(const Manifest& manifest) {
  sync_tree(folder_);
  rename_path(folder_, index_.generation(manifest.generation));
  sync_path(index_.generations());
  switch_to(index_, {manifest.generation, xxh3_hex(manifest_bytes_)});
}

void switch_to(const IndexPaths& index, const Pointer& pointer) {
  const std::string fresh = index.current() + ".new";
  write_file(fresh, pointer.encode());
  rename_path(fresh, index.current());
  sync_path(index.root);
}

std::optional<Pointer> previous_generation(const IndexPaths& index, const Manifest& current) {
  for (const Sealed& sealed : sealed_generations(index)) {
    if (sealed.manifest.database != current.database) return sealed.pointer;
  }
  return std::nullopt;
}

void clean(const IndexPaths& index) {
  const std::optional<Pointer> pointer = read_pointer(index);
  std::vector<std::string> keep;
  if (pointer) {
    keep.push_back(pointer->generation);
    try {
      const Manifest current = read_manifest(index, *pointer);
      if (const auto previous = previous_generation(index, current)) {
        keep.push_back(previous->generation);
      }
    } catch (const Error&) {
      // A damaged current generation: the others are all that is left, so remove only what is
      // certainly nobody's.
      for (const std::string& name : generation_names(index)) {
        if (name[0] != '.') keep.push_back(name);
      }
    }
  }
  for (const std::string& name : generation_names(index)) {
    if (std::find(keep.begin(), keep.end(), name) == keep.end()) {
      remove_tree(index.generation(name));
    }
  }
  remove_tree(index.current() + ".new");
}

}  // namespace nonmun
