#include "indexer/update/base.hpp"

#include <fmt/format.h>

#include "indexer/index/database.hpp"
#include "indexer/index/fields.hpp"
#include "indexer/paper/record.hpp"
#include "indexer/publish/generations.hpp"
#include "indexer/system/files.hpp"

namespace nonmun::update {
namespace {

bool is_readable(const index::IndexPaths& index, const index::Pointer& pointer) {
  try {
    index::read_manifest(index, pointer);
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// Without `current`, the newest generation may be all that is left of an index; or a run was
/// killed before it published its first.
std::optional<index::Pointer> adopt_orphaned_generation(const Run& run,
                                                        const index::IndexPaths& index) {
  const std::optional<index::Published> intact = publish::intact_generations(index);
  if (!intact) return std::nullopt;
  run.warn(index.current() + " is lost; a rollback restores generation " + intact->now.generation);
  return intact->now;
}

}  // namespace

void for_ids(const Base& base, const std::function<void(Xapian::docid, std::string_view)>& visit) {
  index::with_xapian("reading " + base.folder, [&] {
    const Xapian::Database database = index::open_database(base.database());
    const auto end = database.valuestream_end(index::kSortSlot);
    for (auto value = database.valuestream_begin(index::kSortSlot); value != end; ++value) {
      const std::string key = *value;
      visit(value.get_docid(), paper::id_of_sort_key(key));
    }
  });
}

Base read_any_base(const index::IndexPaths& index, const index::Pointer& pointer,
                   index::Verify verify) {
  Base base;
  base.folder = index.generation(pointer.generation);
  index::OldManifest old = index::read_any_manifest(index, pointer);
  base.manifest = std::move(old.manifest);
  if (base.manifest.shard || !base.manifest.remote_uuid.empty()) {
    throw Error(Cause::usage,
                index.root + (base.manifest.remote_uuid.empty() ? " is a shard" : " is a mirror") +
                    ", which follows its index",
                "update the index that it is of");
  }
  base.current = old.is_current();
  index::verify_generation(base.folder, base.manifest, base.current ? verify : index::Verify::full);
  base.votes = index::VoteTable::decode(system::read_file(base.folder + "/" + index::kVotesFile));
  base.sources = old.format >= index::kFormatWithSourceFiles
                     ? index::read_sources_of(base.folder)
                     : index::read_sources_of_format_2(base.folder);
  return base;
}

Base read_base(const index::IndexPaths& index, const index::Pointer& pointer,
               index::Verify verify) {
  index::read_manifest(index, pointer);  // refuses other versions
  return read_any_base(index, pointer, verify);
}

Start open_base(Run& run, const index::IndexPaths& index) {
  const bool rebuild = run.options().rebuild;
  std::optional<index::Published> published;
  try {
    published = index::read_published(index);
    if (!published) return {std::nullopt, adopt_orphaned_generation(run, index)};
    // A rebuild takes the votes from it here and now, an update reads it again when it writes.
    const index::Verify verify = rebuild ? index::Verify::full : index::Verify::quick;
    Base base = run.options().upgrade || rebuild ? read_any_base(index, published->now, verify)
                                                 : read_base(index, published->now, verify);
    run.report().generation = run.report().previous = published->now.generation;
    if (base.current) return {std::move(base), published->now};
    run.report().upgraded = true;
    run.warn(fmt::format("generation {} is of another version: it is upgraded",
                         published->now.generation));
    return {std::move(base), std::nullopt};  // this version could not restore it
  } catch (const Error& error) {
    // A rebuild is the remedy for an index that cannot be read; only what no source has is lost
    // with it, and that is said.
    if (!rebuild) throw;
    run.warn(std::string("refreshed votes and papers of writers cannot be carried over: ") +
             error.what());
    if (!published) return {std::nullopt, adopt_orphaned_generation(run, index)};
    if (published->previous && is_readable(index, *published->previous)) {
      return {std::nullopt, published->previous};
    }
    return {};
  }
}

}  // namespace nonmun::update
