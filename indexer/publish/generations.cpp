#include "indexer/publish/generations.hpp"

#include <algorithm>
#include <filesystem>

#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"

namespace nonmun::publish {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNewSuffix = ".new";

std::vector<std::string> generation_names(const index::IndexPaths& index) {
  std::vector<std::string> names;
  if (!fs::exists(index.generations())) return names;
  for (const fs::directory_entry& entry : fs::directory_iterator(index.generations())) {
    names.push_back(entry.path().filename().string());
  }
  return names;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Whether a name is one that only a killed run leaves.
bool is_leftover_name(std::string_view name) {
  if (name.starts_with(kDiscardedPrefix)) {
    name.remove_prefix(std::string_view(kDiscardedPrefix).size());
    return index::is_generation_name(name);
  }
  if (!name.starts_with(kStagingPrefix)) return false;
  name.remove_prefix(std::string_view(kStagingPrefix).size());
  if (name.ends_with(kWorkSuffix)) name.remove_suffix(std::string_view(kWorkSuffix).size());
  return is_number(name);
}

/// Removes a generation or a leftover. One rename comes first, so that nobody opens a part of it.
void discard(const index::IndexPaths& index, const std::string& name) {
  std::string path = index.generation(name);
  if (name[0] != '.') {
    path = index.generation(kDiscardedPrefix + name);
    system::rename_path(index.generation(name), path);
  }
  system::remove_tree(path);
}

}  // namespace

std::vector<SealedGeneration> sealed_generations(const index::IndexPaths& index) {
  std::vector<SealedGeneration> found;
  for (const std::string& name : generation_names(index)) {
    if (!index::is_generation_name(name)) continue;
    try {
      const index::Pointer pointer{
          name, system::xxh3_hex_of_file(index.generation(name) + "/" + index::kManifestFile)};
      found.push_back({pointer, index::read_manifest(index, pointer)});
    } catch (const Error&) {
      continue;  // incomplete, or of another version: nothing to go back to
    }
  }
  std::sort(found.begin(), found.end(), [](const SealedGeneration& a, const SealedGeneration& b) {
    return a.manifest.sequence > b.manifest.sequence;
  });
  return found;
}

bool is_intact(const index::IndexPaths& index, const index::Pointer& pointer) {
  try {
    const index::Manifest manifest = index::read_manifest(index, pointer);
    return index::damage(index.generation(pointer.generation), manifest, index::Verify::full)
        .empty();
  } catch (const Error&) {
    return false;
  }
}

std::optional<index::Published> intact_generations(const index::IndexPaths& index) {
  std::optional<index::Published> found;
  std::string database;
  for (const SealedGeneration& sealed : sealed_generations(index)) {
    if ((found && sealed.manifest.database == database) || !is_intact(index, sealed.pointer)) {
      continue;
    }
    if (found) {
      found->previous = sealed.pointer;
      return found;
    }
    found = index::Published{sealed.pointer, std::nullopt};
    database = sealed.manifest.database;
  }
  return found;
}

void point_to(const index::IndexPaths& index, const index::Published& published) {
  const std::string fresh = index.current() + kNewSuffix;
  try {
    system::write_file(fresh, published.encode());
    system::rename_path(fresh, index.current());
  } catch (const Error&) {
    std::error_code ignored;
    fs::remove(fresh, ignored);
    throw;
  }
  system::sync_path(index.root);
}

std::vector<std::string> clean(const index::IndexPaths& index) {
  const std::vector<std::string> names = generation_names(index);
  const auto is_there = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  std::optional<index::Published> published;
  try {
    published = index::read_published(index);
  } catch (const Error&) {
    published.reset();
  }
  const bool known = published && is_there(published->now.generation) &&
                     (!published->previous || is_there(published->previous->generation));
  const auto is_needed = [&](const std::string& name) {
    return name == published->now.generation ||
           (published->previous && name == published->previous->generation);
  };
  std::vector<std::string> problems;
  const auto attempt = [&](const auto& remove) {
    try {
      remove();
    } catch (const Error& error) {
      problems.emplace_back(error.what());
    }
  };
  for (const std::string& name : names) {
    const bool old = known && index::is_generation_name(name) && !is_needed(name);
    if (old && !index::is_generation(index, name)) {
      problems.push_back(index.generation(name) +
                         " has no manifest of its own; it is left alone: "
                         "remove it if nobody needs it");
    } else if (old || is_leftover_name(name)) {
      attempt([&] { discard(index, name); });
    }
  }
  attempt([&] { system::remove_tree(index.current() + kNewSuffix); });
  return problems;
}

}  // namespace nonmun::publish
