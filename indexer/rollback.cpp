#include "indexer/lock.hpp"
#include "indexer/nonmun/update.hpp"
#include "indexer/publish.hpp"

namespace nonmun {

std::string rollback_index(const std::string& directory, double wait_seconds,
                           const std::atomic<bool>* interrupted) {
  const IndexPaths index(directory);
  if (!read_pointer(index)) throw no_index(index);
  const IndexLock lock(index, wait_seconds, interrupted);
  const std::optional<Pointer> pointer = read_pointer(index);
  if (!pointer) throw no_index(index);
  // A damaged current generation is a reason to go back, so its manifest need not be readable.
  Manifest current;
  try {
    current = read_manifest(index, *pointer);
  } catch (const Error&) {
    current.generation = pointer->generation;
    current.database = pointer->generation;
  }
  const std::optional<Pointer> previous = previous_generation(index, current);
  if (!previous) {
    throw Error(ErrorCode::no_index, "there is no previous generation to go back to",
                "the first update of an index has none");
  }
  const Manifest target = read_manifest(index, *previous);
  verify_generation(index, target, Verify::full);
  switch_to(index, *previous);
  clean(index);
  return previous->generation;
}

}  // namespace nonmun
