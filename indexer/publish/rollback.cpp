#include <nonmun/update.hpp>

#include "indexer/publish/generations.hpp"
#include "indexer/publish/lock.hpp"

namespace nonmun::publish {
namespace {

/// What is published, as far as it can be told: a lost or damaged `current` is a reason to go back.
/// One that cannot be read now is none: guessing would give the previous generation up.
std::optional<index::Published> readable_published(const index::IndexPaths& index) {
  if (!std::filesystem::exists(index.current())) return std::nullopt;
  return index::Published::decode(system::read_file(index.current()));
}

index::Published target(const index::IndexPaths& index) {
  if (const std::optional<index::Published> published = readable_published(index)) {
    // The generation that is left stays if it is intact: another rollback takes this one back.
    if (published->previous) {
      return {*published->previous,
              is_intact(index, published->now) ? std::optional(published->now) : std::nullopt};
    }
  } else if (const std::optional<index::Published> intact = intact_generations(index)) {
    return *intact;
  } else {
    throw index::no_index(index);
  }
  throw Error(Cause::no_previous, "there is no previous generation to go back to",
              "the first update of an index has none");
}

}  // namespace
}  // namespace nonmun::publish

namespace nonmun {

std::string rollback_index(const std::string& directory, double wait_seconds,
                           const std::atomic<bool>* interrupted,
                           const std::function<void(const std::string&)>& warning) {
  return system::with_files(directory, [&] {
    const index::IndexPaths index(directory);
    if (!std::filesystem::exists(index.generations())) throw index::no_index(index);
    const publish::IndexLock lock(index, wait_seconds, interrupted);
    publish::clean(index);
    const index::Published published = publish::target(index);
    const index::Manifest manifest = index::read_manifest(index, published.now);
    index::verify_generation(index.generation(published.now.generation), manifest,
                             index::Verify::full);
    publish::point_to(index, published);
    // This also finds what could not be removed before.
    for (const std::string& problem : publish::clean(index)) {
      if (warning) warning(problem);
    }
    return published.now.generation;
  });
}

}  // namespace nonmun
