#include <nonmun/update.hpp>

#include "indexer/publish/generations.hpp"
#include "indexer/publish/lock.hpp"

namespace nonmun {
namespace {

/// What is published, as far as it can be told: a lost or damaged `current` is a reason to go back.
/// One that cannot be read now is none: guessing would give the previous generation up.
std::optional<Published> readable_published(const IndexPaths& index) {
  if (!std::filesystem::exists(index.current())) return std::nullopt;
  return Published::decode(read_file(index.current()));
}

Published target(const IndexPaths& index) {
  if (const std::optional<Published> published = readable_published(index)) {
    // The generation that is left stays if it is intact: another rollback takes this one back.
    if (published->previous) {
      return {*published->previous,
              is_intact(index, published->now) ? std::optional(published->now) : std::nullopt};
    }
  } else if (const std::optional<Published> intact = intact_generations(index)) {
    return *intact;
  } else {
    throw no_index(index);
  }
  throw Error(Cause::no_previous, "there is no previous generation to go back to",
              "the first update of an index has none");
}

}  // namespace

std::string rollback_index(const std::string& directory, double wait_seconds,
                           const std::atomic<bool>* interrupted) {
  return with_files(directory, [&] {
    const IndexPaths index(directory);
    if (!std::filesystem::exists(index.generations())) throw no_index(index);
    const IndexLock lock(index, wait_seconds, interrupted);
    clean(index);
    const Published published = target(index);
    const Manifest manifest = read_manifest(index, published.now);
    verify_generation(index.generation(published.now.generation), manifest, Verify::full);
    point_to(index, published);
    clean(index);  // what it cannot remove, the next run will name
    return published.now.generation;
  });
}

}  // namespace nonmun
