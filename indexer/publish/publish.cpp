#include "indexer/publish/publish.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <vector>

#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStagingPrefix = ".new-";
constexpr const char* kGoingPrefix = ".old-";
constexpr const char* kNewSuffix = ".new";

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
  if (!fs::exists(index.generations())) return names;
  for (const fs::directory_entry& entry : fs::directory_iterator(index.generations())) {
    names.push_back(entry.path().filename().string());
  }
  return names;
}

/// Removes a generation. It goes by one rename, so that nobody opens a part of it.
void discard(const IndexPaths& index, const std::string& name) {
  std::string path = index.generation(name);
  if (name[0] != '.') {
    path = index.generation(kGoingPrefix + name);
    rename_path(index.generation(name), path);
  }
  remove_tree(path);
}

void point_to(const IndexPaths& index, const Published& published) {
  const std::string fresh = index.current() + kNewSuffix;
  try {
    write_file(fresh, published.encode());
    rename_path(fresh, index.current());
  } catch (const Error&) {
    std::error_code ignored;
    fs::remove(fresh, ignored);
    throw;
  }
  sync_path(index.root);
}

/// After a failure on the way to publishing: was it before the switch or after?
void discard_unless_published(const IndexPaths& index, const std::string& name) {
  try {
    const std::optional<Pointer> pointer = read_pointer(index);
    // Nobody reads it yet, so it need not go at once.
    if (!pointer || pointer->generation != name) remove_tree(index.generation(name));
  } catch (const Error&) {
    return;  // the next run cleans up
  }
}

/// Failing here must not look as if nothing had been published.
void clean_after(const IndexPaths& index, const std::string& name) {
  try {
    with_files(index.root, [&] { clean(index); });
  } catch (const Error& error) {
    throw Error(error.code(),
                "generation " + name +
                    " is published, but what it replaced could not be removed: " + error.what(),
                "the next run removes it");
  }
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

std::string compact_time() {
  return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(std::time(nullptr)));
}

std::string iso_time() {
  return fmt::format("{:%FT%TZ}", fmt::gmtime(std::time(nullptr)));
}

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
  // The name must be new even when many generations are published within a second, and those
  // already removed count too: a reader may still have one open. Four digits collided in a soak.
  for (int attempt = 0;; ++attempt) {
    manifest.generation.clear();
    const std::uint64_t digest =
        xxh3_64(manifest.encode() + std::to_string(attempt) + std::to_string(::getpid()));
    manifest.generation = fmt::format("{}-{:08x}", compact_time(), digest & 0xffffffff);
    if (!fs::exists(index_.generation(manifest.generation))) break;
  }
  if (manifest.database.empty()) manifest.database = manifest.generation;
  manifest_bytes_ = manifest.encode();
  write_file(folder_ + "/" + kManifestFile, manifest_bytes_);
}

void Staging::publish(const Manifest& manifest, const std::optional<Pointer>& previous) {
  const std::string place = index_.generation(manifest.generation);
  sync_tree(folder_);
  rename_path(folder_, place);
  try {
    sync_path(index_.generations());
    point_to(index_, {{manifest.generation, xxh3_hex(manifest_bytes_)}, previous});
  } catch (const Error&) {
    discard_unless_published(index_, manifest.generation);
    throw;
  }
  clean_after(index_, manifest.generation);
}

void switch_to(const IndexPaths& index, const Published& published) {
  point_to(index, published);
  clean_after(index, published.now.generation);
}

bool is_whole(const IndexPaths& index, const Pointer& pointer) {
  try {
    const Manifest manifest = read_manifest(index, pointer);
    return damage(index.generation(pointer.generation), manifest, Verify::full).empty();
  } catch (const Error&) {
    return false;
  }
}

std::optional<Published> sound_generations(const IndexPaths& index) {
  std::optional<Published> found;
  std::string database;
  for (const Sealed& sealed : sealed_generations(index)) {
    if ((found && sealed.manifest.database == database) || !is_whole(index, sealed.pointer)) {
      continue;
    }
    if (found) {
      found->previous = sealed.pointer;
      return found;
    }
    found = Published{sealed.pointer, std::nullopt};
    database = sealed.manifest.database;
  }
  return found;
}

void clean(const IndexPaths& index) {
  const std::vector<std::string> names = generation_names(index);
  const auto is_there = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  std::optional<Published> published;
  try {
    published = read_published(index);
  } catch (const Error&) {
    published.reset();
  }
  const bool known = published && is_there(published->now.generation) &&
                     (!published->previous || is_there(published->previous->generation));
  for (const std::string& name : names) {
    const bool complete = name[0] != '.';
    const bool needed = known && (name == published->now.generation ||
                                  (published->previous && name == published->previous->generation));
    if (needed || (complete && !known)) continue;
    discard(index, name);
  }
  remove_tree(index.current() + kNewSuffix);
}

}  // namespace nonmun
