#include "indexer/publish/staging.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "indexer/publish/generations.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"
#include "indexer/system/time.hpp"

namespace nonmun::publish {
namespace {

namespace fs = std::filesystem;

void sync_tree(const std::string& folder) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    system::sync_path(entry.path().string());
  }
  system::sync_path(folder);
}

/// After a failure on the way to publishing: was it before the switch or after?
void discard_unless_published(const index::IndexPaths& index, const std::string& name) {
  try {
    const std::optional<index::Pointer> pointer = index::read_pointer(index);
    // Nobody reads it yet, so it need not go at once.
    if (!pointer || pointer->generation != name) system::remove_tree(index.generation(name));
  } catch (const Error&) {
    return;  // the next run cleans up
  }
}

}  // namespace

Staging::Staging(const index::IndexPaths& index)
    : index_(index),
      folder_(index.generations() + "/" + kStagingPrefix + std::to_string(::getpid())) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) {
    errno = error.value();
    throw system::io_error("create", folder_);
  }
}

Staging::~Staging() {
  std::error_code ignored;  // what stays behind is removed by the next run
  fs::remove_all(folder_, ignored);
  fs::remove_all(work(), ignored);
}

void Staging::seal(index::Manifest& manifest) {
  manifest.files = index::hash_files(folder_);
  manifest.built_at = system::iso_time();
  const std::vector<SealedGeneration> others = sealed_generations(index_);
  manifest.sequence = others.empty() ? 1 : others.front().manifest.sequence + 1;
  // The name must be new even when many generations are published within a second, and those
  // already removed count too: a reader may still have one open. Four digits collided in a soak.
  for (int attempt = 0;; ++attempt) {
    manifest.generation.clear();
    const std::uint64_t digest =
        system::xxh3_64(manifest.encode() + std::to_string(attempt) + std::to_string(::getpid()));
    manifest.generation = fmt::format("{}-{:08x}", system::compact_time(), digest & 0xffffffff);
    if (!fs::exists(index_.generation(manifest.generation))) break;
  }
  if (manifest.database.empty()) manifest.database = manifest.generation;
  manifest_bytes_ = manifest.encode();
  system::write_file(folder_ + "/" + index::kManifestFile, manifest_bytes_);
}

std::vector<std::string> Staging::publish(const index::Manifest& manifest,
                                          const std::optional<index::Pointer>& previous) {
  const std::string place = index_.generation(manifest.generation);
  sync_tree(folder_);
  system::rename_path(folder_, place);
  try {
    system::sync_path(index_.generations());
    point_to(index_, {{manifest.generation, system::xxh3_hex(manifest_bytes_)}, previous});
  } catch (const Error&) {
    discard_unless_published(index_, manifest.generation);
    throw;
  }
  return clean(index_);
}

}  // namespace nonmun::publish
