#include <filesystem>
#include <map>
#include <nonmun/update.hpp>
#include <optional>
#include <string>
#include <utility>

#include "indexer/index/database.hpp"
#include "indexer/index/derived.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/index/manifest.hpp"
#include "indexer/index/remote.hpp"
#include "indexer/index/sort_key_table.hpp"
#include "indexer/publish/generations.hpp"
#include "indexer/publish/lock.hpp"
#include "indexer/publish/staging.hpp"
#include "indexer/system/files.hpp"
#include "indexer/system/hash.hpp"
#include "indexer/system/interrupt.hpp"

namespace nonmun::publish {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, index::FileState>;

/// The files of a generation that a mirror has too.
Files copied_files(const index::Manifest& manifest, bool postings) {
  const std::string derived = std::string(index::kDerivedFolder) + "/";
  Files files;
  for (const auto& [name, state] : manifest.files) {
    if (name == derived + index::kPostingsFile && !postings) continue;
    if (name == index::kVotesFile || name.starts_with(derived)) files.emplace(name, state);
  }
  return files;
}

/// Whether a mirror has these files, and the address in place of the database.
bool is_up_to_date(const index::Manifest& mirror, const index::Manifest& wanted,
                   const Files& copied, const std::string& stub) {
  Files files = mirror.files;
  files.erase(index::kSortKeysFile);
  const auto found = files.find(index::kDatabaseFolder);
  if (found == files.end() || found->second.hash != system::xxh3_hex(stub)) return false;
  files.erase(found);
  return files == copied && mirror.shard == wanted.shard &&
         mirror.remote_uuid == wanted.remote_uuid;
}

/// The UUID of the database, and its papers' sort keys.
std::string read_database(const std::string& folder, index::SortKeyTable::Builder& keys) {
  return index::with_xapian("reading " + folder, [&] {
    const Xapian::Database database = index::open_database(folder);
    const auto end = database.valuestream_end(index::kSortSlot);
    for (auto at = database.valuestream_begin(index::kSortSlot); at != end; ++at) {
      keys.add(at.get_docid(), *at);
    }
    return database.get_uuid();
  });
}

std::optional<std::pair<index::Pointer, index::Manifest>> published_mirror(
    const index::IndexPaths& mirror) {
  try {
    const std::optional<index::Pointer> pointer = index::read_pointer(mirror);
    if (!pointer) return std::nullopt;
    return std::pair(*pointer, index::read_manifest(mirror, *pointer));
  } catch (const Error&) {
    return std::nullopt;
  }
}

void copy(const std::string& from, const std::string& to) {
  fs::create_directories(fs::path(to).parent_path());
  std::error_code error;
  fs::create_hard_link(from, to, error);
  if (error) system::copy_file(from, to);
}

MirrorReport mirror_generation(const MirrorOptions& options, const index::IndexPaths& source,
                               const index::Pointer& pointer) {
  const std::string stub = index::RemoteAddress::parse(options.remote).stub();
  const index::IndexPaths mirror(options.mirror);
  const index::Manifest manifest = index::read_manifest(source, pointer);
  // Every generation of a shard has a database of its own, with a UUID of its own. That of a whole
  // is changed in place, so that a server could have another one without being noticed.
  if (!manifest.shard || !manifest.remote_uuid.empty()) {
    throw Error(Cause::usage, source.root + " is not a shard of an index",
                "name a shard; an index in one piece may be one shard");
  }
  const std::string folder = source.generation(pointer.generation);
  const Files copied = copied_files(manifest, options.postings);
  index::SortKeyTable::Builder keys;
  index::Manifest next = manifest;
  next.remote_uuid = read_database(folder + "/" + index::kDatabaseFolder, keys);
  const auto old = published_mirror(mirror);
  if (old && old->second.remote_uuid.empty()) {
    throw Error(Cause::usage, mirror.root + " is an index, not a mirror", "name another folder");
  }
  MirrorReport report;
  report.documents = manifest.documents;
  if (old && is_up_to_date(old->second, next, copied, stub)) {
    report.generation = old->second.generation;
    report.bytes = old->second.bytes();
    return report;
  }
  for (const std::string& problem : clean(mirror)) {
    if (options.warning) options.warning(problem);
  }
  Staging staging(mirror);
  for (const auto& [name, state] : copied) copy(folder + "/" + name, staging.folder() + "/" + name);
  system::write_file(staging.database(), stub);
  system::write_file(staging.folder() + "/" + index::kSortKeysFile, keys.encode());
  staging.seal(next);
  for (const auto& [name, state] : copied) {
    if (next.files.at(name) != state)
      throw index::damaged_index(folder + "/" + name + " has changed");
  }
  system::throw_if_interrupted(options.interrupted);
  staging.publish(next, old ? std::optional(old->first) : std::nullopt);
  report.generation = next.generation;
  report.bytes = next.bytes();
  report.published = true;
  return report;
}

}  // namespace
}  // namespace nonmun::publish

namespace nonmun {

MirrorReport mirror_index(const MirrorOptions& options) {
  const index::IndexPaths source(options.shard);
  const index::IndexPaths mirror(options.mirror);
  return system::with_files(options.mirror, [&] {
    if (!index::read_pointer(source)) throw index::no_index(source);
    const publish::IndexLock lock(mirror, options.wait_seconds, options.interrupted);
    return index::with_published(source, [&](const index::Published& published) {
      return publish::mirror_generation(options, source, published.now);
    });
  });
}

}  // namespace nonmun
