#include "indexer/index/shard_map.hpp"

#include <limits>
#include <nonmun/error.hpp>

#include "indexer/index/postings.hpp"

namespace nonmun::index {

ShardMap::ShardMap(const std::vector<std::uint32_t>& last_docids) : bases_() {
  std::uint64_t base = 0;
  for (std::uint32_t shard = 0; shard < last_docids.size(); ++shard) {
    const std::uint64_t last = base + last_docids[shard];
    // Xapian numbers the documents of several databases in turns.
    const bool fits = last < std::numeric_limits<std::uint32_t>::max() - kWindowSize &&
                      (std::uint64_t{last_docids[shard]} + 1) * last_docids.size() <
                          std::numeric_limits<std::uint32_t>::max();
    if (!fits) {
      throw Error(Cause::usage, "the indexes have more papers than can be searched together");
    }
    bases_.push_back(static_cast<std::uint32_t>(base));
    last_docid_ = static_cast<std::uint32_t>(last);
    const std::uint32_t end = window_of(last_docid_) + 1;
    shards_.resize(end, shard);
    base = docid_at(end, 0);
  }
  if (bases_.empty()) bases_.push_back(0);
}

ShardMap::Place ShardMap::place(std::uint32_t number) const {
  const std::size_t shard = shard_of_window(window_of(number));
  return {shard, number - bases_[shard]};
}

}  // namespace nonmun::index
