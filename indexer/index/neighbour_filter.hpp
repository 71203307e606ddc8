#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/forward.hpp"
#include "indexer/index/postings.hpp"
#include "indexer/index/sharded.hpp"
#include "indexer/system/buffered_file.hpp"
#include "indexer/system/mapped_file.hpp"

namespace nonmun::index {

/// Says which papers may have two words side by side, so that a phrase is looked for in few of
/// those that have its words. Each paper has a signature of its pairs of neighbouring words; the
/// signatures of a window are kept as columns of bits, so that a whole window is asked at once
/// (a bit-sliced signature file, as in Goodwin et al., "BitFunnel", SIGIR 2017).
class NeighbourFilter {
 public:
  static constexpr std::size_t kSeeds = 4;       ///< of records that have signatures, from 0 on
  static constexpr std::size_t kRowsOfPair = 3;  ///< in which a paper that has the pair has a bit

  /// Two words, as they are looked for.
  struct Pair {
    std::array<std::array<std::uint16_t, kRowsOfPair>, kSeeds> rows{};  ///< by seed of the record
  };
  /// In authors the order of the two does not matter.
  /// @param first,second ForwardRecord::term_hash()
  static Pair pair(ForwardRecord::Place place, std::uint64_t first, std::uint64_t second);

  /// Lets all papers pass.
  NeighbourFilter() = default;
  /// Writes the file.
  class Writer;
  /// @throws Error(damaged) when the file is damaged, Error(io) when it is unreadable.
  explicit NeighbourFilter(const std::string& path);
  /// Those of several shards.
  static NeighbourFilter of(std::vector<NeighbourFilter> shards, const ShardMap& map);

  /// The filters of its shards; empty when it is one file.
  const Sharded<NeighbourFilter>& shards() const { return shards_; }

  /// Takes papers out that do not have the pair. Of those that stay, some may not have it either.
  /// @param papers of a window, a bit each, the lowest first
  void keep(std::uint32_t window, const Pair& pair,
            std::span<std::uint64_t, kWindowSize / 64> papers) const;

 private:
  std::shared_ptr<const system::MappedFile> file_;
  std::uint32_t last_docid_ = 0;
  Sharded<NeighbourFilter> shards_;
};

class NeighbourFilter::Writer {
 public:
  /// @throws Error(io)
  Writer(const std::string& path, std::uint32_t last_docid);
  /// @pre documents come in ascending order, none beyond the last
  void add(std::uint32_t docid, const ForwardRecord& record);
  /// Waits until the file is on the disk.
  void finish();

 private:
  void write_windows(std::uint32_t end);

  system::BufferedFile file_;
  std::uint32_t last_docid_;
  std::uint32_t window_ = 0;
  std::vector<std::uint64_t> rows_;  // of the window
};

}  // namespace nonmun::index
