#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace nonmun::index {

/// Numbers the papers of several shards in one space: paper d of a shard is base + d. A base is a
/// multiple of kWindowSize, so that no window has papers of two shards.
class ShardMap {
 public:
  struct Place {
    std::size_t shard = 0;
    std::uint32_t docid = 0;  ///< within the shard
  };

  /// One shard, whose numbers stay as they are.
  ShardMap() = default;
  /// @param last_docids of the shards, in their order
  /// @throws Error(usage) when the numbers do not fit 32 bits.
  explicit ShardMap(const std::vector<std::uint32_t>& last_docids);

  std::size_t size() const { return bases_.size(); }
  std::uint32_t base(std::size_t shard) const { return bases_[shard]; }
  /// The highest number that a paper may have.
  std::uint32_t last_docid() const { return last_docid_; }
  /// The shard that has a window; the last one beyond all of them.
  std::size_t shard_of_window(std::uint32_t window) const {
    return window < shards_.size() ? shards_[window] : bases_.size() - 1;
  }
  Place place(std::uint32_t number) const;
  std::uint32_t number(const Place& place) const { return bases_[place.shard] + place.docid; }

 private:
  std::vector<std::uint32_t> bases_ = {0};
  std::vector<std::uint32_t> shards_;  ///< by window
  std::uint32_t last_docid_ = 0;
};

}  // namespace nonmun::index
