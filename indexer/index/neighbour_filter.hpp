#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
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
/// (a bit-sliced signature file, as in Goodwin et al., "BitFunnel", SIGIR 2017). Pairs of texts
/// that many papers have get columns of their own, which say it for certain.
class NeighbourFilter {
 public:
  static constexpr std::size_t kSeeds = 4;  ///< of records that have signatures, from 0 on

  using Papers = std::span<std::uint64_t, kWindowSize / 64>;

  /// Two words, as a record with each of the seeds has them.
  using Pair = std::array<std::uint64_t, kSeeds>;
  /// In authors the order of the two does not matter.
  /// @param first,second ForwardRecord::term_hash()
  static Pair pair(ForwardRecord::Place place, std::uint64_t first, std::uint64_t second);

  /// Lets all papers pass.
  NeighbourFilter() = default;
  /// Finds out which pairs many papers have.
  class Sample;
  /// Writes the file.
  class Writer;
  /// @throws Error(damaged) when the file is damaged, Error(io) when it is unreadable.
  explicit NeighbourFilter(const std::string& path);
  /// Those of several shards.
  static NeighbourFilter of(std::vector<NeighbourFilter> shards, const ShardMap& map);

  /// The filters of its shards; empty when it is one file.
  const Sharded<NeighbourFilter>& shards() const { return shards_; }

  /// Takes papers out that do not have the pair. Of those that stay, some may not have it either.
  /// @param papers of a window that have both words, a bit each, the lowest first
  /// @param certain gets those that stay and have it for certain; given none
  void keep(std::uint32_t window, const Pair& pair, Papers papers, Papers certain) const;

 private:
  std::size_t rows() const;
  std::optional<std::size_t> own_row(std::uint64_t pair) const;

  std::shared_ptr<const system::MappedFile> file_;
  std::uint32_t last_docid_ = 0;
  std::uint32_t frequent_ = 0;  ///< pairs with a row of their own
  Sharded<NeighbourFilter> shards_;
};

class NeighbourFilter::Sample {
 public:
  void add(const ForwardRecord& record);
  /// Pairs of texts that one paper in 64 has, but no more than 256; ascending.
  std::vector<std::uint64_t> frequent() const;

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> papers_;  // by pair
  std::uint32_t added_ = 0;
};

class NeighbourFilter::Writer {
 public:
  /// @param frequent pairs that get a row of their own, ascending
  /// @throws Error(io)
  Writer(const std::string& path, std::uint32_t last_docid,
         const std::vector<std::uint64_t>& frequent = {});
  /// @pre documents come in ascending order, none beyond the last
  void add(std::uint32_t docid, const ForwardRecord& record);
  /// Waits until the file is on the disk.
  void finish();

 private:
  void set(std::size_t row, std::uint32_t local);
  void write_windows(std::uint32_t end);

  system::BufferedFile file_;
  std::uint32_t last_docid_;
  std::unordered_map<std::uint64_t, std::size_t> own_rows_;  // of frequent pairs
  std::uint32_t window_ = 0;
  std::vector<std::uint64_t> rows_;  // of the window
};

}  // namespace nonmun::index
