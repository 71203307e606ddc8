#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "indexer/index/shard_map.hpp"

namespace nonmun::index {

/// The tables of several shards, for a table that is all of them: asked for a paper, it asks that
/// of the paper's shard. Empty in a table that is one file.
template <class Table>
class Sharded {
 public:
  struct Place {
    const Table& table;
    std::uint32_t docid;
  };

  Sharded() = default;
  Sharded(std::vector<Table> tables, ShardMap map)
      : parts_(std::make_shared<const Parts>(Parts{std::move(tables), std::move(map)})) {}

  explicit operator bool() const { return parts_ != nullptr; }
  const std::vector<Table>& tables() const { return parts_->tables; }
  const ShardMap& map() const { return parts_->map; }
  Place place(std::uint32_t number) const {
    const ShardMap::Place place = parts_->map.place(number);
    return {parts_->tables[place.shard], place.docid};
  }

 private:
  struct Parts {
    std::vector<Table> tables;
    ShardMap map;
  };

  std::shared_ptr<const Parts> parts_;
};

}  // namespace nonmun::index
