#include "indexer/update/base.hpp"

#include "indexer/publish/generations.hpp"
#include "indexer/system/files.hpp"

namespace nonmun {
namespace {

bool is_readable(const IndexPaths& index, const Pointer& pointer) {
  try {
    read_manifest(index, pointer);
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// Without `current`, the newest generation may be all that is left of an index; or a run was
/// killed before it published its first.
std::optional<Pointer> adopt_orphaned_generation(const Run& run, const IndexPaths& index) {
  const std::optional<Published> intact = intact_generations(index);
  if (!intact) return std::nullopt;
  run.warn(index.current() + " is lost; a rollback restores generation " + intact->now.generation);
  return intact->now;
}

}  // namespace

Base read_base(const IndexPaths& index, const Pointer& pointer, Verify verify) {
  Base base;
  base.folder = index.generation(pointer.generation);
  base.manifest = read_manifest(index, pointer);
  verify_generation(base.folder, base.manifest, verify);
  base.votes = VoteTable::decode(read_file(base.folder + "/" + kVotesFile));
  return base;
}

Start open_base(Run& run, const IndexPaths& index) {
  const bool rebuild = run.options().rebuild;
  std::optional<Published> published;
  try {
    published = read_published(index);
    if (!published) return {std::nullopt, adopt_orphaned_generation(run, index)};
    // A rebuild takes the votes from it here and now, an update reads it again when it writes.
    Base base = read_base(index, published->now, rebuild ? Verify::full : Verify::quick);
    run.report().generation = run.report().previous = published->now.generation;
    return {std::move(base), published->now};
  } catch (const Error& error) {
    // A rebuild is the remedy for an index that cannot be read; only its refreshed votes are lost
    // with it, and that is said.
    if (!rebuild) throw;
    run.warn(std::string("refreshed votes cannot be carried over: ") + error.what());
    if (!published) return {std::nullopt, adopt_orphaned_generation(run, index)};
    if (published->previous && is_readable(index, *published->previous)) {
      return {std::nullopt, published->previous};
    }
    return {};
  }
}

}  // namespace nonmun
